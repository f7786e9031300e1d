"""Slips of the fingers: words at one edit, words run together; the twin of `js/spelling.js`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_LONGEST = 7
"""Letters of the longest word that is looked for among letters run together."""
_MOST_PARTS = 4
_ENOUGH = 50


def is_near(a: str, b: str) -> bool:
    """One letter more, less or other, or two neighbours swapped (Damerau, 1964)."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start, end_a, end_b = 0, len(a), len(b)
    while start < end_a and start < end_b and a[start] == b[start]:
        start += 1
    while end_a > start and end_b > start and a[end_a - 1] == b[end_b - 1]:
        end_a, end_b = end_a - 1, end_b - 1
    rest_a, rest_b = a[start:end_a], b[start:end_b]
    return (len(rest_a) <= 1 and len(rest_b) <= 1) or (len(rest_a) == 2 and rest_a == rest_b[::-1])


def near_words(spellings: Sequence[str], vocabulary: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return words at one edit from any of the spellings with their frequency, the frequent first."""
    found = [item for item in vocabulary.items() if any(is_near(spelling, item[0]) for spelling in spellings)]
    return sorted(found, key=lambda item: -item[1])


def cuts(letters: str, vocabulary: Mapping[str, int]) -> list[tuple[str, ...]]:
    """Return ways to cut letters into known words, fewest words first; at most four words."""
    found: list[tuple[str, ...]] = []

    def extend(at: int, words: tuple[str, ...]) -> None:
        if at == len(letters) and len(words) > 1:
            found.append(words)
        if len(words) == _MOST_PARTS or len(found) > _ENOUGH:
            return
        for end in range(min(len(letters), at + _LONGEST), at + 1, -1):
            if letters[at:end] in vocabulary:
                extend(end, (*words, letters[at:end]))

    extend(0, ())
    return sorted(found, key=len)
