"""What a page can be asked: each word of a query and each pair of neighbours; the twin of `js/slots.js`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from math import inf, log

from nienbieu.search.query.positions import Completion, KnownSign, Plan, Position, Reading
from nienbieu.search.query.reader import Entry, Form, IndexReader

_EXACT, _MISSING, _OTHER, _OTHER_PAIR = 1.7, 0.8, 0.25, 0.5
"""How much a posting counts that has the diacritics as typed, lacks none that were typed, or has others."""
_SURELY_OTHER, _SURELY_OTHER_PAIR = 0.1, 0.2
"""The same for other diacritics where the texts have the words just as they were typed."""
_PAIR, _PAIR_COVER = 1.3, 0.3
"""Weight of neighbouring words beside single ones, in the score and in the cover of the query."""
_PAIR_CAP = 0.75
"""A pair says at most this much more of the cover than its words: neighbours by chance are rare too."""
_QUESTION, _CONCEPT, _UNKNOWN, _LEAST_RARITY = 0.15, 0.9, 6.0, 0.2
NEEDED = _MISSING
"""Cover below this does not satisfy a quotation."""


@dataclass
class Listing:
    """The postings of one spelling, and how well it fits."""

    form: Form
    factor: float
    rarity: float = 0.0


@dataclass
class Option:
    """One reading of a slot."""

    weight: float
    listings: list[Listing]
    is_capped: bool = False
    """Guessed, so worth no more than what was typed."""
    rarity: float = 0.0


@dataclass
class Slot:
    """A word, or a word and the next one."""

    options: list[Option]
    scale: float
    cover_scale: float
    is_needed: bool
    is_written: bool = False
    """Some page has the pair with all the diacritics that were typed."""
    most: float = 0.0
    """The most that the slot can say of a page's cover."""


def slots_of(plan: Plan, index: IndexReader) -> list[Slot]:
    """Return the slots of a plan: the words, then the pairs."""
    pairs = [_pair_slot(left, right, index) for left, right in pairwise(plan.positions)]
    singles = [_word_slot(position, pairs[max(0, i - 1) : i + 1]) for i, position in enumerate(plan.positions)]
    for found in plan.signs:
        _add_sign(found, singles, pairs)
    for slot in (*singles, *pairs):
        _weigh(slot, index.pages)
    for slot, (left, right) in zip(pairs, pairwise(singles), strict=True):
        slot.most = min(slot.most, _PAIR_CAP * (left.most + right.most))
    return [*singles, *pairs]


def is_part(marks: int, spelling: int) -> bool:
    """Say whether a spelling has all the diacritics that were typed, and perhaps more."""
    tone = marks % 6
    if tone and tone != spelling % 6:
        return False
    a, b = marks // 6, spelling // 6
    while a:
        if a % 3 and a % 3 != b % 3:
            return False
        a, b = a // 3, b // 3
    return True


def _word_slot(position: Position, beside: Sequence[Slot]) -> Slot:
    """A word alone, or beside a neighbour as in the texts, is meant as it was typed."""
    other = _SURELY_OTHER if not beside or any(pair.is_written for pair in beside) else _OTHER
    options = [Option(reading.weight, _word_listings(reading, other)) for reading in position.readings]
    options += [_union(more) for more in (position.beginning, position.following) if more]
    scale = _QUESTION if position.asks else 1.0
    return Slot(options, scale, scale, position.quoted > 0)


def _pair_slot(left: Position, right: Position, index: IndexReader) -> Slot:
    options, is_written = [], False
    for a, b in product(left.readings, right.readings):
        if entry := index.entry(f"{a.fold} {b.fold}"):
            is_so = _is_written(entry, a.marks, b.marks)
            is_written |= is_so
            listings = _pair_listings(entry, a.marks, b.marks, _SURELY_OTHER_PAIR if is_so else _OTHER_PAIR)
            options.append(Option(min(a.weight, b.weight), listings))
    options += [_union(right.following)] if right.following else []
    scale = _QUESTION if left.asks or right.asks else 1.0
    return Slot(options, _PAIR * scale, _PAIR_COVER * scale, 0 < left.quoted == right.quoted, is_written)


def _is_written(entry: Entry, a: int, b: int) -> bool:
    return (a or b) > 0 and any(_pair_agreement(a, b, form.marks, 0.0) > 0 for form in entry.forms)


def _word_listings(reading: Reading, other: float) -> list[Listing]:
    return [Listing(form, _agreement(reading.marks, form.marks[0], other)) for form in reading.entry.forms]


def _pair_listings(entry: Entry, a: int, b: int, other: float) -> list[Listing]:
    return [Listing(form, _pair_agreement(a, b, form.marks, other)) for form in entry.forms]


def _plain_listings(entries: Iterable[Entry]) -> list[Listing]:
    return [Listing(form, 1.0) for entry in entries for form in entry.forms]


def _union(more: Completion) -> Option:
    return Option(more.weight, _plain_listings(more.entries), is_capped=True)


def _add_sign(found: KnownSign, singles: Sequence[Slot], pairs: Sequence[Slot]) -> None:
    """A sign speaks for every word and pair that it covers."""
    start, end = found.sign.start, found.sign.end
    is_concept = found.sign.term[0] == "~"
    for slot in (*singles[start:end], *pairs[start : end - 1]):
        slot.options.append(Option(_CONCEPT if is_concept else 1.0, _plain_listings([found.entry]), is_concept))


def _agreement(marks: int, spelling: int, other: float) -> float:
    """How well diacritics that were typed fit a spelling; what was left out weighs more than what was put wrong."""
    if not marks:
        return 1.0
    if marks == spelling:
        return _EXACT
    return _MISSING if is_part(marks, spelling) else other


def _pair_agreement(a: int, b: int, marks: Sequence[int], other: float) -> float:
    typed = zip((a, b), marks, strict=True)
    return min((_agreement(one, spelling, other) for one, spelling in typed if one), default=1.0)


def _weigh(slot: Slot, pages: int) -> None:
    """Inverse document frequency as in BM25; what was guessed is worth no more than what was typed."""
    typed, most = inf, 0.0
    for option in slot.options:
        count = sum(listing.form.count for listing in option.listings)
        option.rarity = min(_rarity(min(count, pages), pages), typed if option.is_capped else inf)
        if option.weight == 1 and not option.is_capped:
            typed = option.rarity
        for listing in option.listings:
            listing.rarity = _rarity(listing.form.count, pages) if listing.factor > 1 else option.rarity
        most = max(most, option.weight * option.rarity)
    slot.most = most or _UNKNOWN


def _rarity(count: int, pages: int) -> float:
    return log(1 + max(0, pages - count + 0.5) / (count + 0.5)) + _LEAST_RARITY
