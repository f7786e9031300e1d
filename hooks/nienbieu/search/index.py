"""The index of a set of documents as files, built whole or brought up to date page by page.

Files below the root of the index:

- `index.bin`: what every query needs, JSON: `pages`, `folder`, first keys of the shards of
  syllables (`u`) and pairs (`b`), `concepts`, `facets`
- `<folder>/u<n>.bin`, `b<n>.bin`: terms and their postings, see `packing`
- `<folder>/v.bin`: all syllables with their frequency, for typing errors
- `<folder>/d<n>.bin`: the card of page n, JSON: location, title, aliases, kind, date and
  sections as `[anchor, heading, text]`

The folder is named after the hash of everything in it, so its files never change.
"""

from __future__ import annotations

import gc
import hashlib
import json
import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

from nienbieu.search.concepts import COMMON, by_first_word, introduced, spellings
from nienbieu.search.documents import Document
from nienbieu.search.packing import common, entry, packed
from nienbieu.search.postings import Postings

SHARD = 2000
"""Bytes of a shard before compression: small enough for a phone, few enough requests for a query."""


class Index:
    """Holds what was indexed, so that a changed page costs little."""

    def __init__(self, glossary: Iterable[Sequence[str]] = ()) -> None:
        """`glossary` lists spellings that mean the same, the first one the main one."""
        self.glossary = [tuple(group) for group in glossary]
        self.documents: list[Document] = []
        self._cards: list[bytes] = []
        self._stores: dict[str, _Shards] = {}

    def update(self, documents: Sequence[Document]) -> None:
        """Index the documents; those that are as they were are left alone."""
        if self._stores and [d.location for d in documents] == [d.location for d in self.documents]:
            self._change(list(documents))
        else:
            gc.disable()  # millions of integers are kept, none in a cycle: looking for cycles takes a fifth of the time
            try:
                self._build(list(documents))
            finally:
                gc.enable()

    def _build(self, documents: list[Document]) -> None:
        self.documents = documents
        groups = [*COMMON.items(), *self.glossary, *_introduced(documents)]
        self.concepts = spellings(groups)
        self.postings = Postings(documents, by_first_word(self.concepts))
        self._stores = {name: _Shards(self.postings, name) for name in ("u", "b")}
        self._cards = [packed(card(document)) for document in documents]

    def _change(self, documents: list[Document]) -> None:
        pairs = zip(self.documents, documents, strict=True)
        changed = {number: old for number, (old, new) in enumerate(pairs) if new != old}
        if not changed:
            return
        self.documents = documents
        dirty = self.postings.change(changed, documents)
        for store in self._stores.values():
            store.renew(dirty)
        for number in changed:
            self._cards[number] = packed(card(documents[number]))

    def files(self) -> dict[str, bytes]:
        """Return path -> bytes of every file."""
        inner = {f"d{n}.bin": data for n, data in enumerate(self._cards)}
        inner["v.bin"] = packed(self._vocabulary())
        for name, store in self._stores.items():
            inner |= {f"{name}{n}.bin": data for n, data in enumerate(store.data)}
        folder = _digest(inner)
        head = packed(_json(self._head(folder)))
        return {"index.bin": head} | {f"{folder}/{path}": data for path, data in inner.items()}

    def _head(self, folder: str) -> dict[str, Any]:
        return {
            "pages": len(self.documents),
            "folder": folder,
            **{name: store.separators for name, store in self._stores.items()},
            "concepts": [[[list(word) for word in s] for s in concept] for concept in self.concepts],
            "facets": facets(self.documents),
        }

    def _vocabulary(self) -> bytes:
        """Lines `shared + rest + frequency`, the first and last as one character from `0` on."""
        lines, before = [], ""
        for fold, count in self.postings.syllables():
            shared = common(before, fold)
            lines.append(chr(48 + shared) + fold[shared:] + chr(48 + int(math.log2(count))))
            before = fold
        return "\n".join(lines).encode()


class _Shards:
    """The terms of one kind, cut into files in order of their keys."""

    def __init__(self, postings: Postings, name: str) -> None:
        self._postings, self._pairs = postings, name == "b"
        self.keys: list[list[str]] = [[]]
        self.data: list[bytes] = []
        size, raw, before = 0, bytearray(), ""
        for key in postings.keys(pairs=self._pairs):
            if size >= SHARD:
                self.data.append(packed(bytes(raw)))
                self.keys.append([])
                size, raw, before = 0, bytearray(), ""
            raw += entry(key, before, postings.forms(key))
            size, before = len(raw), key
            self.keys[-1].append(key)
        self.data.append(packed(bytes(raw)))
        self._cut()

    def _cut(self) -> None:
        """Shortest beginnings that still tell each shard from the one before."""
        firsts = [keys[0] if keys else "" for keys in self.keys]
        lasts = ["", *(keys[-1] if keys else "" for keys in self.keys[:-1])]
        self.separators = ["", *(b[: common(a, b) + 1] for a, b in zip(lasts[1:], firsts[1:], strict=True))]

    def renew(self, dirty: set[str]) -> None:
        """Write anew the shards that hold the keys."""
        touched: dict[int, set[str]] = {}
        for key in dirty:
            if (" " in key) == self._pairs:
                touched.setdefault(bisect_right(self.separators, key) - 1, set()).add(key)
        for number, keys in touched.items():
            all_keys = sorted(k for k in {*self.keys[number], *keys} if self._postings.forms(k))
            self.keys[number] = all_keys
            befores = ["", *all_keys[:-1]]
            parts = (entry(k, b, self._postings.forms(k)) for k, b in zip(all_keys, befores, strict=True))
            self.data[number] = packed(b"".join(parts))


def card(document: Document) -> bytes:
    """What a result shows of a page."""
    sections = [[s.anchor, s.title if s.anchor else "", s.text] for s in document.sections]
    return _json(
        {
            "location": document.location,
            "title": document.title,
            "aliases": document.aliases,
            "kind": document.kind,
            "date": document.date,
            "sections": sections,
        }
    )


def facets(documents: Sequence[Document]) -> dict[str, Any]:
    """Return per facet its `values` and, page by page, the numbers of the page's values in `of`."""
    names = sorted({name for document in documents for name, _ in document.facets})
    found = {}
    for name in names:
        of_page = [dict(document.facets).get(name, ()) for document in documents]
        values = sorted({value for chosen in of_page for value in chosen})
        place = {value: number for number, value in enumerate(values)}
        found[name] = {"values": values, "of": [[place[value] for value in chosen] for chosen in of_page]}
    return found


def _introduced(documents: Sequence[Document]) -> list[tuple[str, str]]:
    return sorted({pair for d in documents for section in d.sections for pair in introduced(section.text)})


def _digest(files: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.encode() + files[path])
    return digest.hexdigest()[:10]


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
