"""The open data under `/du-lieu/`: what each file holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nienbieu import labels
from nienbieu.catalog import Entry
from nienbieu.claims import Claim, figure_anchor
from nienbieu.edtf import Edtf
from nienbieu.model import Document, Edition, Figure, Model, Place, Source
from nienbieu.site import Site
from nienbieu.tables import Column, Table, joined
from nienbieu.timeline import Moment

Row = tuple[Entry, Any]


@dataclass(frozen=True)
class DataFile:
    """A file of the open data."""

    name: str
    description: str
    count: int
    text: str


def catalogue(site: Site) -> list[DataFile]:
    """Every data file, tables first, in order of name."""
    tables = _tables(site)
    files = [DataFile(t.name, t.description, t.count, t.text) for t in tables]
    files += [_json("claims.json", "Mọi số liệu và mốc thời gian kèm nguồn: sổ dẫn chứng của trang",
                    [_claim(c) for c in site.claims]),
              _json("timeline.json", "Niên biểu đầy đủ", [_moment(m) for m in site.moments]),
              _json("sources.json", "Nguồn theo CSL-JSON", [csl(s.value) for s in site.catalog.sources.values()])]
    return sorted(files, key=lambda file: file.name)


def all_files(site: Site) -> list[DataFile]:
    """The data files with their description for machines and for people."""
    files, tables = catalogue(site), _tables(site)
    package = {"profile": "tabular-data-package", "name": "nien-bieu", "title": "Niên biểu",
               "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
               "resources": [{"name": t.name.removesuffix(".csv"), "path": t.name, "title": t.description,
                              "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv",
                              "encoding": "utf-8", "schema": t.schema} for t in tables]}
    lines = [f"- `{file.name}`: {file.description} ({file.count} mục)." for file in files]
    readme = "\n".join(["# Dữ liệu mở của Niên biểu", "",
                        "UTF-8, sắp xếp cố định. Cột `sources` chứa mã nguồn, ngăn bằng dấu chấm phẩy; tra trong `sources.json`.",
                        "Giấy phép: CC BY 4.0. Mô tả máy đọc: `datapackage.json` (Frictionless Data Package).", "", *lines, ""])
    return [*files, DataFile("datapackage.json", "Mô tả bộ dữ liệu", len(tables), _dump(package)),
            DataFile("README.md", "Mô tả bộ dữ liệu", len(files), readme)]


def _json(name: str, description: str, items: list[dict[str, Any]]) -> DataFile:
    return DataFile(name, description, len(items), _dump(items))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _claim(claim: Claim) -> dict[str, Any]:
    return {"id": claim.id, "kind": claim.kind, "page": claim.entry.url, "url": claim.url,
            "title": claim.entry.record.title, "text": claim.text, "sources": list(claim.sources)}


def _moment(moment: Moment) -> dict[str, Any]:
    return {"id": moment.id, "date": moment.date.text, "start": moment.date.iso, "title": moment.title,
            "kind": moment.entry.folder, "page": moment.entry.url, "url": moment.url, "sources": list(moment.sources)}


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
    item |= {key: value for key, value in (("URL", source.URL), ("archive_location", source.archive_URL),
                                          ("note", source.note)) if value}
    return item | {"custom": {"grade": source.grade, "status": source.status}}


def _csl_date(date: Edtf) -> dict[str, Any]:
    points = [point for point in (date.start, date.end) if point]
    return {"date-parts": [[part for part in (p.year, p.month, p.day) if part] for p in points]}


def _text(record: Any, name: str) -> str:
    value = getattr(record, name, None)
    return value.text if isinstance(value, Edtf) else "" if value is None else str(value)


def _common() -> tuple[Column[Entry], ...]:
    return (
        Column("id", "string", "Địa chỉ trang trong website, không có dấu gạch chéo cuối", lambda e: e.url.rstrip("/")),
        Column("title", "string", "Tên bài", lambda e: e.record.title),
        Column("date", "string", "Ngày theo EDTF", lambda e: _text(e.record, "date")),
    )


def _tail() -> tuple[Column[Entry], ...]:
    return (
        Column("places", "string", "Mã địa phương, ngăn bằng ;", lambda e: joined(e.record.places)),
        Column("documents", "string", "Mã văn bản, ngăn bằng ;", lambda e: joined(e.record.documents)),
        Column("organizations", "string", "Mã tổ chức, ngăn bằng ;", lambda e: joined(e.record.organizations)),
        Column("sources", "string", "Mã nguồn, ngăn bằng ;", lambda e: joined(e.record.sources)),
    )


def _field(name: str, description: str, type_: str = "string") -> Column[Entry]:
    return Column(name, type_, description, lambda e: _text(e.record, name))


def _tables(site: Site) -> list[Table[Any]]:
    def kind(folder: str, model: type) -> tuple[Entry, ...]:
        return tuple(e for e in site.catalog.folders[folder].values() if isinstance(e.record, model))

    return [
        Table("documents.csv", "Văn bản: số hiệu, loại, cơ quan ban hành",
              (*_common(), _field("identifier", "Số, ký hiệu"), _field("type", "Loại văn bản"),
               _field("issuer", "Cơ quan ban hành"), *_tail()), kind("van-ban", Document)),
        Table("editions.csv", "Các lần trao giải Búa liềm vàng",
              (*_common(), _field("edition", "Lần thứ", "integer"), _field("year", "Năm", "integer"), *_tail()),
              kind("bua-liem-vang", Edition)),
        Table("figures.csv", "Số liệu trong bảng của từng bài", _FIGURE_COLUMNS,
              tuple((e, f) for e in site.catalog.entries for f in e.record.figures)),
        Table("links.csv", "Liên kết giữa các trang, kèm câu nhắc đến", _LINK_COLUMNS, tuple(_links(site))),
        Table("models.csv", "Mô hình sắp xếp",
              (*_common(), _field("category", "Loại mô hình"), _field("status", "Về sau ra sao"), *_tail()),
              kind("mo-hinh", Model)),
        Table("places.csv", "Địa phương", (*_common(), _field("category", "Loại đơn vị"),
              _field("ended", "Ngày kết thúc theo EDTF"), _field("part_of", "Mã đơn vị hiện nay"), *_tail()),
              kind("dia-phuong", Place)),
        Table("timeline.csv", "Niên biểu đầy đủ", _MOMENT_COLUMNS, site.moments),
    ]


def _links(site: Site) -> Iterator[tuple[str, str, str]]:
    for target, links in sorted(site.backlinks.items()):
        for link in links:
            yield link.url, target, link.sentence


_FIGURE_COLUMNS: tuple[Column[tuple[Entry, Figure]], ...] = (
    Column("page", "string", "Trang nêu số liệu", lambda r: r[0].url.rstrip("/")),
    Column("id", "string", "Neo của số liệu trên trang", lambda r: figure_anchor(r[1])),
    Column("what", "string", "Số liệu về việc gì", lambda r: r[1].what),
    Column("value", "number", "Giá trị", lambda r: r[1].value),
    Column("before", "number", "Giá trị trước", lambda r: r[1].before),
    Column("after", "number", "Giá trị sau", lambda r: r[1].after),
    Column("change", "number", "Mức thay đổi nguồn nêu", lambda r: r[1].change),
    Column("unit", "string", "Đơn vị", lambda r: r[1].unit),
    Column("qualifier", "string", "exact, about (khoảng), over (trên), under (dưới)", lambda r: r[1].qualifier),
    Column("date", "string", "Thời điểm theo EDTF", lambda r: _text(r[1], "date")),
    Column("sources", "string", "Mã nguồn, ngăn bằng ;", lambda r: joined(r[1].sources)),
)
_LINK_COLUMNS: tuple[Column[tuple[str, str, str]], ...] = (
    Column("from", "string", "Chỗ nhắc đến", lambda r: r[0]),
    Column("to", "string", "Trang được nhắc", lambda r: r[1]),
    Column("sentence", "string", "Câu nhắc đến", lambda r: r[2]),
)
_MOMENT_COLUMNS: tuple[Column[Moment], ...] = (
    Column("id", "string", "Mã của mốc", lambda m: m.id),
    Column("date", "string", "Ngày theo EDTF", lambda m: m.date.text),
    Column("title", "string", "Tên mốc", lambda m: m.title),
    Column("kind", "string", "Loại bài", lambda m: labels.FOLDERS[m.entry.folder]),
    Column("url", "string", "Địa chỉ", lambda m: m.url),
    Column("sources", "string", "Mã nguồn, ngăn bằng ;", lambda m: joined(m.sources)),
)
