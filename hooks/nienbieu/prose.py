"""The rendered prose of a record: sections of HTML, its blocks, and what they say of other pages."""

from __future__ import annotations

from dataclasses import dataclass

from nienbieu.problems import Problem


@dataclass(frozen=True)
class Block:
    """One paragraph, list item or table row of the prose."""

    anchor: str
    """Permanent: made from the block's own words, whatever stands around it."""
    text: str
    sources: tuple[str, ...]
    line: int
    tag: str
    """`p`, `li` or `tr`."""
    section: str
    """Anchor of the heading it stands under; empty before the first."""
    is_claim: bool
    """It states a number or a date, that is, it has a digit outside our own calculations."""
    citations: int
    """How many citations it carries, repeats counted."""


@dataclass(frozen=True)
class Mention:
    """One page speaks of another."""

    target: str
    """Address of the page spoken of, below the root, without anchor."""
    sentence: str
    anchor: str


@dataclass(frozen=True)
class Anchored:
    """A link to a place on a page, whose anchor must exist there."""

    url: str
    anchor: str
    line: int


@dataclass(frozen=True)
class Section:
    """A heading of the prose; `html` is what follows it. The first one may have no heading."""

    level: int
    title: str
    anchor: str
    html: str


@dataclass(frozen=True)
class Prose:
    """The rendered prose of one record."""

    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    mentions: tuple[Mention, ...]
    uses: dict[str, int]
    """Citations so far on the page, as `Notes.uses`."""
    anchors: frozenset[str]
    """Anchors that the prose gives."""
    anchored: tuple[Anchored, ...]
    problems: tuple[Problem, ...]
