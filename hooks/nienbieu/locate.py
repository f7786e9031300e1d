"""Lines for things found after Markdown has forgotten where they stood."""

from __future__ import annotations

import re
from bisect import bisect_right

_UNSEEN = re.compile(r"\[@[^\]\n]*\]|\[\[[^\]|\n]*(?:\||\]\])|\]\([^)\n]*\)")
"""What a reader does not see: citations, the address part of links."""
_SHORTEST = 4
"""Fewer letters than this count only where the last block ended."""
_CODE = re.compile(r"(`+)(?:(?!\1).)+?\1", re.DOTALL)


class Locator:
    """Finds the line of a text in the Markdown it came from, going forward through repeats."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._starts = [0, *(m.end() for m in re.finditer("\n", source))]
        self._seen: dict[str, int] = {}
        shown = _UNSEEN.sub(lambda m: " " * len(m[0]), source)
        kept = [(c.lower(), i) for i, c in enumerate(shown) if c.isalnum()]
        self._letters = "".join(c for c, _ in kept if len(c) == 1)
        self._places = [i for c, i in kept if len(c) == 1]
        self._cursor = 0

    def line_at(self, offset: int) -> int:
        """Line of a character, counted from 1."""
        return bisect_right(self._starts, offset)

    def line_of(self, raw: str) -> int:
        """Line of the next occurrence of a raw piece of source."""
        start = self.source.find(raw, self._seen.get(raw, 0))
        if start < 0:
            start = max(self.source.find(raw), 0)
        self._seen[raw] = start + max(len(raw), 1)
        return self.line_at(start)

    def line_of_block(self, text: str) -> int:
        """Line where the block with this visible text begins; blocks are asked for in order."""
        letters = "".join(c for c in text.lower() if c.isalnum())[:60]
        while letters:
            here = self._letters.startswith(letters, self._cursor)
            start = self._cursor if here else self._letters.find(letters, self._cursor)
            if here or (start >= 0 and len(letters) >= _SHORTEST):
                self._cursor = start + len(letters)
                return self.line_at(self._places[start])
            letters = letters[: len(letters) // 2]
        return self.line_at(self._places[self._cursor]) if self._cursor < len(self._places) else 1


def mask_code(source: str) -> str:
    """Blank out code, keeping every offset, so that a scan does not read examples."""
    return _CODE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), source)
