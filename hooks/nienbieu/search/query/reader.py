"""Reads the files of an index, whose form `packing.py` and `index.py` describe; the twin of `js/reader.js`."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from nienbieu.search.query.sections import ReadSection, read_sections
from nienbieu.search.signs import LooseConcepts
from nienbieu.search.tokens import Word

Load = Callable[[str], bytes]
"""Path of a file of the index -> its bytes, unpacked."""
_AFTER_ALL = "\uffff"
_MOST_SHARDS = 4
"""Shards that one beginning may ask for: each is a request in the browser."""


@dataclass(frozen=True)
class Form:
    """One spelling of a term: where it stands (`pages`), how much it weighs in the text and in names."""

    marks: tuple[int, ...]
    pages: list[int]
    levels: list[int]
    names: list[int]

    @property
    def count(self) -> int:
        """On how many pages it stands."""
        return len(self.pages)


@dataclass(frozen=True)
class Entry:
    """A term with all its spellings."""

    key: str
    forms: list[Form]

    @property
    def count(self) -> int:
        """Number of postings of all spellings together."""
        return sum(form.count for form in self.forms)

    @property
    def second(self) -> str:
        """The second word of a pair."""
        return self.key.partition(" ")[2]

    def has(self, marks: int) -> bool:
        """Say whether some page spells the word with these marks."""
        return any(form.marks[0] == marks for form in self.forms)


@dataclass(frozen=True)
class Card:
    """What a result shows of a page."""

    location: str
    title: str
    aliases: list[str]
    kind: str
    date: str
    sections: list[ReadSection]


class IndexReader:
    """An open index; every file is read once, when it is first needed."""

    def __init__(self, load: Load, head: Mapping[str, Any]) -> None:
        """`head` is what `index.bin` says."""
        self.pages: int = head["pages"]
        self.concepts = _concepts(head["concepts"])
        self._load, self._folder = load, head["folder"]
        self._separators: dict[str, list[str]] = {store: head[store] for store in ("u", "b")}
        self._shards: dict[tuple[str, int], dict[str, Entry]] = {}
        self._cards: dict[int, Card] = {}

    def entry(self, key: str) -> Entry | None:
        """Return the entry of a term, if some page has it."""
        store = _store_of(key)
        return self._shard(store, self._number(store, key)).get(key)

    def range(self, beginning: str) -> list[Entry]:
        """Return the entries whose key begins so, from at most four shards."""
        store = _store_of(beginning)
        first = self._number(store, beginning)
        last = min(first + _MOST_SHARDS - 1, self._number(store, beginning + _AFTER_ALL))
        shards = [self._shard(store, number) for number in range(first, last + 1)]
        return [entry for shard in shards for key, entry in shard.items() if key.startswith(beginning)]

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """All words of letters with their frequency."""
        return _read_vocabulary(self._file("v").decode())

    def card(self, page: int) -> Card:
        """Return what is shown of a page."""
        if page not in self._cards:
            found = json.loads(self._file(f"d{page}"))
            self._cards[page] = Card(**found | {"sections": read_sections(found["sections"])})
        return self._cards[page]

    def _shard(self, store: str, number: int) -> dict[str, Entry]:
        name = (store, number)
        if name not in self._shards:
            self._shards[name] = _read_shard(self._file(f"{store}{number}"))
        return self._shards[name]

    def _number(self, store: str, key: str) -> int:
        """Number of the last separator that is not after the key."""
        return bisect_right(self._separators[store], key) - 1

    def _file(self, name: str) -> bytes:
        return self._load(f"{self._folder}/{name}.bin")


def open_index(load: Load) -> IndexReader:
    """Open the index whose files `load` gives."""
    return IndexReader(load, json.loads(load("index.bin")))


class _Bytes:
    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    @property
    def has_more(self) -> bool:
        return self._at < len(self._data)

    def byte(self) -> int:
        self._at += 1
        return self._data[self._at - 1]

    def integer(self) -> int:
        value = shift = 0
        while (byte := self.byte()) > 127:
            value |= (byte & 127) << shift
            shift += 7
        return value | byte << shift

    def string(self) -> str:
        length = self.integer()
        self._at += length
        return self._data[self._at - length : self._at].decode()


def _read_form(data: _Bytes, word_count: int) -> Form:
    form = Form(tuple(data.integer() for _ in range(word_count)), [], [], [])
    page = -1
    for _ in range(data.integer()):
        value = data.integer()
        page += (value >> 4) + 1
        form.pages.append(page)
        form.levels.append(value & 7)
        form.names.append(data.byte() if value & 8 else 0)
    return form


def _read_shard(packed: bytes) -> dict[str, Entry]:
    data, entries, key = _Bytes(packed), {}, ""
    while data.has_more:
        key = key[: data.integer()] + data.string()
        word_count = 2 if " " in key else 1
        entries[key] = Entry(key, [_read_form(data, word_count) for _ in range(data.integer())])
    return entries


def _store_of(key: str) -> str:
    return "b" if " " in key else "u"


def _read_vocabulary(text: str) -> dict[str, int]:
    found, word = {}, ""
    for line in filter(None, text.split("\n")):
        word = word[: ord(line[0]) - 48] + line[1:-1]
        found[word] = ord(line[-1]) - 48
    return found


def _concepts(listed: Iterable[Sequence[Sequence[tuple[str, int]]]]) -> LooseConcepts:
    found: dict[str, list[tuple[tuple[Word, ...], int]]] = {}
    for number, spellings in enumerate(listed):
        for spelling in spellings:
            found.setdefault(spelling[0][0], []).append((tuple(Word(*word) for word in spelling), number))
    return found
