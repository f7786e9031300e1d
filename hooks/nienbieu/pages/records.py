"""One page per record."""

from __future__ import annotations

from collections.abc import Iterator

from nienbieu import labels
from nienbieu.catalog import Entry
from nienbieu.fields import ChangeEvent, Event
from nienbieu.model import Document, Milestone, Model, Place
from nienbieu.pages.page import Page, Writer, write
from nienbieu.site import Site
from nienbieu.timeline import HUBS, moments_about

_DATE_LABELS = {
    "cot-moc": "Thời gian",
    "bua-liem-vang": "Lễ trao giải",
    "mo-hinh": "Áp dụng từ",
    "van-ban": "Ngày ban hành",
    "to-chuc": "Thành lập",
    "dia-phuong": "Phạm vi hiện nay từ",
}


def record_pages(site: Site) -> Iterator[Page]:
    """Yield a page for every record but the award, whose page also lists its editions."""
    for entry in site.catalog.entries:
        if entry.url != f"{entry.folder}/":
            yield record_page(site, entry)


def record_page(site: Site, entry: Entry) -> Page:
    """Write the page of one record."""
    return Page(
        entry.url,
        entry.record.title,
        entry.record.summary,
        write("record.j2", writer(site, entry), **values(site, entry)),
        entry.path,
        meta(entry),
    )


def writer(site: Site, entry: Entry) -> Writer:
    """A writer whose citations go on where the prose ended."""
    return Writer(site.catalog, entry.url, site.proses[entry.path].uses)


def meta(entry: Entry) -> dict[str, object]:
    """Front matter that the theme and the search read."""
    return {
        "kind": entry.folder,
        "date": entry.updated,
        "hide": ["navigation"],
        "search_aliases": sorted(entry.record.aliases),
    }


def values(site: Site, entry: Entry) -> dict[str, object]:
    """What the record's template shows."""
    before, after = site.neighbours.get(entry.path, (None, None))
    return {
        "site": site,
        "entry": entry,
        "prose": site.proses[entry.path],
        "category": _category(entry),
        "date_label": _DATE_LABELS[entry.folder],
        "parts": _parts(site, entry),
        "replaced_by": _replaced_by(site, entry),
        "moments": moments_about(site.moments, entry) if is_hub(entry) else [],
        "steps": _steps(entry),
        "related": site.related[entry.path],
        "backlinks": site.backlinks.get(entry.url, ()),
        "before": before,
        "after": after,
    }


def is_hub(entry: Entry) -> bool:
    """Documents, organizations and places gather what others say of them."""
    return entry.folder in HUBS


def _steps(entry: Entry) -> list[ChangeEvent | Event]:
    """Changes and further events in order of time; a hub shows its events in its timeline."""
    steps: list[ChangeEvent | Event] = [*entry.record.lineage, *([] if is_hub(entry) else entry.record.events)]
    return sorted(steps, key=lambda step: step.date.sort_key)


def _category(entry: Entry) -> str:
    match entry.record:
        case Milestone(category=category):
            return labels.MILESTONE_CATEGORIES[category]
        case Model(category=category):
            return labels.MODEL_CATEGORIES[category]
        case Place(category=category):
            return labels.PLACE_CATEGORIES[category]
    return ""


def _parts(site: Site, entry: Entry) -> list[str]:
    """Old units that now belong to this place."""
    places = site.catalog.folders["dia-phuong"].values()
    if entry.folder != "dia-phuong":
        return []
    return [p.slug for p in places if isinstance(p.record, Place) and p.record.part_of == entry.slug]


def _replaced_by(site: Site, entry: Entry) -> list[str]:
    documents = site.catalog.folders["van-ban"].values()
    if entry.folder != "van-ban":
        return []
    return [d.slug for d in documents if isinstance(d.record, Document) and entry.slug in d.record.replaces]
