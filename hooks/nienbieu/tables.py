"""Tables of open data: columns with a schema, rows in a fixed order, CSV with stable bytes.

Schema: Frictionless Table Schema (https://specs.frictionlessdata.io/table-schema/).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Cell = str | int | float | None
T = TypeVar("T")


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column and how its cell is got from a row's value."""

    name: str
    type: str
    """`string`, `integer`, `number` or `boolean`."""
    description: str
    """In Vietnamese."""
    cell: Callable[[T], Cell]


@dataclass(frozen=True)
class Table(Generic[T]):
    """A CSV file of the open data."""

    name: str
    """File name."""
    description: str
    """In Vietnamese, one line."""
    columns: tuple[Column[T], ...]
    rows: tuple[T, ...]

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self.rows)

    @property
    def text(self) -> str:
        """The CSV text: header, comma, quotes where needed, line feeds."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(column.name for column in self.columns)
        writer.writerows([_plain(column.cell(row)) for column in self.columns] for row in self.rows)
        return out.getvalue()

    @property
    def schema(self) -> dict[str, object]:
        """Frictionless schema of the columns."""
        return {"fields": [{"name": c.name, "type": c.type, "description": c.description} for c in self.columns]}


def joined(values: Iterable[str]) -> str:
    """Several values in one cell."""
    return ";".join(values)


def _plain(cell: Cell) -> Cell:
    """Keep a spreadsheet from reading a text as a formula (CWE-1236)."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@") else cell
