"""Vietnamese words as the search sees them; `js/tokens.js` gives the same for every text.

A word is a pair `(fold, marks)`: its letters without diacritics, and one integer that says which
diacritics stood on them. The place of the tone mark is not part of it, because a syllable has one
tone wherever it is written: `hoà` and `hòa`, `uỷ` and `ủy` are the same word by construction.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

LETTERS = "a-zß-öø-ɏͰ-ӿḀ-ỿ"
"""Latin, Greek and Cyrillic in small letters: fixed ranges, because `\\w` and `\\p{L}` differ between languages."""
_WORD = re.compile(rf"[0-9]+(?:[.,][0-9]+)*|[{LETTERS}]+")
_STROKE = "\u0335"
_TONES = {"\u0300": 1, "\u0301": 2, "\u0309": 3, "\u0303": 4, "\u0323": 5}
_SHAPES = {
    "a\u0306": 1,
    "a\u0302": 2,
    "e\u0302": 1,
    "o\u0302": 1,
    "o\u031b": 2,
    "u\u031b": 1,
    "d" + _STROKE: 1,
}
_SHAPED = frozenset("aeoud")
_MAX_SHAPED = 8
"""Letters of a word that may carry a shape; Vietnamese syllables have at most four."""
_I_FOR_Y = re.compile(r"[hklmstv]y")


class Word(NamedTuple):
    """One token of a text."""

    fold: str
    """Letters without diacritics, or a number in one spelling."""
    marks: int = 0
    """`tone + 6 * sum(shape[i] * 3**i)` over the letters a, e, o, u, d in order; 0 means none."""


def normal(text: str) -> str:
    """Return the text in small letters and composed form.

    Icelandic `ð` and African `ɖ`, whose capitals look like `Đ` and are typed for it, become `đ`.
    """
    return unicodedata.normalize("NFC", text.lower().replace("\u00f0", "đ").replace("\u0256", "đ"))


def pieces(text: str) -> list[str]:
    """Return the written words and numbers of a text in order, not yet taken apart."""
    return _WORD.findall(normal(text))


def words(text: str) -> list[Word]:
    """Return the words of a text in order.

    >>> words("Tỉnh uỷ: 1.549")
    [Word(fold='tinh', marks=3), Word(fold='uy', marks=3), Word(fold='1549', marks=0)]
    """
    return [word for piece in pieces(text) for word in words_of(piece)]


def words_of(piece: str) -> list[Word]:
    """Return the one word of a piece, or the several of a number that is a date."""
    if piece[0] in "0123456789":
        return [Word(number) for number in numbers(piece)]
    return [word(piece)]


@lru_cache(maxsize=2**17)
def word(piece: str) -> Word:
    """Take the diacritics of one word apart; expects small letters without digits."""
    folded, tone, shapes, place = "", 0, 0, 1
    for c in unicodedata.normalize("NFD", piece.replace("đ", "d" + _STROKE)):
        if c in _TONES:
            tone = _TONES[c]
        elif "\u0300" <= c <= "\u036f":
            shapes += _SHAPES.get(folded[-1:] + c, 0) * place
        else:
            place = _next_place(folded, place)
            folded += c
    return Word(one_spelling(folded), tone + 6 * shapes)


def _next_place(before: str, place: int) -> int:
    """Weight of the shape on the letter that comes after `before`."""
    return place * 3 if before[-1:] in _SHAPED and place < 3 ** (_MAX_SHAPED - 1) else place


def one_spelling(folded: str) -> str:
    """Write `i` and `y` in one way where both are usual: `kỹ/kĩ`, `qui/quy`."""
    if _I_FOR_Y.fullmatch(folded):
        return folded[0] + "i"
    return "quy" if folded == "qui" else folded


def numbers(piece: str) -> list[str]:
    """Return a written number in one spelling, or its parts where it is a date or a list.

    >>> numbers("1.549"), numbers("35.8"), numbers("31.7.2018")
    (['1549'], ['35,8'], ['31', '7', '2018'])
    """
    if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?", piece):
        return [piece.replace(".", "")]
    if re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3}){2,}", piece):
        return [piece.replace(",", "")]
    if re.fullmatch(r"[0-9]+[.,][0-9]+", piece):
        return [piece.replace(".", ",")]
    return [part.lstrip("0") or "0" for part in re.split("[.,]", piece)]
