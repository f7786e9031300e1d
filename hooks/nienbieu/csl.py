"""Sources in CSL-JSON, the format of citation software."""

from __future__ import annotations

from typing import Any

from nienbieu.edtf import Edtf
from nienbieu.model import Source


def csl(source: Source) -> dict[str, Any]:
    """One source in CSL-JSON, with the grade and status of this site as custom fields.

    Schema: https://github.com/citation-style-language/schema (csl-data.json).
    """
    item: dict[str, Any] = {"id": source.id, "type": source.type, "publisher": source.publisher, "language": "vi"}
    if source.title:
        item["title"] = source.title
    if source.author:
        item["author"] = [{"literal": source.author}]
    for key, date in (("issued", source.issued), ("accessed", source.accessed)):
        if date:
            item[key] = _csl_date(date)
    item |= {
        key: value
        for key, value in (("URL", source.URL), ("archive_location", source.archive_URL), ("note", source.note))
        if value
    }
    return item | {"custom": {"grade": source.grade, "status": source.status}}


def _csl_date(date: Edtf) -> dict[str, Any]:
    points = [point for point in (date.start, date.end) if point]
    return {"date-parts": [[part for part in (p.year, p.month, p.day) if part] for p in points]}
