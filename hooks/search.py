"""The search: an index of our own beside the pages, read by our worker in the theme's box."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from nienbieu.pipeline import Compilation
from nienbieu.search.documents import documents
from nienbieu.search.extraction import items
from nienbieu.search.index import Index
from nienbieu.search.scripts import scripts

_kept: list[Index] = []
"""The index of the last build of this process, so that a preview renews only what changed."""
_items: list[dict[str, Any]] = []
"""What the pages of this build say."""


def on_pre_build(config: MkDocsConfig) -> None:
    """Forget the pages of the build before."""
    _items.clear()


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Leave the theme's own index empty; its file stays, for the theme reads its settings there."""
    page.meta["search"] = {"exclude": True}
    return markdown


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Keep the text of the page with what the compiled page tells of itself."""
    findable = page.meta.get("findable", {})
    if findable is not False:
        head, *sections = items(html, page.url, page.meta.get("title", page.title))
        _items.extend([head | findable, *sections])
    return html


def on_post_build(config: MkDocsConfig) -> None:
    """Write the index, the engine and the worker."""
    folder = Path(config.site_dir, "search")
    compilation: Compilation = config.extra["compilation"]
    for path, data in (_index(compilation.site.catalog.synonyms).files() | scripts()).items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data)


def _index(synonyms: list[tuple[str, ...]]) -> Index:
    if not _kept or _kept[0].glossary != synonyms:
        _kept[:] = [Index(synonyms)]
    _kept[0].update(documents(_items))
    return _kept[0]
