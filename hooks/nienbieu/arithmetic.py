"""Declared sums and differences of a record, verified at every build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nienbieu.catalog import Entry
from nienbieu.fields import Sum
from nienbieu.model import Record
from nienbieu.problems import Problem, did_you_mean
from nienbieu.text import number


@dataclass(frozen=True)
class Audit:
    """One declared sum with what it comes to."""

    sum: Sum
    text: str
    """The calculation in words of figures: `564 + 668 + 317 = 1.549`."""
    computed: int | float
    stated: int | float
    sources: tuple[str, ...]
    """Of the stated total."""

    @property
    def holds(self) -> bool:
        """Whether the parts come to the stated total."""
        return round(self.computed - self.stated, 6) == 0


def values_of(record: Record) -> dict[str, int | float]:
    """What a sum may refer to: `id` for a single value, `id.before` and `id.after` for a pair."""
    found: dict[str, int | float | None] = {}
    for figure in record.figures:
        found[figure.id] = figure.value if figure.value is not None else figure.change
        found[f"{figure.id}.before"], found[f"{figure.id}.after"] = figure.before, figure.after
    for disagreement in record.disagreements:
        found[disagreement.id] = next((v.value for v in disagreement.values if v.preferred), None)
    return {key: value for key, value in found.items() if value is not None}


def sources_of(record: Record, reference: str) -> tuple[str, ...]:
    """Sources of the figure, or of the preferred value, that a sum or a meter refers to."""
    id_ = reference.partition(".")[0]
    for figure in record.figures:
        if figure.id == id_:
            return figure.sources
    for disagreement in record.disagreements:
        if disagreement.id == id_:
            return next((value.sources for value in disagreement.values if value.preferred), ())
    return ()


def audits(record: Record) -> Iterator[Audit]:
    """Work out every declared sum whose parts are known."""
    values = values_of(record)
    for declared in record.sums:
        parts = [part.removeprefix("-") for part in declared.of]
        if {*parts, declared.total} <= values.keys():
            terms = [-values[part.removeprefix("-")] if part.startswith("-") else values[part] for part in declared.of]
            words = number(terms[0]) + "".join(f" {'−' if term < 0 else '+'} {number(abs(term))}" for term in terms[1:])
            computed, stated = sum(terms), values[declared.total]
            sign = "=" if round(computed - stated, 6) == 0 else "≠"
            yield Audit(
                declared, f"{words} {sign} {number(stated)}", computed, stated, sources_of(record, declared.total)
            )


def check_arithmetic(entry: Entry) -> Iterator[Problem]:
    """Sums hold or say that the source does not explain them; a change fits its before and after."""
    yield from _unknown_parts(entry)
    for audit in audits(entry.record):
        line = entry.parsed.line(("sums", entry.record.sums.index(audit.sum)))
        if not audit.holds and not audit.sum.unexplained:
            message = f"tổng không khớp: {audit.text}, tính ra {number(audit.computed)}"
            yield entry.problem(
                line, "tong-sai", message, "Sửa số sai, hoặc thêm unexplained: điều nguồn chưa giải thích"
            )
        if audit.holds and audit.sum.unexplained:
            yield entry.problem(line, "tong-sai", f"tổng khớp mà vẫn ghi unexplained: {audit.text}", "Bỏ unexplained")
    yield from _wrong_changes(entry)


def _wrong_changes(entry: Entry) -> Iterator[Problem]:
    for index, figure in enumerate(entry.record.figures):
        if figure.before is None or figure.after is None or figure.change is None:
            continue
        if round(figure.after - figure.before - figure.change, 6):
            words = f"từ {number(figure.before)} còn {number(figure.after)} không phải {number(figure.change)}"
            line = entry.parsed.line(("figures", index))
            yield entry.problem(line, "tong-sai", f"'{figure.id}' {words}", "Sửa before, after hoặc change")


def _unknown_parts(entry: Entry) -> Iterator[Problem]:
    values = values_of(entry.record)
    for index, declared in enumerate(entry.record.sums):
        for part in (*declared.of, declared.total):
            name = part.removeprefix("-")
            if name not in values:
                cure = did_you_mean(name, values, "Dùng mã của một số liệu trên trang, hoặc mã.before, mã.after")
                yield entry.problem(
                    entry.parsed.line(("sums", index)), "ma-khong-ro", f"không có số liệu '{name}'", cure
                )
