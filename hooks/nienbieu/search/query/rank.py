"""The order of pages: BM25 of words and of neighbouring words, times the share of the query that a page covers.

The twin of `js/rank.js`: the same sums in the same order, so that equal pages stay equal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import floor

from nienbieu.search.query.positions import Plan
from nienbieu.search.query.reader import IndexReader
from nienbieu.search.query.slots import NEEDED, Listing, Slot, slots_of

_NAME, _FULL_NAME, _COVER_POWER = 0.06, 33, 1.5
"""Worth of one step of a name weight; the step from which a name counts in full; power of the share covered."""
_LEVEL = (0.0, *(((level - 0.5) / 7) * 2.2 for level in range(1, 8)))
"""Middle of each step of a text weight, see `weights.py`."""


@dataclass(frozen=True)
class Ranked:
    """A page that has something of the query."""

    page: int
    score: float
    cover: float
    """Share of the query found."""


@dataclass(frozen=True)
class _Tallies:
    """Per page: score of the text and of the names, share of the query in both together and in names."""

    text: dict[int, float] = field(default_factory=dict)
    names: dict[int, float] = field(default_factory=dict)
    cover: dict[int, float] = field(default_factory=dict)
    named: dict[int, float] = field(default_factory=dict)


def rank(plan: Plan, index: IndexReader) -> list[Ranked]:
    """Return the pages, best first, equal ones in order of their numbers."""
    sums, is_out, total = _Tallies(), set[int](), 0.0
    for slot in slots_of(plan, index):
        best = _best_of(slot)
        _add_to(sums, best, slot)
        if slot.is_needed:
            is_out |= {page for page in range(index.pages) if best.cover.get(page, 0.0) < NEEDED}
        total += slot.cover_scale * slot.most
    found = [_ranked(page, sums, total) for page in sums.cover if page not in is_out]
    return sorted(found, key=lambda ranked: (-ranked.score, ranked.page))


def _ranked(page: int, sums: _Tallies, total: float) -> Ranked:
    cover, named = min(1.0, sums.cover[page] / total), min(1.0, sums.named.get(page, 0.0) / total)
    score = (sums.text.get(page, 0.0) + sums.names.get(page, 0.0) * named) * cover**_COVER_POWER
    return Ranked(page, _rounded(score), cover)


def _rounded(score: float) -> float:
    """To six places, so that the last bits of a logarithm do not decide between equal pages."""
    return floor(score * 1e6 + 0.5) / 1e6


def _best_of(slot: Slot) -> _Tallies:
    """The best that any reading of a slot says of each page."""
    best = _Tallies()
    for option in slot.options:
        for listing in option.listings:
            _raise_all(best, listing, option.weight)
    return best


def _raise_all(best: _Tallies, listing: Listing, weight: float) -> None:
    worth, share = weight * listing.factor * listing.rarity, weight * min(1.0, listing.factor)
    form = listing.form
    for page, level, name in zip(form.pages, form.levels, form.names, strict=True):
        _raise(best.text, page, worth * _LEVEL[level])
        _raise(best.cover, page, share)
        if name:
            _raise(best.names, page, worth * _NAME * name)
            _raise(best.named, page, share * min(1.0, name / _FULL_NAME))


def _raise(values: dict[int, float], page: int, value: float) -> None:
    if value > values.get(page, 0.0):
        values[page] = value


def _add_to(sums: _Tallies, best: _Tallies, slot: Slot) -> None:
    """Add a slot's best; how much of the cover it says depends on how rare it is."""
    _add(sums.text, best.text, slot.scale)
    _add(sums.names, best.names, slot.scale)
    _add(sums.cover, best.cover, slot.cover_scale * slot.most)
    _add(sums.named, best.named, slot.cover_scale * slot.most)


def _add(sums: dict[int, float], values: dict[int, float], scale: float) -> None:
    for page, value in values.items():
        sums[page] = sums.get(page, 0.0) + scale * value
