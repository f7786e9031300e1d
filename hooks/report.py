"""Say at the end of a build what the site holds."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from nienbieu.pipeline import Compilation


def on_post_build(config: MkDocsConfig) -> None:
    """Print one line for people, even when the build is quiet."""
    compilation: Compilation = config.extra["compilation"]
    site = compilation.site
    pages = sum(1 for _ in Path(config.site_dir).rglob("*.html"))
    print(
        f"{pages} trang từ {len(site.catalog.entries)} bài; {len(site.claims)} số liệu và mốc có nguồn; "
        f"{len(site.catalog.sources)} nguồn"
    )
