"""Slips in the words of a query, judged by which neighbours stand together in the texts; the twin of `js/repair.js`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from nienbieu.search.query.positions import Position, Reading
from nienbieu.search.query.reader import IndexReader
from nienbieu.search.query.spelling import cuts, near_words
from nienbieu.search.tokens import Word

_CANDIDATES, _CUTS = 30, 12
_RUN_TOGETHER = re.compile("[a-z]{4,}")


@dataclass(frozen=True)
class _Candidate:
    fold: str
    support: float
    """How often it stands beside the words beside it."""
    score: float


def repair(positions: Sequence[Position], index: IndexReader) -> None:
    """Add readings to a word nobody wrote, or that stands beside no word it is typed beside: it may be a slip."""
    links = [_strength(_folds(left), _folds(right), index) for left, right in pairwise(positions)]
    for i, position in enumerate(positions):
        is_plain = len(position.word.fold) > 1 and not (position.is_number or position.quoted or position.is_sign)
        if not is_plain or position.beginning or position.following:
            continue
        sides = links[max(0, i - 1) : i + 1]
        if not position.is_known or (sides and not any(sides)):
            _add_near(positions, i, index)


def separate(positions: Iterable[Position], index: IndexReader) -> list[Position]:
    """Take words run together apart where the parts are known neighbours."""
    out: list[Position] = []
    for position in positions:
        is_odd = not (position.is_known or position.beginning or position.following)
        parts = _best_cut(position.word.fold, index) if is_odd and _RUN_TOGETHER.fullmatch(position.word.fold) else ()
        out += [_part(fold, position.quoted, index) for fold in parts] or [position]
    return out


def _add_near(positions: Sequence[Position], i: int, index: IndexReader) -> None:
    position = positions[i]
    near = near_words(position.folds, index.vocabulary)[:_CANDIDATES]
    before = [_folds(left) for left in positions[max(0, i - 1) : i]]
    after = [_folds(right) for right in positions[i + 1 : i + 2]]
    scored = [_candidate(fold, frequency, before, after, index) for fold, frequency in near]
    scored.sort(key=lambda candidate: -candidate.score)
    for candidate in scored[: 2 if position.is_known else 4]:
        entry = index.entry(candidate.fold)
        if entry and (candidate.support or not position.is_known):
            position.readings.append(Reading(candidate.fold, 0, 0.55 if position.is_known else 0.7, entry))


def _candidate(
    fold: str, frequency: int, before: list[list[str]], after: list[list[str]], index: IndexReader
) -> _Candidate:
    """Judge a word for a place with the words `before` and `after` it; at the ends of the query there are none."""
    sides = [_strength(left, [fold], index) for left in before] + [_strength([fold], right, index) for right in after]
    support = sum(log(1 + side) + 1 for side in sides if side)
    return _Candidate(fold, support, 10 * support + frequency)


def _best_cut(letters: str, index: IndexReader) -> tuple[str, ...]:
    best: tuple[str, ...] = ()
    most = 0.0
    for parts in cuts(letters, index.vocabulary)[:_CUTS]:
        least = min(_pages(a, b, index) for a, b in pairwise(parts))
        score = least * 10 ** (4 - len(parts))
        if score > most:
            best, most = parts, score
    return best


def _part(fold: str, quoted: int, index: IndexReader) -> Position:
    entry = index.entry(fold)
    readings = [Reading(fold, 0, 0.9, entry)] if entry else []
    return Position(fold, Word(fold), readings=readings, quoted=quoted, is_known=True)


def _strength(left: Iterable[str], right: Sequence[str], index: IndexReader) -> int:
    return max((_pages(a, b, index) for a in left for b in right), default=0)


def _pages(a: str, b: str, index: IndexReader) -> int:
    entry = index.entry(f"{a} {b}")
    return entry.count if entry else 0


def _folds(position: Position) -> list[str]:
    return [reading.fold for reading in position.readings[:3]]
