"""Compiled pages: Markdown with front matter, one value per page, made from templates."""

from __future__ import annotations

from nienbieu.pages.hubs import hub_pages
from nienbieu.pages.page import Page
from nienbieu.pages.records import record_pages
from nienbieu.pages.reference import reference_pages
from nienbieu.pages.sources import source_pages
from nienbieu.site import Site

__all__ = ["Page", "all_pages"]


def all_pages(site: Site) -> tuple[Page, ...]:
    """Every compiled page of the site, by path."""
    pages = [*record_pages(site), *source_pages(site), *hub_pages(site), *reference_pages(site)]
    return tuple(sorted(pages, key=lambda page: page.path))
