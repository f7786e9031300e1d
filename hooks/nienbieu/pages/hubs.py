"""Pages that gather records: home, the timeline, one index per section and the award."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from nienbieu import labels
from nienbieu.catalog import Entry
from nienbieu.jsonld import script, website_jsonld
from nienbieu.model import Edition, Model, Place
from nienbieu.pages.findable import LIST
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


_ALSO = {
    "mo-hinh": (("Theo địa phương", "mo-hinh/theo-dia-phuong/"), ("Theo kết cục", "mo-hinh/theo-ket-cuc/")),
}
"""Other orders of a section."""


def hub_pages(site: Site) -> Iterator[Page]:
    """Yield the pages that gather records."""
    yield _home(site)
    yield _timeline(site)
    for folder in labels.SECTION_LEADS:
        yield _section(site, folder)
    yield from _model_indexes(site)
    award = site.catalog.by_path.get("bua-liem-vang/index.md")
    if award:
        yield _award(site, award)


def simple(site: Site, url: str, title: str, lead: str, template: str, meta: dict[str, Any], **shown: object) -> Page:
    """Write a page with a title and a lead that has no record of its own."""
    given = {"site": site, "title": title, "lead": lead, "moments": (), "also": ()} | shown
    body = write(template, Writer(site.catalog, url), **given)
    return Page(url, title, lead, body, meta={"findable": LIST | {"summary": lead}, **meta})


def _home(site: Site) -> Page:
    sections = [
        (folder, labels.FOLDERS[folder], lead, len(site.catalog.folders[folder]))
        for folder, lead in labels.HOME_LEADS.items()
    ]
    shown = {"overview": overview(site), "changes": site.changes[:6], "sections": sections}
    body = (
        f"{write('home.j2', Writer(site.catalog, ''), site=site, **shown)}{script(website_jsonld(site, site.base))}\n"
    )
    return Page("", "Niên biểu", labels.HOME_DESCRIPTION, body, meta={"findable": LIST, "hide": ["navigation", "toc"]})


def _timeline(site: Site) -> Page:
    lead = "Toàn bộ mốc thời gian của Niên biểu, xếp theo năm; mỗi mốc dẫn tới bài viết và nguồn."
    return simple(site, "nien-bieu/", "Toàn bộ niên biểu", lead, "timeline.j2", WIDE, moments=site.moments)


def _section(site: Site, folder: str) -> Page:
    entries = list(site.catalog.folders[folder].values())
    moments = [moment for moment in site.moments if moment.entry.folder == folder]
    shown = {"groups": _grouped(folder, entries), "moments": moments, "also": _ALSO.get(folder, ())}
    alone = WIDE if folder in labels.HOME_LEADS else {}
    lead = labels.SECTION_LEADS[folder]
    return simple(site, f"{folder}/", labels.FOLDERS[folder], lead, "section.j2", alone, **shown)


def _model_indexes(site: Site) -> Iterator[Page]:
    """The models once more, by place and by what became of them."""
    models = sorted(site.catalog.folders["mo-hinh"].values(), key=lambda e: sort_key(e.record.title))
    lead = "Mô hình xếp theo tỉnh, thành phố nơi được thử; mô hình chung cả nước đứng cuối."
    places = [(p.record.title, [m for m in models if p.slug in m.record.places]) for p in _by_name(site, "dia-phuong")]
    nationwide = [("Cả nước", [model for model in models if not model.record.places])]
    groups = [group for group in places + nationwide if group[1]]
    yield simple(site, "mo-hinh/theo-dia-phuong/", "Mô hình theo địa phương", lead, "section.j2", WIDE, groups=groups)
    lead = "Mô hình xếp theo điều đã xảy ra về sau, tính đến các nguồn tìm được."
    fates = [(words, [m for m in models if _status(m) == key]) for key, words in labels.MODEL_STATUSES.items()]
    groups = [group for group in fates if group[1]]
    yield simple(site, "mo-hinh/theo-ket-cuc/", "Mô hình theo kết cục", lead, "section.j2", WIDE, groups=groups)


def _by_name(site: Site, folder: str) -> list[Entry]:
    return sorted(site.catalog.folders[folder].values(), key=lambda entry: sort_key(entry.record.title))


def _status(entry: Entry) -> str:
    return entry.record.status if isinstance(entry.record, Model) else ""


def _grouped(folder: str, entries: list[Entry]) -> list[tuple[str, list[Entry]]]:
    """Group a section's records by type, in order of time where they have one."""
    order = {entry.path: index for index, entry in enumerate(in_time(entries))}

    def rank(entry: Entry) -> tuple[bool, str, int, tuple[str, str]]:
        ended = isinstance(entry.record, Place) and entry.record.ended is not None  # today's units come first
        place = order.get(entry.path, -1) if folder in _TIMED else 0
        return ended, _group_of(entry), place, sort_key(entry.record.title)

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
