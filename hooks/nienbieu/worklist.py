"""The editors' list of researched facts that no page uses yet, and how much of each fact base is used.

`content/viec-can-lam.yml` is read by people and by `nienbieu facts`; nothing of it is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

from pydantic import Field

from nienbieu.fields import Line, Slug, Strict
from nienbieu.frontmatter import parse_yaml
from nienbieu.problems import Problem
from nienbieu.site import Site
from nienbieu.validation import build

FILE = "viec-can-lam.yml"


class LeftOut(Strict):
    """A researched fact that is on no page."""

    id: Slug
    checked: bool
    """Whether it was compared with its source."""
    reason: Line


class FactBase(Strict):
    """One file of researched facts."""

    base: Slug
    facts: Annotated[int, Field(strict=True, ge=0)]
    """How many facts it has."""
    checked: Annotated[int, Field(strict=True, ge=0)]
    """How many of them were compared with their sources."""
    left_out: tuple[LeftOut, ...] = ()

    @property
    def used(self) -> int:
        """Facts on pages."""
        return self.facts - len(self.left_out)

    @property
    def checked_used(self) -> int:
        """Checked facts on pages."""
        return self.checked - sum(fact.checked for fact in self.left_out)


def read_worklist(root: Path, label: str) -> tuple[list[FactBase], list[Problem]]:
    """Read the list below `root`; none when there is no such file."""
    path = root / FILE
    if not path.is_file():
        return [], []
    parsed = parse_yaml(path.read_text(encoding="utf-8"), f"{label}/{FILE}")
    found = [build(FactBase, parsed, f"{label}/{FILE}", (index,)) for index in range(len(parsed.value or ()))]
    problems = [problem for _, wrong in found for problem in wrong]
    return [base for base, wrong in found if base and not wrong], [*parsed.problems, *problems]


def check_worklist(site: Site, bases: Iterable[FactBase], label: str) -> Iterator[Problem]:
    """A fact is either on a page or on the list, and every one is somewhere."""
    used = {fact for entry in site.catalog.entries for fact in entry.record.facts}
    listed = list(bases)
    for base in listed:
        for fact in base.left_out:
            if fact.id in used:
                message = f"dữ kiện '{fact.id}' đã có trên trang"
                yield Problem(f"{label}/{FILE}", 1, "viec-da-xong", message, "Bỏ dữ kiện ấy khỏi danh sách")
    expected = sum(base.used for base in listed)
    if listed and expected != len(used):
        message = f"các trang dùng {len(used)} dữ kiện, danh sách tính ra {expected}"
        yield Problem(f"{label}/{FILE}", 1, "dem-khong-khop", message, "Thêm dữ kiện mới bỏ, hoặc bỏ dữ kiện đã dùng")


def table(bases: Iterable[FactBase]) -> str:
    """How much of each base is used, as lines for a terminal."""
    rows: list[tuple[str, ...]] = [("Tệp", "Dữ kiện", "Đã dùng", "Đã kiểm chứng", "Trong đó đã dùng", "Tỷ lệ")]
    for base in bases:
        share = f"{100 * base.checked_used / base.checked:.0f} %" if base.checked else "-"
        counts = (base.facts, base.used, base.checked, base.checked_used)
        rows.append((base.base, *(str(count) for count in counts), share))
    return "\n".join("".join(cell.ljust(18) for cell in row).rstrip() for row in rows)
