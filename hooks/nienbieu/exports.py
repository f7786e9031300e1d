"""The open data under `/du-lieu/`: every file, with its description for machines and for people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nienbieu.claims import Claim
from nienbieu.completeness import Meter, meters
from nienbieu.csl import csl
from nienbieu.datasets import tables
from nienbieu.quantities import dates, quantities
from nienbieu.site import Site
from nienbieu.tables import Table
from nienbieu.timeline import Moment

_README = """\
# Dữ liệu mở của Niên biểu

UTF-8, sắp xếp cố định. Cột `sources` chứa mã nguồn, ngăn bằng dấu chấm phẩy; tra mã trong `sources.json`.
Giấy phép: CC BY 4.0. Mô tả máy đọc: `datapackage.json` (Frictionless Data Package).

"""


@dataclass(frozen=True)
class DataFile:
    """A file of the open data."""

    name: str
    description: str
    count: int
    """Rows or items in it."""
    text: str


def catalogue(site: Site) -> list[DataFile]:
    """Every data file, in order of name."""
    claims = [_claim(claim) for claim in site.claims]
    sources = [csl(source.value) for source in site.catalog.sources.values()]
    files = [
        *(DataFile(table.name, table.description, table.count, table.text) for table in tables(site)),
        _json("claims.json", "Mọi số liệu và mốc thời gian kèm nguồn: sổ dẫn chứng của trang", claims),
        _json("coverage.json", "Danh sách nào đã có bao nhiêu so với tổng", [_meter(meter) for meter in meters(site)]),
        _json("sources.json", "Nguồn theo CSL-JSON", sources),
        _json("timeline.json", "Niên biểu đầy đủ", [_moment(moment) for moment in site.moments]),
    ]
    return sorted(files, key=lambda file: file.name)


def all_files(site: Site) -> list[DataFile]:
    """The data files and the two that describe them."""
    files, described = catalogue(site), tables(site)
    readme = _README + "".join(f"- `{file.name}`: {file.description} ({file.count} mục).\n" for file in files)
    package = DataFile("datapackage.json", "Mô tả máy đọc", len(described), _dump(_package(described)))
    return [*files, package, DataFile("README.md", "Mô tả bằng lời", len(files), readme)]


def _package(described: Sequence[Table[Any]]) -> dict[str, Any]:
    """Frictionless Data Package (https://specs.frictionlessdata.io/data-package/)."""
    return {
        "profile": "tabular-data-package",
        "name": "nien-bieu",
        "title": "Niên biểu",
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "resources": [_resource(table) for table in described],
    }


def _resource(table: Table[Any]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name.removesuffix(".csv"),
        "path": table.name,
        "title": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": table.schema,
    }


def _json(name: str, description: str, items: list[dict[str, Any]]) -> DataFile:
    return DataFile(name, description, len(items), _dump(items))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "kind": claim.kind,
        "page": claim.page,
        "url": claim.url,
        "title": claim.title,
        "text": claim.text,
        "figures": [{"value": q.value, "text": q.text} for q in quantities(claim.text)],
        "dates": dates(claim.text),
        "sources": list(claim.sources),
    }


def _meter(meter: Meter) -> dict[str, Any]:
    return {
        "page": meter.entry.url,
        "id": meter.declared.id,
        "what": meter.declared.what,
        "unit": meter.declared.unit,
        "listed": meter.listed,
        "total": meter.total,
        "sources": list(meter.sources),
    }


def _moment(moment: Moment) -> dict[str, Any]:
    return {
        "id": moment.id,
        "date": moment.date.text,
        "start": moment.date.iso,
        "title": moment.title,
        "kind": moment.entry.folder,
        "page": moment.entry.url,
        "url": moment.url,
        "sources": list(moment.sources),
    }
