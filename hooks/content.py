"""Compile `content/` once a build; stop with every problem before anything is written."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer

from nienbieu.pipeline import Compilation, compile_content, compile_rest
from nienbieu.problems import as_text

log = logging.getLogger("nienbieu")
"""Outside `mkdocs`, whose strict mode would end a preview at the first error."""
_serving = False


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether a person is watching: a preview goes on without the broken records."""
    global _serving
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Leave the compilation on the config, which lives as long as the build."""
    root = Path(config.extra["content_dir"])
    base = config.site_url or ""
    compilation = compile_content(root, base, root.as_posix())
    if compilation.problems:
        compilation = _tolerate(compilation, base)
    config.extra["compilation"] = compilation
    return config


def _tolerate(compilation: Compilation, base: str) -> Compilation:
    count, shown = len(compilation.problems), as_text(compilation.problems)
    if not _serving:
        raise PluginError(f"{count} lỗi trong nội dung; site/ được giữ nguyên:\n{shown}")
    log.error("%s lỗi trong nội dung; bản xem trước bỏ qua các tệp này:\n%s", count, shown)
    return compile_rest(compilation, base)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Rebuild the preview when content or the core changes."""
    server.watch(config.extra["content_dir"])
    return server
