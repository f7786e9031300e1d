"""The search itself: from what was typed to results ready to be shown; the twin of `js/engine.js`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nienbieu.search.query.passages import Targets, best_passage, matches, targets_of, teaser
from nienbieu.search.query.plan import plan_of
from nienbieu.search.query.positions import Plan, Position
from nienbieu.search.query.rank import rank
from nienbieu.search.query.reader import Card, Load, open_index
from nienbieu.search.tokens import Word, words

_RELEVANT = 0.75
_MOST_NAMESAKES = 5


@dataclass(frozen=True)
class Result:
    """A page that was found."""

    location: str
    anchor: str
    """Of the section with the best sentence; empty for the part before the first heading."""
    title: str
    heading: str
    kind: str
    date: str
    text: str
    """The best sentence, of a long one the part with most matches."""
    score: float
    missing: tuple[str, ...]
    """Words of the query that the page does not have."""


@dataclass(frozen=True)
class Answer:
    """The first results of a query."""

    total: int = 0
    """Pages that cover the query nearly as well as the best one."""
    results: tuple[Result, ...] = ()
    is_relaxed: bool = False
    """Nothing has the words in quotation marks just so, these are the nearest."""


class Engine:
    """Answers queries from one index."""

    def __init__(self, load: Load) -> None:
        """`load` gives the bytes of a file of the index, unpacked."""
        self._index = open_index(load)

    def search(self, query: str, size: int = 10) -> Answer:
        """Return the best `size` results."""
        plan, is_relaxed = plan_of(query, self._index), False
        if not plan.positions:
            return Answer()
        ranked = rank(plan, self._index)
        if not ranked and any(position.quoted for position in plan.positions):
            plan, is_relaxed = plan_of(query, self._index, is_strict=False), True
            ranked = rank(plan, self._index)
        best = max((found.cover for found in ranked), default=0.0)
        total = sum(found.cover >= _RELEVANT * best for found in ranked)
        called = self._namesakes(plan)
        shown = [*ranked[:size], *(found for found in ranked[size:] if found.page in called)]
        cards = [(self._index.card(found.page), found.score) for found in shown]
        cards.sort(key=lambda item: not _is_called(item[0], plan))
        targets = targets_of(plan, self._index)
        return Answer(total, tuple(_result(card, score, plan, targets) for card, score in cards[:size]), is_relaxed)

    def _namesakes(self, plan: Plan) -> list[int]:
        """Numbers of the pages with a name of just these letters, or whose last word is still being typed."""
        folds = (p.readings[0].fold if p.readings else p.word.fold for p in plan.positions)
        name = "=" + "_".join(folds)
        entries = [
            entry
            for entry in self._index.range(name)
            if entry.key == name or (plan.is_open and "_" not in entry.key[len(name) :])
        ]
        return [page for entry in entries for page in entry.forms[0].pages][:_MOST_NAMESAKES]


def _is_called(card: Card, plan: Plan) -> bool:
    """Say whether a page is called just what was typed, diacritics and all."""
    return any(_fits(words(name), plan) for name in (card.title, *card.aliases))


def _fits(called: Sequence[Word], plan: Plan) -> bool:
    if len(called) != len(plan.positions):
        return False
    last = len(called) - 1
    pairs = zip(plan.positions, called, strict=True)
    return all(_is_meant(position, word, plan.is_open and i == last) for i, (position, word) in enumerate(pairs))


def _is_meant(position: Position, called: Word, may_go_on: bool) -> bool:
    if may_go_on and not position.word.marks and called.fold.startswith(position.word.fold):
        return True
    return any(reading.fold == called.fold and reading.marks in (0, called.marks) for reading in position.readings)


def _result(card: Card, score: float, plan: Plan, targets: Targets) -> Result:
    passage, met = best_passage(card.sections, targets)
    met |= {match.position for match in matches(card.title, targets)}
    missing = (position.raw for i, position in enumerate(plan.positions) if not position.asks and i not in met)
    return Result(
        location=card.location,
        anchor=passage.anchor if passage else "",
        title=card.title,
        heading=passage.heading if passage else "",
        kind=card.kind,
        date=card.date,
        text=teaser(passage) if passage else "",
        score=score,
        missing=tuple(missing),
    )
