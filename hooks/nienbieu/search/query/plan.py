"""From what was typed to what is looked up: positions with readings; the twin of `js/plan.js`.

The files of the index are at hand here, so nothing is asked for in advance as the browser does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from unicodedata import category, normalize

from nienbieu.search.query.inputmethod import typed
from nienbieu.search.query.positions import Completion, KnownSign, Plan, Position, Reading
from nienbieu.search.query.reader import Entry, IndexReader
from nienbieu.search.query.repair import repair, separate
from nienbieu.search.query.slots import is_part
from nienbieu.search.signs import loose_signs
from nienbieu.search.tokens import LETTERS, Word, normal, words

_MOST_WORDS = 16
_PIECE = re.compile(rf"[0-9]+(?:[.,][0-9]+)*(?![.,]?[0-9{LETTERS}])|[0-9{LETTERS}]+")
_DIGIT, _MIXED = re.compile("[0-9]"), re.compile("[^0-9]+[0-9]")
_QUOTE = re.compile('["“”„]')
_CENTRAL = re.compile("TƯ")
_SIMPLE = re.compile("[a-z0-9,]+")
"""A word or number, neither a sign nor a beginning."""
_MOST_BEGINNINGS = 30
_SHORT = 3
"""Letters of a beginning that the index has suggestions for."""
_QUESTIONS = frozenset(
    (
        *("la gi", "la ai", "o dau", "khi nao", "bao gio", "bao nhieu", "the nao", "nhu the"),
        *("vi sao", "tai sao", "ra sao", "lam sao", "may lan", "co phai", "phai khong"),
    )
)


def plan_of(query: str, index: IndexReader, is_strict: bool = True) -> Plan:
    """Read a query; quotations are taken by the letter while `is_strict`."""
    query = normalize("NFC", query)
    positions = _read(query, index, is_strict)
    for position in positions:
        _look_up(position, index)
    for found in _signs_of(positions, index):
        for position in positions[found.sign.start : found.sign.end]:
            position.is_sign = True
    is_open = bool(query) and category(query[-1])[0] in "LN"
    if positions and is_open:
        _complete(positions, index)
    repair(positions, index)
    split = separate(positions, index)[:_MOST_WORDS]
    _mark_questions(split)
    return Plan(split, _signs_of(split, index), is_open)


def _signs_of(positions: Sequence[Position], index: IndexReader) -> list[KnownSign]:
    found = loose_signs([position.word for position in positions], index.concepts)
    return [KnownSign(sign, entry) for sign in found if (entry := index.entry(sign.term))]


def _mark_questions(positions: Sequence[Position]) -> None:
    """Mark words that ask, and say little of what is asked for."""
    if len(positions) < 4:
        return
    for left, right in pairwise(positions):
        if f"{left.word.fold} {right.word.fold}" in _QUESTIONS:
            left.asks = right.asks = True
    for position in positions:
        position.asks |= position.word.fold == "nao"


def _read(query: str, index: IndexReader, is_strict: bool) -> list[Position]:
    """Positions of the words; every second part between quotation marks is a quotation."""
    positions: list[Position] = []
    parts = _QUOTE.split(query)
    for number, part in enumerate(parts):
        is_closed = number % 2 and number < len(parts) - 1  # one that is still open asks nothing yet
        for piece in _PIECE.findall(normal(_spelled_out(part))):
            for position in _read_piece(piece, index):
                position.quoted = number if is_strict and is_closed else 0
                positions.append(position)
    return positions[:_MOST_WORDS]


def _read_piece(piece: str, index: IndexReader) -> list[Position]:
    meant = typed(piece)
    if _MIXED.match(piece) and meant and _knows(meant[0], index):
        return [Position(piece, Word(piece), meant)]
    return [Position(piece, word, [] if _DIGIT.search(piece) else meant) for word in words(piece)]


def _spelled_out(query: str) -> str:
    """`TƯ` in capitals among small letters is Trung ương, not `tư`."""
    has_small = any(category(c) == "Ll" for c in query)
    return _CENTRAL.sub(_central, query) if has_small else query


def _central(found: re.Match[str]) -> str:
    """The short form only where it stands alone; `\\w` would take `²` for a letter."""
    whole, start, end = found.string, found.start(), found.end()
    return found[0] if any(map(str.isalpha, whole[max(0, start - 1) : start] + whole[end : end + 1])) else "TW"


def _knows(reading: Word, index: IndexReader) -> Entry | None:
    entry = index.entry(reading.fold)
    return entry if entry and entry.has(reading.marks) else None


def _look_up(position: Position, index: IndexReader) -> None:
    entry = index.entry(position.word.fold)
    if entry:
        fold, marks = position.word
        is_written = any(is_part(marks, form.marks[0]) for form in entry.forms)
        position.readings.append(Reading(fold, marks if is_written else 0, 1, entry))
    for reading in position.meant:
        if other := _knows(reading, index):
            position.readings.append(Reading(*reading, 0.8 if entry else 1, other))
    position.is_known = bool(position.readings)


def _complete(positions: Sequence[Position], index: IndexReader) -> None:
    """The last word may go on. What follows the word before it says how; a word alone says it by itself."""
    last = positions[-1]
    if last.quoted or last.is_sign or (last.is_known and last.is_number):
        return
    if len(positions) > 1:
        last.following = _following(positions[-2], last, index)
    is_finished = len(positions) == 1 and any(reading.marks for reading in last.readings)
    if not last.following and not is_finished:  # a word alone that has its diacritics does not go on
        last.beginning = _beginning(last, len(positions) == 1, index)


def _following(before: Position, last: Position, index: IndexReader) -> Completion | None:
    beginnings = [f"{reading.fold} {rest}" for reading in before.readings[:2] for rest in last.folds]
    found = [entry for beginning in beginnings for entry in index.range(beginning)]
    longer = [entry for entry in found if entry.second not in last.folds]
    is_whole = len(longer) < len(found)
    return Completion(longer, 0.45 if is_whole else 0.9) if longer else None


def _beginning(last: Position, is_alone: bool, index: IndexReader) -> Completion | None:
    found: list[Entry] = []
    if is_alone and len(last.word.fold) <= _SHORT and not last.is_number:
        entry = index.entry(last.word.fold + "*")
        found = [entry] if entry else []
    elif is_alone or not last.is_known:
        longer = [entry for fold in last.folds for entry in index.range(fold)]
        found = [entry for entry in longer if _SIMPLE.fullmatch(entry.key) and entry.key not in last.folds]
    return Completion(found[:_MOST_BEGINNINGS], 0.3 if last.is_known else 0.8) if found else None
