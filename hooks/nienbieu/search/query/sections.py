"""A page's sections cut into sentences and words, once a card; the twin of `js/sections.js`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import category

from nienbieu.search.tokens import Word, normal, pieces, words_of

_STOP = re.compile(r"[.!?…](?=([\]”\")]*\s+)[“\"(]?(.))|\n")
"""What may end a sentence; whether it does, the letter in the second group says, for `re` has no `\\p{Lu}`."""


@dataclass(frozen=True)
class PlacedWord:
    """A word and where it stands in the normal form of its text."""

    at: int
    end: int
    word: Word


@dataclass(frozen=True)
class ReadText:
    """A heading or a sentence with its words."""

    text: str
    words: list[PlacedWord]


@dataclass(frozen=True)
class ReadSection:
    """A section of a card, ready to be looked through."""

    anchor: str
    heading: ReadText
    sentences: list[ReadText]


def read_words(text: str) -> list[PlacedWord]:
    """Return the words of a text with their places."""
    whole, found, end = normal(text), [], 0
    for piece in pieces(text):
        at = whole.index(piece, end)  # between two pieces nothing stands with which a piece could begin
        end = at + len(piece)
        found += [PlacedWord(at, end, word) for word in words_of(piece)]
    return found


def read_sections(sections: Iterable[Sequence[str]]) -> list[ReadSection]:
    """Read sections written as `[anchor, heading, text]`."""
    return [
        ReadSection(anchor, _read_text(heading), [_read_text(sentence) for sentence in _sentences(text)])
        for anchor, heading, text in sections
    ]


def _read_text(text: str) -> ReadText:
    return ReadText(text, read_words(text))


def _sentences(text: str) -> list[str]:
    found, start = [], 0
    for stop in _STOP.finditer(text):
        if stop.start() < start or not _is_end(stop):
            continue  # a line break after a full stop belongs to that stop
        end = stop.end(1) if stop[1] else stop.end()
        found.append(text[start:end].strip())
        start = end
    return [*found, text[start:]]


def _is_end(stop: re.Match[str]) -> bool:
    """A sentence begins with a capital letter or a digit; a line ends anyway."""
    return stop[2] is None or stop[2] in "0123456789" or category(stop[2]) == "Lu"
