"""Names that are linked by themselves: documents, organizations, places and glossary terms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from nienbieu.catalog import Catalog, Entry
from nienbieu.labels import DOCUMENT_TYPES
from nienbieu.model import Document
from nienbieu.problems import Problem
from nienbieu.text import new_tone_placement, slugify

LINKED_FOLDERS = ("van-ban", "to-chuc", "dia-phuong")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Target:
    """What a name leads to."""

    url: str
    """Address below the root, perhaps with an anchor."""
    tooltip: str
    """A term's definition; a record's name says enough."""


@dataclass(frozen=True)
class Match:
    """A name found in a text."""

    start: int
    end: int
    target: Target


class NameIndex:
    """Finds the longest known name at each place of a text; old and new tone placement are one name."""

    def __init__(self, names: Iterable[tuple[str, Target]]) -> None:
        self._by_word: dict[str, list[tuple[str, Target]]] = {}
        for name, target in names:
            key = new_tone_placement(name)
            first = _WORD.search(key)
            if first:
                self._by_word.setdefault(first[0], []).append((key, target))
        for found in self._by_word.values():
            found.sort(key=lambda item: (-len(item[0]), item[0]))

    def matches(self, text: str) -> Iterator[Match]:
        """Yield the names in `text` from left to right, never overlapping."""
        text, position = new_tone_placement(text), 0
        for word in _WORD.finditer(text):
            if word.start() < position:
                continue
            for name, target in self._by_word.get(word[0], ()):
                end = word.start() + len(name)
                if text.startswith(name, word.start()) and _stands_alone(text, word.start(), end):
                    yield Match(word.start(), end, target)
                    position = end
                    break


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 2]
    if before and (before.isalnum() or before in "-/_"):
        return False
    return not after or not (after[0].isalnum() or (after[0] in "-/_" and after[1:].isalnum()))


def build_names(catalog: Catalog) -> tuple[NameIndex, list[Problem]]:
    """Index the names of the catalog; a name that would lead to two pages is a problem."""
    owners: dict[str, tuple[Target, str]] = {}
    problems: list[Problem] = []
    for name, target, label, line in _all_names(catalog):
        key = new_tone_placement(name)
        first, where = owners.setdefault(key, (target, label))
        if first.url != target.url:
            problems.append(
                Problem(
                    label,
                    line,
                    "ten-trung",
                    f"tên '{name}' đã là tên của {where}",
                    "Bỏ tên ấy ở một trong hai nơi, hoặc viết tên dài hơn để phân biệt",
                )
            )
    return NameIndex((name, target) for name, (target, _) in sorted(owners.items())), problems


def _all_names(catalog: Catalog) -> Iterator[tuple[str, Target, str, int]]:
    identifiers = _count_identifiers(catalog)
    for folder in LINKED_FOLDERS:
        for entry in catalog.folders[folder].values():
            target = Target(entry.url, "")
            for name in sorted(filter(None, entry_names(entry, identifiers))):
                yield name, target, entry.label, _name_line(entry, name)
    for term in catalog.terms:
        told = catalog.by_path.get(f"{term.value.see}.md") if term.value.see else None
        url = told.url if told else f"thuat-ngu/#{slugify(term.value.term)}"
        for name in _both_cases([term.value.term, *term.value.aliases]):
            yield name, Target(url, term.value.definition), term.label, term.line


def _name_line(entry: Entry, name: str) -> int:
    aliases = entry.record.aliases
    return entry.parsed.line(("aliases", aliases.index(name)) if name in aliases else ("title",))


def entry_names(entry: Entry, identifiers: Mapping[str, int]) -> set[str]:
    """Every name that leads to the page: title, aliases and, for documents, the number.

    A number that two documents bear (each province has its own 04-NQ/TU) names neither.
    """
    record = entry.record
    names = {record.title, *record.aliases}
    if not isinstance(record, Document):
        return names
    if record.identifier and identifiers[record.identifier] == 1:
        label = DOCUMENT_TYPES.get(record.type, "")
        names |= {record.identifier, f"{label} {record.identifier}", f"{label} số {record.identifier}"}
    return set(_both_cases(names))


def _count_identifiers(catalog: Catalog) -> Counter[str]:
    records = (entry.record for entry in catalog.folders["van-ban"].values())
    return Counter(r.identifier for r in records if isinstance(r, Document) and r.identifier)


def _both_cases(names: Iterable[str]) -> Iterator[str]:
    """A term may open a sentence or stand inside one; abbreviations keep their capitals."""
    for name in names:
        yield name
        if name[1:2].islower() or name[1:2] == " ":
            yield name[0].lower() + name[1:]
            yield name[0].upper() + name[1:]
