"""What a query is read into; the objects that `js/plan.js` and `js/repair.js` hand on."""

from __future__ import annotations

from dataclasses import dataclass, field

from nienbieu.search.query.reader import Entry
from nienbieu.search.signs import Sign
from nienbieu.search.tokens import Word


@dataclass(frozen=True)
class Reading:
    """The letters looked up, the diacritics meant (0: none typed) and how sure we are; 1 is what was typed."""

    fold: str
    marks: int
    weight: float
    entry: Entry


@dataclass(frozen=True)
class Completion:
    """Terms that begin as what was typed does."""

    entries: list[Entry]
    weight: float


@dataclass
class Position:
    """One word of a query."""

    raw: str
    word: Word
    meant: list[Word] = field(default_factory=list)
    """What the keys give with an input method on."""
    quoted: int = 0
    """Number of the quotation around it; 0 outside of any."""
    readings: list[Reading] = field(default_factory=list)
    is_known: bool = False
    is_sign: bool = False
    asks: bool = False
    beginning: Completion | None = None
    """Words that it may be the beginning of, where no word stands before it that knows better."""
    following: Completion | None = None
    """The word before it together with words that it may be the beginning of."""

    @property
    def folds(self) -> list[str]:
        """The letters as typed and as meant."""
        return [word.fold for word in (self.word, *self.meant)]

    @property
    def is_number(self) -> bool:
        """Say whether it begins with a digit."""
        return "0" <= self.word.fold[0] <= "9"


@dataclass(frozen=True)
class KnownSign:
    """A sign of the query that some page has."""

    sign: Sign
    entry: Entry


@dataclass(frozen=True)
class Plan:
    """What a query asks for."""

    positions: list[Position]
    signs: list[KnownSign]
    is_open: bool
    """The last word may go on."""
