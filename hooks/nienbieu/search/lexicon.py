"""Words as integers: a number for every word and sign, and a code for every pair of neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from nienbieu.search.signs import Concepts, is_eventful, signs
from nienbieu.search.tokens import Word, pieces, words_of

_SHIFT = 20
_MASK = (1 << _SHIFT) - 1


class Lexicon:
    """Numbers are given in the order in which words are met; codes below `1 << 20` are single words."""

    def __init__(self, concepts: Concepts) -> None:
        self._concepts = concepts
        self._words: list[Word] = []
        self._numbers: dict[Word, int] = {}
        self._of_piece: dict[str, tuple[int, ...]] = {}
        self._eventful: set[int] = set()

    def terms(self, texts: Sequence[str]) -> list[int]:
        """Codes of the words, pairs and signs of some texts."""
        found: list[int] = []
        for text in texts:
            codes = self._codes(text)
            found += codes
            found += [(a + 1) << _SHIFT | b for a, b in pairwise(codes)]
            places = [at for at, code in enumerate(codes) if code in self._eventful]
            if places:
                words = [self._words[code] for code in codes]
                found += [self._number(Word(sign.term)) for sign in signs(words, self._concepts, places)]
        return found

    def key(self, code: int) -> str:
        """The key under which a code is looked up: `liem`, `bua liem`, `nq#18`."""
        if code <= _MASK:
            return self._words[code].fold
        return f"{self._words[(code >> _SHIFT) - 1].fold} {self._words[code & _MASK].fold}"

    def marks(self, code: int) -> tuple[int, ...]:
        """The marks of the word, or of both words of a pair."""
        if code <= _MASK:
            return (self._words[code].marks,)
        return self._words[(code >> _SHIFT) - 1].marks, self._words[code & _MASK].marks

    def beginnings(self, code: int, longest: int) -> list[str]:
        """`l*`, `li*`, `lie*` for a single word of letters or digits."""
        fold = self._words[code].fold if code <= _MASK else ""
        return [f"{fold[:size]}*" for size in range(1, min(longest, len(fold)) + 1)] if fold.isalnum() else []

    def _codes(self, text: str) -> list[int]:
        known = self._of_piece
        codes: list[int] = []
        for piece in pieces(text):
            numbers = known.get(piece)
            if numbers is None:
                numbers = known[piece] = tuple(self._number(word) for word in words_of(piece))
            codes.extend(numbers)
        return codes

    def _number(self, word: Word) -> int:
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self._words)
            self._words.append(word)
            if is_eventful(word, self._concepts):
                self._eventful.add(number)
        return number
