"""What a result shows of a page: the sentence that matched, in its section; the twin of `js/passages.js`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2

from nienbieu.search.query.positions import Plan, Position
from nienbieu.search.query.reader import IndexReader
from nienbieu.search.query.sections import PlacedWord, ReadSection, read_words
from nienbieu.search.query.slots import is_part
from nienbieu.search.tokens import Word, normal

_LENGTH = 220
_LEAD = 40
"""Characters before the first match that a teaser shows at most."""


@dataclass(frozen=True)
class Match:
    """A word of a text, number `i` in it, that a position of the query asks for."""

    at: int
    end: int
    position: int
    i: int


@dataclass(frozen=True)
class Targets:
    """What counts as found in a text."""

    words: dict[str, list[tuple[int, int]]]
    """Fold -> marks and position of each word that is meant by it."""
    beginnings: list[tuple[str, int]]
    spellings: list[tuple[tuple[Word, ...], int]]
    worth: list[float]


@dataclass(frozen=True)
class Passage:
    """A sentence of a page in its section."""

    anchor: str
    heading: str
    text: str
    found: list[Match]
    worth: float


def targets_of(plan: Plan, index: IndexReader) -> Targets:
    """Return what to look for in the texts of the pages that a plan finds."""
    words: dict[str, list[tuple[int, int]]] = {}
    beginnings = []
    for i, position in enumerate(plan.positions):
        begun = [entry.key for entry in position.beginning.entries] if position.beginning else []
        following = [entry.second for entry in position.following.entries] if position.following else []
        for reading in position.readings:
            words.setdefault(reading.fold, []).append((reading.marks, i))
        for fold in [*(key for key in begun if not key.endswith("*")), *following]:
            words.setdefault(fold, []).append((0, i))
        beginnings += [(key[:-1], i) for key in begun[:1] if key.endswith("*")]
    return Targets(words, beginnings, _spellings(plan, index), [_worth_of(position) for position in plan.positions])


def _worth_of(position: Position) -> float:
    """Rare words say more about a sentence."""
    counts = (reading.entry.count for reading in position.readings)
    return 0.1 if position.asks else 1 / log2(2 + min((*counts, 1000)))


def _spellings(plan: Plan, index: IndexReader) -> list[tuple[tuple[Word, ...], int]]:
    concepts = [found.sign for found in plan.signs if found.sign.term[0] == "~"]
    starts = {int(sign.term[1:]): sign.start for sign in concepts}
    listed = (item for spellings in index.concepts.values() for item in spellings)
    return [(spelling, starts[number]) for spelling, number in listed if number in starts]


def matches(text: str, targets: Targets) -> list[Match]:
    """Return the matches among the words of a text in order."""
    return _matches_in(read_words(text), targets)


def _matches_in(flat: Sequence[PlacedWord], targets: Targets) -> list[Match]:
    found: dict[int, Match] = {}
    any_word = targets.beginnings or targets.spellings  # else only the words themselves can match: most do not
    for i, placed in enumerate(flat):
        if not any_word and placed.word.fold not in targets.words:
            continue
        position = _position_of(placed.word, targets)
        if position is not None:
            found.setdefault(i, Match(placed.at, placed.end, position, i))
        for spelling, start in targets.spellings:
            stretch = flat[i : i + len(spelling)]
            if tuple(other.word for other in stretch) == spelling:
                for k, other in enumerate(stretch, i):
                    found.setdefault(k, Match(other.at, other.end, start, k))
    return [found[i] for i in sorted(found)]


def _position_of(word: Word, targets: Targets) -> int | None:
    meant = targets.words.get(word.fold)
    if not meant:
        return next((position for begun, position in targets.beginnings if word.fold.startswith(begun)), None)
    same = [position for marks, position in meant if marks == word.marks]
    near = [position for marks, position in meant if is_part(marks, word.marks)]
    return [*same, *near, meant[0][1]][0]


def worth(found: Iterable[Match], targets: Targets) -> float:
    """Each word of the query once, and more for neighbours that stand as in the query."""
    seen, joined, total = set[int](), set[int](), 0.0
    before: Match | None = None
    for match in found:
        position = match.position
        if position not in seen:
            total += targets.worth[position]
        seen.add(position)
        is_next = before and before.i == match.i - 1 and before.position == position - 1
        if is_next and position not in joined:
            total += targets.worth[position]
            joined.add(position)
        before = match
    return total


def best_passage(sections: Iterable[ReadSection], targets: Targets) -> tuple[Passage | None, set[int]]:
    """Return the best sentence of a page, the first one where several are as good.

    With it, the positions of the query that the page has anywhere.
    """
    met: set[int] = set()
    best: Passage | None = None
    for section in sections:
        above = 0.4 * worth(_matches_in(section.heading.words, targets), targets) if section.anchor else 0.0
        for sentence in section.sentences:
            found = _matches_in(sentence.words, targets)
            met |= {match.position for match in found}
            value = worth(found, targets) + (above if found else above / 2)
            if not best or value > best.worth + 1e-9:
                best = Passage(section.anchor, section.heading.text, sentence.text, found, value)
    return best, met


def teaser(passage: Passage) -> str:
    """Return the passage, of a long one the part with most matches."""
    is_same = len(normal(passage.text)) == len(passage.text)
    whole = passage.text if is_same else normal(passage.text)  # the places of matches are those of the normal form
    start, end = _window(whole, passage.found)
    return ("… " if start else "") + whole[start:end] + (" …" if end < len(whole) else "")


def _window(text: str, found: Sequence[Match]) -> tuple[int, int]:
    if len(text) <= _LENGTH:
        return 0, len(text)
    best, first = -1, 0
    for at in (match.at for match in found):
        inside = sum(match.at >= at and match.end < at + _LENGTH * 0.8 for match in found)
        if inside > best:
            best, first = inside, at
    start = 0 if first < _LEAD else text.find(" ", first - _LEAD) + 1
    end = min(len(text), start + _LENGTH)
    return start, max(text.rfind(" ", 0, end + 1), start + 1) if end < len(text) else end
