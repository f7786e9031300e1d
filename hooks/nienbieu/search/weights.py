"""How much a term says of a page: BM25 of its names by lunr, and of its text in eight steps.

Names (titles, other names, headings, summaries, labels of figures) are short fields of different
worth, and short ones that match whole must win. That is what lunr's builder works out: BM25 with
a boost and a length of its own per field. The result is stored beside the posting, one byte.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lunr import idf
from lunr.builder import Builder

BOOSTS = {"title": 6, "aliases": 5, "labels": 1, "headings": 1, "summary": 1}
NAME_STEP = 1 / 12
"""Worth of one unit of a stored name weight."""
LEVELS = 7
K1, B = 1.2, 0.7
_MOST = K1 + 1


Fields = Mapping[str, Sequence[str]]
"""Field -> its terms."""


class NameWeights:
    """lunr's builder, kept: a page that changes is added again, and lunr takes the new words for the old."""

    def __init__(self) -> None:
        self._builder = Builder()
        for field, boost in BOOSTS.items():
            self._builder.field(field, boost=boost)
        self._pages: dict[int, tuple[Fields, float]] = {}

    def put(self, page: int, fields: Fields, boost: float) -> bool:
        """Set the names of a page; says whether they are other than before."""
        if self._pages.get(page) == (fields, boost):
            return False
        self._pages[page] = fields, boost
        self._builder.add({"id": page, **{field: list(fields[field]) for field in BOOSTS}}, {"boost": boost})
        return True

    def weights(self) -> list[dict[str, int]]:
        """Return for each page `term -> weight in steps`, 1 to 255.

        lunr's score of a term in a field holds its rarity, which is taken out again: the worker multiplies
        with the rarity in whole texts.
        """
        if not self._pages:
            return []
        self._builder.build()
        places = self._builder.inverted_index
        terms = sorted(places, key=lambda term: int(places[term]["_index"]))
        rarity = [idf.idf(places[term], self._builder.document_count) for term in terms]
        sums: list[dict[str, float]] = [{} for _ in self._pages]
        for reference, vector in self._builder.field_vectors.items():
            page, elements = sums[int(reference.partition("/")[2])], vector.elements
            for index, score in zip(elements[::2], elements[1::2], strict=True):
                term = terms[int(index)]
                page[term] = page.get(term, 0.0) + score / rarity[int(index)]
        return [{term: _steps(weight) for term, weight in page.items()} for page in sums]


def _steps(weight: float) -> int:
    return max(1, min(255, round(weight / NAME_STEP)))


def level(count: int, length: float, average: float) -> int:
    """Return the BM25 saturation of a term's count in a text as a step from 1 to 7.

    `count * (K1 + 1) / (count + K1 * (1 - B + B * length / average))`, Robertson and Zaragoza,
    The Probabilistic Relevance Framework (2009), section 3.4.
    """
    saturation = count * _MOST / (count + K1 * (1 - B + B * length / average))
    return min(LEVELS, 1 + int(saturation / _MOST * LEVELS))
