"""The records people write: one pydantic model per kind of page, frozen.

Keys are the field's own words: schema.org for events, works and places, Dublin Core for documents,
CSL-JSON for sources, EDTF for dates and the W3C Organization Ontology for lineage. Prose and
labels are Vietnamese.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from nienbieu.fields import (
    Change,
    ChangeEvent,
    Completeness,
    Date,
    Day,
    Disagreement,
    Event,
    Figure,
    Line,
    Relation,
    Slug,
    Sources,
    Strict,
    Sum,
)


class Record(Strict):
    """What every kind of page has."""

    title: Line
    summary: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\n]*$")]
    sources: Sources
    """Where the title, summary and the record's own date stand."""
    aliases: tuple[Line, ...] = ()
    """Other names: linked automatically and found by search."""
    autolink: bool = True
    """False keeps names in the prose from being linked by themselves."""
    facts: tuple[Slug, ...] = ()
    """Ids of the researched facts the page rests on."""
    places: tuple[Slug, ...] = ()
    documents: tuple[Slug, ...] = ()
    organizations: tuple[Slug, ...] = ()
    related: tuple[Relation, ...] = ()
    figures: tuple[Figure, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    sums: tuple[Sum, ...] = ()
    completeness: tuple[Completeness, ...] = ()
    lineage: tuple[ChangeEvent, ...] = ()
    events: tuple[Event, ...] = ()
    changes: Annotated[tuple[Change, ...], Field(min_length=1)]


class Milestone(Record):
    """An event, a conference, a resolution in force or a period with results."""

    date: Date
    category: Literal[
        "founding",
        "congress",
        "conference",
        "document",
        "period",
        "programme",
        "reform",
        "personnel",
        "research",
        "communication",
        "cooperation",
        "election",
        "anniversary",
    ]


class Award(Record):
    """The award itself (schema.org `CreativeWorkSeries` of editions)."""

    date: Date | None = None


class Edition(Record):
    """One year of the award."""

    edition: Annotated[int, Field(strict=True, ge=1)]
    year: Annotated[int, Field(strict=True, ge=1900, le=2100)]
    date: Date | None = None
    """Day of the ceremony."""


class Model(Record):
    """A restructuring model in one place or nationwide."""

    date: Date
    category: Literal[
        "merger",
        "shared-office",
        "concurrent-posts",
        "internal",
        "downsizing",
        "assessment",
        "national",
    ]
    status: Literal["operating", "ended", "replaced", "unknown"]
    """What became of it."""


class Document(Record):
    """An official document (Dublin Core)."""

    identifier: Line | None = None
    """Number as issued: `18-NQ/TW`; none where sources name the document without one."""
    type: Literal[
        "resolution",
        "decision",
        "regulation",
        "directive",
        "conclusion",
        "programme",
        "scheme",
        "plan",
        "law",
        "notice",
        "agreement",
        "strategy",
    ]
    issuer: Line
    date: Date | None = None
    URL: Line | None = None
    replaces: tuple[Slug, ...] = ()


class Organization(Record):
    """A body with words of its own (W3C ORG)."""

    date: Date | None = None
    """Foundation, where a source gives it."""
    parent: Slug | None = None


class Place(Record):
    """A province: one of today's, or a name that ended."""

    category: Literal["province", "municipality"]
    date: Date | None = None
    """Since when the unit of today exists in its present extent."""
    ended: Date | None = None
    part_of: Slug | None = None
    """The unit of today that holds an ended one."""


class Source(Strict):
    """A cited source in the terms of CSL-JSON (https://docs.citationstyles.org)."""

    id: Slug
    type: Literal["article-newspaper", "article-magazine", "webpage", "legislation", "report", "broadcast"]
    title: Line | None = None
    """None where the headline was never seen."""
    publisher: Line
    author: Line | None = None
    issued: Date | None = None
    accessed: Date | None = None
    URL: Line | None = None
    archive_URL: Line | None = None
    grade: Literal["A", "B"]
    """A: official body or newspaper; B: aggregator or repost."""
    status: Literal["ok", "blocked", "dead", "unknown"] = "unknown"
    """Of the address, at the last visit."""
    checked: Day | None = None
    """Day of the last visit to the address."""
    note: Line | None = None


class Term(Strict):
    """An entry of the glossary."""

    term: Line
    aliases: tuple[Line, ...] = ()
    """Abbreviations and other spellings; linked, shown as tooltips and searched as synonyms."""
    stands_for: Line | None = None
    """What an abbreviation means, in full; only searched, so that the full words stay plain in the prose."""
    definition: Line
    see: Line | None = None
    """The record that tells more, as `folder/slug`."""
    sources: tuple[Slug, ...] = ()


KINDS: dict[str, type[Record]] = {
    "cot-moc": Milestone,
    "bua-liem-vang": Edition,
    "mo-hinh": Model,
    "van-ban": Document,
    "to-chuc": Organization,
    "dia-phuong": Place,
}
"""Folder of `content/` -> kind of its files; `bua-liem-vang/index.md` is the `Award`."""
