"""How much of a known total a page lists: counted, never typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nienbieu.arithmetic import sources_of, values_of
from nienbieu.catalog import Entry
from nienbieu.fields import Completeness
from nienbieu.problems import Problem, did_you_mean
from nienbieu.site import Site

EDITIONS = "editions"


@dataclass(frozen=True)
class Meter:
    """One list measured against the total a source states."""

    entry: Entry
    declared: Completeness
    listed: int
    total: int | float
    sources: tuple[str, ...]
    """Of the total."""


def meters(site: Site) -> Iterator[Meter]:
    """Measure every list whose section and total exist."""
    for entry in site.catalog.entries:
        for declared in entry.record.completeness:
            total = values_of(entry.record).get(declared.total)
            if total is not None and declared.items in _countable(site, entry):
                yield Meter(
                    entry,
                    declared,
                    _countable(site, entry)[declared.items],
                    total,
                    sources_of(entry.record, declared.total),
                )


def _countable(site: Site, entry: Entry) -> dict[str, int]:
    """Sections of the page that have list items or table rows, and how many."""
    found: dict[str, int] = {}
    for block in site.proses[entry.path].blocks:
        if block.tag in ("li", "tr"):
            found[block.section] = found.get(block.section, 0) + 1
    editions = sum(other.slug != entry.folder for other in site.catalog.folders[entry.folder].values())
    return found | ({EDITIONS: editions} if entry.path == "bua-liem-vang/index.md" else {})


def check_completeness(site: Site) -> Iterator[Problem]:
    """A meter counts a section that exists, against a figure that exists and is not smaller."""
    for entry in site.catalog.entries:
        for index, declared in enumerate(entry.record.completeness):
            line = entry.parsed.line(("completeness", index))
            countable, values = _countable(site, entry), values_of(entry.record)
            if declared.items not in countable:
                cure = did_you_mean(declared.items, countable, "Dùng mã của một đầu đề có danh sách hay bảng bên dưới")
                yield entry.problem(line, "ma-khong-ro", f"không có danh sách ở phần '{declared.items}'", cure)
            if declared.total not in values:
                cure = did_you_mean(declared.total, values, "Dùng mã của một số liệu trên trang")
                yield entry.problem(line, "ma-khong-ro", f"không có số liệu '{declared.total}'", cure)
            elif countable.get(declared.items, 0) > values[declared.total]:
                message = f"danh sách có {countable[declared.items]} mục, nhiều hơn tổng {values[declared.total]}"
                yield entry.problem(line, "tong-sai", message, "Sửa danh sách hoặc số tổng")
