"""Document numbers, dates and concepts: what stands in a text in many spellings and is one thing.

A sign is one more term of the text: `nq#18` for `Nghị quyết số 18`, `18-NQ/TW` and `nq 18`;
`^9` for `lần thứ chín`, `lần IX` and `lần 9`;
`@2018-07-31` for a day, `@2018-07` for a month and `@--07-31` for a day without a year (as EDTF and
ISO 8601 write them); `~7` for the concept with number 7. `js/signs.js` finds the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from nienbieu.search.tokens import Word

_KINDS = {
    "nq": ("nq", "nghi quyet"),
    "qd": ("qd", "qdi", "quyet dinh", "quy dinh"),
    "ct": ("ct", "chi thi"),
    "kl": ("kl", "ket luan"),
    "nd": ("nd", "nghi dinh"),
    "tt": ("tt", "thong tu"),
    "ctr": ("ctr", "chuong trinh"),
    "da": ("da", "de an"),
    "hd": ("hd", "huong dan"),
    "kh": ("kh", "ke hoach"),
    "tb": ("tb", "thong bao"),
    "cv": ("cv", "cong van"),
    "bc": ("bc", "bao cao"),
}
_KIND_OF = {spelling: kind for kind, spellings in _KINDS.items() for spelling in spellings}
_ENDS = frozenset(spelling.split()[-1] for spelling in _KIND_OF)
_COUNTED = frozenset(("hoi", "khoa", "ki", "lan", "thu"))
"""Words before an ordinal: `đại hội`, `khóa`, `kỳ`, `lần`, `thứ`."""
_IN_WORDS = frozenset(("lan", "thu"))
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_ROMAN_VALUES = {prefix + unit: ten + n for prefix, ten in (("", 0), ("x", 10)) for n, unit in enumerate(_ROMAN, 1)}
_UNITS = ("mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi")
_WORD_VALUES = {unit: n for n, unit in enumerate(_UNITS, 1)} | {"nhat": 1, "bon": 4}

Concepts = Mapping[Word, Sequence[tuple[tuple[Word, ...], int]]]
"""First word of a spelling -> the whole spellings that begin so, each with the number of its concept."""
LooseConcepts = Mapping[str, Sequence[tuple[tuple[Word, ...], int]]]
"""The same by the fold of the first word."""


class Sign(NamedTuple):
    """A term that covers the words `start` to `end` (not included)."""

    term: str
    start: int
    end: int


def is_eventful(word: Word, concepts: Concepts) -> bool:
    """Say whether a sign can hang on the word; most words need no second look."""
    return "0" <= word.fold[0] <= "9" or word.fold in _COUNTED or word in concepts


def signs(text: Sequence[Word], concepts: Concepts, eventful: Iterable[int] | None = None) -> list[Sign]:
    """Return every sign of a text in the order of its words; `eventful` are the places worth looking at."""
    found: list[Sign] = []
    for at in range(len(text)) if eventful is None else eventful:
        word = text[at]
        if "0" <= word.fold[0] <= "9":
            found += _document(text, at)
            found += _date(text, at)
        elif word.fold in _COUNTED:
            found += _ordinal(text, at)
        for spelling, number in concepts.get(word, ()):
            if tuple(text[at : at + len(spelling)]) == spelling:
                found.append(Sign(f"~{number}", at, at + len(spelling)))
    return found


def loose_signs(text: Sequence[Word], concepts: LooseConcepts) -> list[Sign]:
    """Return every sign of a query; whoever types one may leave diacritics out."""
    found: list[Sign] = []
    for at, word in enumerate(text):
        found += signs(text, {}, (at,))
        for spelling, number in concepts.get(word.fold, ()):
            typed = text[at : at + len(spelling)]
            if len(typed) == len(spelling) and all(map(_is_meant, typed, spelling)):
                found.append(Sign(f"~{number}", at, at + len(spelling)))
    return found


def _is_meant(typed: Word, word: Word) -> bool:
    return typed.fold == word.fold and typed.marks in (0, word.marks)


def _fold(text: Sequence[Word], at: int) -> str:
    return text[at].fold if 0 <= at < len(text) else ""


def _document(text: Sequence[Word], at: int) -> Iterator[Sign]:
    """`nghị quyết (số) 18` and `18(/2018)-NQ`."""
    number = text[at].fold
    if "," in number or len(number) > 5:
        return
    last = at - 2 if _fold(text, at - 1) == "so" else at - 1
    if (before := _fold(text, last)) in _ENDS:
        for start, name in ((last, before), (last - 1, f"{_fold(text, last - 1)} {before}")):
            if kind := _KIND_OF.get(name):
                yield Sign(f"{kind}#{number}", start, at + 1)
    if is_year(number) and _fold(text, at - 1).isdecimal():
        return  # the year of a number: `39/2018/NQ-CP`
    after = at + 2 if is_year(_fold(text, at + 1)) else at + 1
    if kind := _KIND_OF.get(_fold(text, after)):
        yield Sign(f"{kind}#{number}", at, after + 1)


def _ordinal(text: Sequence[Word], at: int) -> Iterator[Sign]:
    """`lần thứ chín`, `khóa XII`, `đại hội 13`."""
    first, second = _fold(text, at + 1), _fold(text, at + 2)
    if _is_between(first, 99):
        yield Sign(f"^{first}", at, at + 2)
    elif first in _ROMAN_VALUES:
        yield Sign(f"^{_ROMAN_VALUES[first]}", at, at + 2)
    elif text[at].fold in _IN_WORDS and first == "muoi" and second in _WORD_VALUES:
        yield Sign(f"^{10 + _WORD_VALUES[second]}", at, at + 3)
    elif text[at].fold in _IN_WORDS and first in _WORD_VALUES:
        yield Sign(f"^{_WORD_VALUES[first]}", at, at + 2)


def _date(text: Sequence[Word], at: int) -> Iterator[Sign]:
    """`31/7/2018`, `31/7`, `7/2018` and the same with `ngày`, `tháng`, `năm` between."""
    first = text[at].fold
    second_at = at + 2 if _fold(text, at + 1) == "thang" else at + 1
    second = _fold(text, second_at)
    if _is_between(first, 31) and _is_between(second, 12):
        yield Sign(f"@--{second:0>2}-{first:0>2}", at, second_at + 1)
        year_at = second_at + 2 if _fold(text, second_at + 1) == "nam" else second_at + 1
        if is_year(_fold(text, year_at)):
            yield Sign(f"@{text[year_at].fold}-{second:0>2}-{first:0>2}", at, year_at + 1)
    year_at = at + 2 if _fold(text, at + 1) == "nam" else at + 1
    if _is_between(first, 12) and is_year(_fold(text, year_at)):
        yield Sign(f"@{text[year_at].fold}-{first:0>2}", at, year_at + 1)


def _is_between(fold: str, most: int) -> bool:
    return fold.isdecimal() and 0 < int(fold) <= most if len(fold) < 3 else False


def is_year(fold: str) -> bool:
    """Four digits of the last or this century."""
    return len(fold) == 4 and fold.isdecimal() and fold[:2] in ("19", "20")
