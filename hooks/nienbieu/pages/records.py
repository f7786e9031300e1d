"""One page per record."""

from __future__ import annotations

import json
from collections.abc import Iterator

from nienbieu import citing, labels
from nienbieu.arithmetic import audits
from nienbieu.catalog import Entry
from nienbieu.completeness import meters
from nienbieu.edtf import parse
from nienbieu.fields import ChangeEvent, Event
from nienbieu.jsonld import record_jsonld, script
from nienbieu.model import Award, Document, Milestone, Model, Place
from nienbieu.pages.findable import findable
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


def record_page(site: Site, entry: Entry, template: str = "record.j2", **shown: object) -> Page:
    """Write the page of one record; `shown` is for a template that shows more."""
    body = write(template, _writer(site, entry), **_values(site, entry) | shown)
    data = script(record_jsonld(site, entry, site.base))
    return Page(entry.url, entry.record.title, entry.record.summary, f"{body}{data}\n", entry.path, _meta(site, entry))


def _writer(site: Site, entry: Entry) -> Writer:
    """A writer whose citations go on where the prose ended."""
    return Writer(site.catalog, entry.url, site.proses[entry.path].uses)


def _meta(site: Site, entry: Entry) -> dict[str, object]:
    """Front matter that the theme and the search read."""
    return {
        "kind": entry.folder,
        "date": entry.updated,
        "updated": str(parse(entry.updated)),
        "hide": ["navigation"],
        "findable": findable(site.catalog, entry),
    }


def _values(site: Site, entry: Entry) -> dict[str, object]:
    """What the record's template shows."""
    newer = _replaced_by(site, entry)
    before, after = site.neighbours.get(entry.path, (None, None))
    return {
        "site": site,
        "entry": entry,
        "prose": site.proses[entry.path],
        "category": _category(entry),
        "date_label": "Bắt đầu" if isinstance(entry.record, Award) else _DATE_LABELS[entry.folder],
        "parts": _parts(site, entry),
        "replaced_by": [document.slug for document in newer],
        "replaced_by_sources": list(dict.fromkeys(s for document in newer for s in document.record.sources)),
        "audits": list(audits(entry.record)),
        "meters": [m for m in meters(site) if m.entry is entry],
        "claims": len(site.claims_on.get(entry.url, ())),
        "citing": _citing(site, entry),
        "moments": moments_about(site.moments, entry) if is_hub(entry) else [],
        "steps": _steps(entry),
        "related": site.related[entry.path],
        "backlinks": site.backlinks.get(entry.url, ()),
        "before": before,
        "after": after,
    }


def _citing(site: Site, entry: Entry) -> dict[str, str]:
    """Ways to cite the page; the line for a claim has `{id}` where the claim's id goes."""
    return {
        "line": citing.citation_line(entry, site.base),
        "claim_line": citing.citation_line(entry, site.base, "{id}"),
        "permalink": citing.permalink(site.base, entry),
        "bibtex": citing.bibtex(entry, site.base),
        "csl": json.dumps(citing.csl_json(entry, site.base), ensure_ascii=False, indent=1),
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


def _replaced_by(site: Site, entry: Entry) -> list[Entry]:
    """Documents that say they replaced this one."""
    documents = site.catalog.folders["van-ban"].values()
    if entry.folder != "van-ban":
        return []
    return [d for d in documents if isinstance(d.record, Document) and entry.slug in d.record.replaces]
