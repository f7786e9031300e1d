"""What the search knows of a page beside its text: other names, kind, date, facets."""

from __future__ import annotations

from typing import Any

from nienbieu import labels
from nienbieu.catalog import Catalog, Entry
from nienbieu.edtf import Edtf
from nienbieu.model import Award, Document, Edition, Place

LIST = {"boost": 0.8, "kind": "Danh sách"}
"""A page that gathers others gives way to the page it leads to."""
_MANY_YEARS = 12
"""A period longer than this is found under its first and last year."""


def findable(catalog: Catalog, entry: Entry) -> dict[str, Any]:
    """Return the keys of `nienbieu.search.documents.Document` that a record fills."""
    record = entry.record
    date: Edtf | None = getattr(record, "date", None)
    return {
        "aliases": sorted({*record.aliases, *_names(entry)} - {record.title}),
        "labels": [figure.what for figure in record.figures],
        "summary": record.summary,
        "kind": labels.FOLDERS[entry.folder],
        "date": str(date) if date else "",
        "facets": {
            "kind": [labels.FOLDERS[entry.folder]],
            "place": _places(catalog, entry),
            "year": [str(year) for year in _years(record, date)],
        },
    }


def _names(entry: Entry) -> list[str]:
    """Names that a record has by its nature."""
    match entry.record:
        case Document(identifier=str(identifier)):
            return [identifier]
        case Edition(edition=number, year=year):
            return [f"Búa liềm vàng lần {number}", f"Búa liềm vàng {year}"]
        case Award():
            return [labels.FOLDERS[entry.folder]]
    return []


def _places(catalog: Catalog, entry: Entry) -> list[str]:
    here = [entry] if isinstance(entry.record, Place) else []
    named = (catalog.get("dia-phuong", slug) for slug in entry.record.places)
    return [place.record.title for place in (*here, *named) if place]


def _years(record: object, date: Edtf | None) -> list[int]:
    if isinstance(record, Edition):
        return [record.year]
    if date is None or not date.start:
        return []
    last = date.end.last.year if date.end else date.start.last.year
    years = range(date.start.first.year, last + 1)
    return list(years) if len(years) <= _MANY_YEARS else [years[0], years[-1]]
