"""What a page is about and what it cites, as nodes of schema.org: events, works, bodies, places, plain things.

Vocabulary: https://schema.org, held by `tests/test_jsonld.py` to its release. What the vocabulary
cannot say truly is left out, a date that a source hedges among it.
"""

from __future__ import annotations

import re
from typing import Any, Final

from nienbieu import labels
from nienbieu.catalog import Catalog, Entry
from nienbieu.edtf import Edtf, Point
from nienbieu.model import Award, Document, Edition, Milestone, Organization, Place, Source
from nienbieu.timeline import moments_of

Node = dict[str, Any]
"""A JSON-LD object."""

_SOURCE_TYPES: Final = {
    "article-newspaper": "NewsArticle",
    "article-magazine": "Article",
    "webpage": "WebPage",
    "legislation": "Legislation",
    "report": "Report",
    "broadcast": "CreativeWork",
}
_MEETINGS: Final = {"conference", "congress", "election"}
_NORMATIVE: Final = re.compile(r"\d+/\d{4}/\S+")
"""Number of a law or decree of the State, which holds the year (`10/2023/NĐ-CP`); the Party's has none."""
_UNKNOWN_ISSUER: Final = "Nguồn không nêu"


def node(type_: str, values: Node) -> Node:
    """A node without the properties that have nothing to say."""
    return {"@type": type_, **{key: value for key, value in values.items() if value not in (None, "", [])}}


def subject(catalog: Catalog, entry: Entry, base: str) -> Node:
    """What the page of `entry` is about; `base` is the site's full address with a closing slash."""
    values = {
        "@id": subject_id(entry, base),
        "name": entry.record.title,
        "alternateName": list(entry.record.aliases),
        "mainEntityOfPage": base + entry.url,
    }
    return node(_type(entry), {**values, **_own(catalog, entry, base)})


def subject_id(entry: Entry, base: str) -> str:
    """Identity of what the page of `entry` is about."""
    return f"{base}{entry.url}#chu-de"


def _told(catalog: Catalog, folder: str, slug: str | None, base: str) -> Node | None:
    """The subject of that folder and slug, if its record exists."""
    entry = catalog.get(folder, slug) if slug else None
    return reference(entry, base) if entry else None


def reference(entry: Entry, base: str) -> Node:
    """A subject told on another page, as far as needed to know it."""
    return node(_type(entry), {"@id": subject_id(entry, base), "name": entry.record.title})


def _type(entry: Entry) -> str:
    """A restructuring model is an arrangement, a period is a time: neither is an event, nor has a type here."""
    match entry.record:
        case Milestone() as record if _is_meeting(record):
            return "Event"
        case Edition():
            return "Event"
        case Award():
            return "EventSeries"
        case Document() as record:
            return "Legislation" if _is_legislation(record) else "CreativeWork"
        case Organization():
            return "Organization"
        case Place():
            return "AdministrativeArea"
    return "Thing"


def _is_meeting(record: Milestone) -> bool:
    """A meeting is known to the day; a year or a month tells of preparations and results."""
    return record.category in _MEETINGS and record.date.start.day is not None


def _is_legislation(record: Document) -> bool:
    return record.type == "law" or bool(_NORMATIVE.fullmatch(record.identifier or ""))


def _own(catalog: Catalog, entry: Entry, base: str) -> Node:
    """What only this kind of subject has."""
    match entry.record:
        case Milestone(date=date) as record if _is_meeting(record):
            return {"startDate": _point(date.start), "endDate": _point(date.end)}
        case Edition(date=date):
            series = _told(catalog, entry.folder, entry.folder, base)
            return {**_ceremony(entry), "startDate": date_iso(date), "superEvent": series}
        case Award(date=date):
            return {"startDate": date_iso(date)}
        case Document() as record:
            return _document(record)
        case Organization(date=date, parent=parent):
            return {"foundingDate": date_iso(date), "parentOrganization": _told(catalog, "to-chuc", parent, base)}
        case Place(part_of=whole):
            return {"containedInPlace": _told(catalog, "dia-phuong", whole, base)}
    return {}


def _ceremony(entry: Entry) -> Node:
    """The ceremony has the name it has on the timelines; an edition whose day is unknown keeps its own names."""
    own = [moment.title for moment in moments_of(entry) if moment.origin == "record"]
    return {"name": own[0], "alternateName": []} if own else {}


def _document(record: Document) -> Node:
    known = record.issuer != _UNKNOWN_ISSUER
    issuer = node("Organization", {"name": record.issuer}) if known else None
    kind, date = labels.DOCUMENT_TYPES[record.type], date_iso(record.date)
    common = {"identifier": record.identifier, "url": record.URL}
    if not _is_legislation(record):
        return {**common, "genre": kind, "datePublished": date, "publisher": issuer}
    special = {"legislationType": kind, "legislationDate": date, "legislationPassedBy": issuer}
    return {**common, **special, "legislationIdentifier": record.identifier}


def source_id(source: str, base: str) -> str:
    """Identity of a source, from its id."""
    return f"{base}nguon/{source}/#nguon"


def cited(source: Source, base: str) -> Node:
    """A source as the work it is; an author's line may name several people, so it stays one text."""
    values = {
        "@id": source_id(source.id, base),
        "name": source.title,
        "url": source.URL,
        "archivedAt": source.archive_URL,
        "creditText": source.author,
        "publisher": node("Organization", {"name": source.publisher}),
        "datePublished": date_iso(source.issued),
    }
    return node(_SOURCE_TYPES[source.type], values)


def date_iso(date: Edtf | None) -> str:
    """A date that is one point, in ISO 8601; empty for an interval, a hedged date and none."""
    return "" if date is None or date.is_interval else _point(date.start)


def _point(point: Point | None) -> str:
    return "" if point is None or point.hedge else point.iso
