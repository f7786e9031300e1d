"""What the search may find: articles and lists, with other names as words of the page."""

from __future__ import annotations

from mkdocs.structure.pages import Page


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Keep the pages that only repeat others out of the index of the theme's own search."""
    if (page.url.startswith("nguon/") and page.url != "nguon/") or page.url in ("tim-kiem/", "cap-nhat/"):
        page.meta["search"] = {"exclude": True}
    return markdown
