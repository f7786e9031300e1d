"""The tables of the open data: which rows, which columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nienbieu import labels
from nienbieu.catalog import Entry
from nienbieu.claims import figure_anchor
from nienbieu.edtf import Edtf
from nienbieu.fields import Figure
from nienbieu.model import Document, Edition, Model, Place
from nienbieu.site import Site
from nienbieu.tables import Column, Table, joined
from nienbieu.timeline import Moment


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


def tables(site: Site) -> list[Table[Any]]:
    """Every table, in order of file name."""

    def kind(folder: str, model: type) -> tuple[Entry, ...]:
        return tuple(e for e in site.catalog.folders[folder].values() if isinstance(e.record, model))

    return [
        Table(
            "documents.csv",
            "Văn bản: số hiệu, loại, cơ quan ban hành",
            (
                *_common(),
                _field("identifier", "Số, ký hiệu"),
                _field("type", "Loại văn bản"),
                _field("issuer", "Cơ quan ban hành"),
                *_tail(),
            ),
            kind("van-ban", Document),
        ),
        Table(
            "editions.csv",
            "Các lần trao giải Búa liềm vàng",
            (*_common(), _field("edition", "Lần thứ", "integer"), _field("year", "Năm", "integer"), *_tail()),
            kind("bua-liem-vang", Edition),
        ),
        Table(
            "figures.csv",
            "Số liệu trong bảng của từng bài",
            _FIGURE_COLUMNS,
            tuple((e, f) for e in site.catalog.entries for f in e.record.figures),
        ),
        Table("links.csv", "Liên kết giữa các trang, kèm câu nhắc đến", _LINK_COLUMNS, tuple(_links(site))),
        Table(
            "models.csv",
            "Mô hình sắp xếp",
            (*_common(), _field("category", "Loại mô hình"), _field("status", "Về sau ra sao"), *_tail()),
            kind("mo-hinh", Model),
        ),
        Table(
            "places.csv",
            "Địa phương",
            (
                *_common(),
                _field("category", "Loại đơn vị"),
                _field("ended", "Ngày kết thúc theo EDTF"),
                _field("part_of", "Mã đơn vị hiện nay"),
                *_tail(),
            ),
            kind("dia-phuong", Place),
        ),
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
