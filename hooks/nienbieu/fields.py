"""The parts of a record: the types of its values and the things it lists, all frozen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictFloat,
    StrictInt,
    StringConstraints,
)

from nienbieu import edtf

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, pattern=r"^[^\n]*$")]
Number = StrictInt | StrictFloat


def _edtf(value: object) -> object:
    return edtf.parse(str(value)) if isinstance(value, str | int) else value


def _day(value: edtf.Edtf) -> edtf.Edtf:
    if value.is_interval or value.start.day is None or value.start.hedge:
        raise edtf.DateError(f"'{value.text}' phải là một ngày đủ năm-tháng-ngày")
    return value


Date = Annotated[edtf.Edtf, BeforeValidator(_edtf)]
Day = Annotated[edtf.Edtf, BeforeValidator(_edtf), AfterValidator(_day)]
Qualifier = Literal["exact", "about", "over", "under"]
Sources = Annotated[tuple[Slug, ...], Field(min_length=1)]


class Strict(BaseModel):
    """Frozen, and unknown keys are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Figure(Strict):
    """A number as a source states it: either `value`, or `before` and `after`."""

    id: Slug
    """Permanent within the record; the anchor is `so-<id>`."""
    what: Line
    unit: Line
    value: Number | None = None
    before: Number | None = None
    after: Number | None = None
    change: Number | None = None
    """Difference as the source states it, negative for a fall, where it gives no before and after."""
    qualifier: Qualifier = "exact"
    date: Date | None = None
    note: Line | None = None
    sources: Sources


class Reported(Strict):
    """One of several values that sources give for the same thing."""

    value: Number
    qualifier: Qualifier = "exact"
    preferred: bool = False
    """The value this site goes by; exactly one of them."""
    note: Line | None = None
    sources: Sources


class Disagreement(Strict):
    """Sources differ: every value stays, one is preferred for a reason."""

    id: Slug
    """Permanent within the record, as a figure's."""
    what: Line
    unit: Line
    date: Date | None = None
    values: Annotated[tuple[Reported, ...], Field(min_length=2)]
    reason: Line
    """Why the preferred value is preferred."""


class Sum(Strict):
    """A calculation that must hold: `of` comes to `total`."""

    of: Annotated[tuple[Line, ...], Field(min_length=2)]
    """Ids of figures of the record, `id.before`, `id.after`; with `-` before it a part is taken away."""
    total: Line
    unexplained: Line | None = None
    """Where the source's own numbers do not agree: what it leaves open."""


class Completeness(Strict):
    """How much of a known total a page lists."""

    id: Slug
    what: Line
    unit: Line
    items: Slug
    """Anchor of the section whose list items or table rows are counted; `editions` counts the editions' pages."""
    total: Line
    """Id of the figure that states the total, or `id.before`, `id.after`."""


class ChangeEvent(Strict):
    """Who became what (https://www.w3.org/TR/vocab-org/#org:ChangeEvent)."""

    kind: Literal["founded", "renamed", "merged", "split", "transferred", "reorganized", "dissolved"]
    original: Annotated[tuple[Line, ...], Field(alias="from")] = ()
    resulting: Annotated[tuple[Line, ...], Field(alias="to")] = ()
    date: Date
    note: Line | None = None
    sources: Sources


class Event(Strict):
    """A further dated point for the timelines."""

    date: Date
    title: Line
    sources: Sources


class Change(Strict):
    """A public note on what changed in the page, and when."""

    date: Day
    note: Line


class Relation(Strict):
    """A page worth reading next, with the reason."""

    to: Line
    reason: Line
