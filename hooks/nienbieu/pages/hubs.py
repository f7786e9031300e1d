"""Pages that gather records: home, the timeline, one index per section and the award."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from nienbieu import labels
from nienbieu.catalog import Entry
from nienbieu.jsonld import script, website_jsonld
from nienbieu.model import Edition, Place
from nienbieu.pages.page import Page, Writer, write
from nienbieu.pages.records import record_page
from nienbieu.relations import in_time
from nienbieu.site import Site
from nienbieu.statistics import overview
from nienbieu.text import sort_key

WIDE = {"hide": ["navigation"]}
"""Front matter of pages that stand alone in the navigation."""
_TIMED = ("cot-moc", "mo-hinh", "van-ban")
_GROUPED_BY = {
    "cot-moc": ("category", labels.MILESTONE_CATEGORIES),
    "mo-hinh": ("category", labels.MODEL_CATEGORIES),
    "van-ban": ("type", labels.DOCUMENT_TYPES),
}


def hub_pages(site: Site) -> Iterator[Page]:
    """Yield the pages that gather records."""
    yield _home(site)
    yield _timeline(site)
    for folder in labels.SECTION_LEADS:
        yield _section(site, folder)
    award = site.catalog.by_path.get("bua-liem-vang/index.md")
    if award:
        yield _award(site, award)


def simple(site: Site, url: str, title: str, lead: str, template: str, meta: dict[str, Any], **shown: object) -> Page:
    """Write a page with a title and a lead that has no record of its own."""
    body = write(template, Writer(site.catalog, url), site=site, title=title, lead=lead, **shown)
    return Page(url, title, lead, body, meta=meta)


def _home(site: Site) -> Page:
    sections = [
        (folder, labels.FOLDERS[folder], lead, len(site.catalog.folders[folder]))
        for folder, lead in labels.HOME_LEADS.items()
    ]
    shown = {"overview": overview(site), "changes": site.changes[:6], "sections": sections}
    body = (
        f"{write('home.j2', Writer(site.catalog, ''), site=site, **shown)}{script(website_jsonld(site, site.base))}\n"
    )
    return Page("", "Niên biểu", labels.HOME_DESCRIPTION, body, meta={"hide": ["navigation", "toc"]})


def _timeline(site: Site) -> Page:
    lead = "Toàn bộ mốc thời gian của Niên biểu, xếp theo năm; mỗi mốc dẫn tới bài viết và nguồn."
    return simple(site, "nien-bieu/", "Toàn bộ niên biểu", lead, "timeline.j2", WIDE, moments=site.moments)


def _section(site: Site, folder: str) -> Page:
    entries = list(site.catalog.folders[folder].values())
    moments = [moment for moment in site.moments if moment.entry.folder == folder]
    shown = {"groups": _grouped(folder, entries), "moments": moments}
    alone = WIDE if folder in labels.HOME_LEADS else {}
    lead = labels.SECTION_LEADS[folder]
    return simple(site, f"{folder}/", labels.FOLDERS[folder], lead, "section.j2", alone, **shown)


def _grouped(folder: str, entries: list[Entry]) -> list[tuple[str, list[Entry]]]:
    """Group a section's records by type, in order of time where they have one."""
    order = {entry.path: index for index, entry in enumerate(in_time(entries))}

    def rank(entry: Entry) -> tuple[str, int, tuple[str, str]]:
        place = order.get(entry.path, -1) if folder in _TIMED else 0
        return _group_of(entry), place, sort_key(entry.record.title)

    return [(name, list(members)) for name, members in groupby(sorted(entries, key=rank), key=_group_of)]


def _group_of(entry: Entry) -> str:
    if isinstance(entry.record, Place):
        return "Tên đã kết thúc năm 2025" if entry.record.ended else "Đơn vị hiện nay"
    if entry.folder not in _GROUPED_BY:
        return ""
    key, words = _GROUPED_BY[entry.folder]
    return words[getattr(entry.record, key)]


def _award(site: Site, entry: Entry) -> Page:
    editions = [e for e in site.catalog.folders["bua-liem-vang"].values() if isinstance(e.record, Edition)]
    moments = [moment for moment in site.moments if moment.entry.folder == "bua-liem-vang"]
    return record_page(site, entry, "award.j2", moments=moments, steps=[], editions=in_time(editions))
