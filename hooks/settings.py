"""Settings that YAML cannot say."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from nienbieu.text import slugify


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Give headings of the fixed pages the same slugs as everything else.

    The default ones destroy Vietnamese: `Đại hội Đảng` would become `ai-hoi-ang`.
    """
    config.mdx_configs.setdefault("toc", {})["slugify"] = slugify
    return config
