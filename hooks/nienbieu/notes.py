"""Numbered citations of one page: marks in the text, notes at its foot."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CITE = re.compile(r"@(?P<id>[^\s,;\]]+)(?:,\s*(?P<locator>[^;@\]]+?))?\s*(?:;\s*|$)")


@dataclass(frozen=True)
class Citation:
    """One source cited, perhaps with a place in it (`đoạn 4`)."""

    id: str
    locator: str = ""


def parse_citation(text: str) -> list[Citation] | None:
    """Read the inside of Pandoc's `[@id, locator; @id2]`; None when it is not of that form.

    Source: https://pandoc.org/MANUAL.html#citation-syntax
    """
    found, position = [], 0
    while position < len(text):
        match = _CITE.match(text, position)
        if not match:
            return None
        found.append(Citation(match["id"], (match["locator"] or "").strip()))
        position = match.end()
    return found


class Notes:
    """Collects the citations of a page in order of first use, counted from 1."""

    def __init__(self, uses: dict[str, int] | None = None) -> None:
        self.uses = dict(uses or {})
        """Source id -> how often it is cited on the page; the order gives the numbers."""

    def mark(self, source: str) -> tuple[int, str]:
        """Count one more citation and return its number and the anchor of its mark."""
        self.uses[source] = self.uses.get(source, 0) + 1
        number = list(self.uses).index(source) + 1
        return number, f"trich-{number}-{self.uses[source]}"
