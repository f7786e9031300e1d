"""Which page says what: term -> postings, kept so that one page can change.

Inside, a word or sign is an integer (its number in the lexicon) and a pair of neighbouring words is
`(first + 1) << 20 | second`: counting integers is what keeps a build of thousands of pages short.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from nienbieu.search.documents import Document
from nienbieu.search.lexicon import Lexicon
from nienbieu.search.packing import Form
from nienbieu.search.signs import Concepts
from nienbieu.search.tokens import words
from nienbieu.search.weights import BOOSTS, NameWeights, level

_BEGINNING = 3
"""Letters of a beginning that has suggestions of its own; longer ones are looked up among the syllables."""
_SUGGESTIONS = 12
_NAME_WORDS = 8
"""Names of more words are found by their words alone."""


class Postings:
    """Postings of all documents: code -> array of `page << 12 | name << 4 | level`."""

    def __init__(self, documents: Sequence[Document], concepts: Concepts) -> None:
        """Count every document; a page's number is its place in `documents`."""
        self._lexicon = Lexicon(concepts)
        self._by_key: dict[str, set[int]] = {}
        self._lists: dict[int, array[int]] = {}
        self._naming = NameWeights()
        self._whole: dict[int, set[str]] = {}
        self._names: list[dict[int, int]] = []
        self._beginnings: dict[str, list[int]] = {}
        self._name(dict(enumerate(documents)))
        texts = [self._text(document) for document in documents]
        self._average = sum(map(len, texts)) / max(1, len(texts)) or 1.0
        lists: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
        for page, codes in enumerate(texts):
            for code, value in self._count(page, documents[page], codes).items():
                lists[code].append(value)
        self._lists = dict(lists)
        for code in lists:
            self._by_key.setdefault(self._lexicon.key(code), set()).add(code)

    def change(self, old: Mapping[int, Document], documents: Sequence[Document]) -> set[str]:
        """Take over the pages that `old` numbers; returns the keys whose postings are other now.

        The average length stays that of the first count: one page hardly moves it, and with it
        every weight of every page would move.
        """
        before = {page: self._count(page, document, self._text(document)) for page, document in old.items()}
        names, beginnings = self._names, self._beginnings
        self._name({page: documents[page] for page in old})
        touched = self._rename(names)
        for page, counted in before.items():
            after = self._count(page, documents[page], self._text(documents[page]))
            touched |= {code for code in {*counted, *after} if self._set(page, code, after.get(code))}
        changed = {key for key in {*beginnings, *self._beginnings} if beginnings.get(key) != self._beginnings.get(key)}
        return {self._lexicon.key(code) for code in touched} | changed

    def keys(self, pairs: bool) -> list[str]:
        """Keys in order: of neighbouring words, or of single words, signs, beginnings and whole names."""
        found = [key for key in self._by_key if (" " in key) == pairs]
        return sorted(found if pairs else [*found, *self._beginnings])

    def forms(self, key: str) -> list[Form]:
        """The spellings of a key, the most frequent first; none for a key that no page has any more."""
        if key in self._beginnings:
            return [((0,), self._beginnings[key])]
        codes = [code for code in self._by_key.get(key, ()) if self._lists[code]]
        marked = sorted((-len(self._lists[code]), self._lexicon.marks(code), code) for code in codes)
        return [(marks, self._lists[code]) for _, marks, code in marked]

    def syllables(self) -> Iterator[tuple[str, int]]:
        """Every word of letters with the number of pages that have it, in order."""
        for key in self.keys(pairs=False):
            if key.isalpha():
                pages = {posting >> 12 for _, postings in self.forms(key) for posting in postings}
                if pages:
                    yield key, len(pages)

    def _list(self, code: int) -> array[int]:
        found = self._lists.get(code)
        if found is None:
            found = self._lists[code] = array("I")
            self._by_key.setdefault(self._lexicon.key(code), set()).add(code)
        return found

    def _set(self, page: int, code: int, value: int | None) -> bool:
        """Put one posting in its place, or take it out; says whether anything changed."""
        postings = self._list(code)
        at = bisect_left(postings, page << 12)
        present = at < len(postings) and postings[at] >> 12 == page
        if (postings[at] if present else None) == value:
            return False
        if present:
            del postings[at]
        if value is not None:
            postings.insert(at, value)
        return True

    def _rename(self, before: Sequence[Mapping[int, int]]) -> set[int]:
        """Put changed name weights into the postings; returns the codes they belong to."""
        touched = set()
        for page, (old, new) in enumerate(zip(before, self._names, strict=True)):
            for code in {*old, *new} if old != new else ():
                postings = self._list(code)
                at = bisect_left(postings, page << 12)
                if at < len(postings) and postings[at] >> 12 == page:
                    value = postings[at] & ~(255 << 4) | new.get(code, 0) << 4
                    touched |= {code} if value != postings[at] else set()
                    postings[at] = value
        return touched

    def _text(self, document: Document) -> list[int]:
        return self._lexicon.terms([text for field in document.fields.values() for text in field])

    def _name_terms(self, document: Document) -> dict[str, list[str]]:
        fields = document.fields
        return {field: [str(code) for code in self._lexicon.terms(fields[field])] for field in BOOSTS}

    def _count(self, page: int, document: Document, codes: list[int]) -> dict[int, int]:
        """Code -> posting of one page."""
        counts, names = Counter(codes), self._names[page]
        length, most = len(codes) / document.boost, max(counts.values(), default=0)
        levels = [level(count, length, self._average) for count in range(most + 1)]
        shown = page << 12
        found = {code: shown | levels[count] for code, count in counts.items()}
        for code, weight in names.items():
            found[code] |= weight << 4
        return found

    def _name(self, documents: Mapping[int, Document]) -> None:
        """Weigh the names of the pages, and all others anew where one of these has other names than before."""
        self._whole |= {page: _whole_names(document) for page, document in documents.items()}
        changes = [self._naming.put(page, self._name_terms(d), d.boost) for page, d in documents.items()]
        if any(changes):
            weights = self._naming.weights()
            self._names = [{int(code): weight for code, weight in page.items()} for page in weights]
            self._beginnings = self._suggest() | self._called

    @property
    def _called(self) -> dict[str, list[int]]:
        """Whole name as `=bua_liem_vang` -> the pages that are called so."""
        found: dict[str, list[int]] = defaultdict(list)
        for page in sorted(self._whole):
            for name in self._whole[page]:
                found[name].append(page << 12 | 1)
        return found

    def _suggest(self) -> dict[str, list[int]]:
        """Beginning of a word in names, with `*` -> the pages where it weighs most."""
        best: dict[str, dict[int, int]] = defaultdict(dict)
        for page, names in enumerate(self._names):
            for code, weight in names.items():
                for beginning in self._lexicon.beginnings(code, _BEGINNING):
                    best[beginning][page] = max(weight, best[beginning].get(page, 0))
        return {beginning: _top(pages) for beginning, pages in best.items()}


def _whole_names(document: Document) -> set[str]:
    named = [words(name) for name in (document.title, *document.aliases)]
    return {"=" + "_".join(word.fold for word in name) for name in named if 0 < len(name) <= _NAME_WORDS}


def _top(pages: dict[int, int]) -> list[int]:
    chosen = sorted(pages, key=lambda page: (-pages[page], page))[:_SUGGESTIONS]
    return [page << 12 | pages[page] << 4 | 1 for page in sorted(chosen)]
