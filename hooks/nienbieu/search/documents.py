"""What is searched: pages with sections, read from lines of `{"location", "title", "text"}`."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BLOCK = re.compile(r"</?(?:p|li|ul|ol|dl|dt|dd|td|th|tr|table|div|h[1-6]|br|pre|figure|figcaption)\b[^<>]*>", re.I)
_SPACE = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"[\s·]*\n[\s·:]*")
_EMPTY_CELLS = re.compile(r"(?:\s*·\s*){2,}")


@dataclass(frozen=True)
class Section:
    """A part of a page with an anchor of its own; the part before the first heading has none."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True)
class Document:
    """One page of the search."""

    location: str
    """Address below the root, without an anchor."""
    title: str
    sections: tuple[Section, ...]
    aliases: tuple[str, ...] = ()
    summary: str = ""
    labels: tuple[str, ...] = ()
    """Short names of things on the page: figures, tables."""
    kind: str = ""
    date: str = ""
    """As shown beside the title."""
    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Name of a facet -> the page's values."""
    boost: float = 1.0
    """Factor of everything but the text; lists of other pages have less than 1."""

    @property
    def fields(self) -> dict[str, tuple[str, ...]]:
        """The texts by the names of their fields."""
        return {
            "title": (self.title,),
            "aliases": self.aliases,
            "summary": (self.summary,),
            "headings": tuple(section.title for section in self.sections if section.anchor),
            "labels": self.labels,
            "text": tuple(section.text for section in self.sections),
        }


def plain(text: str) -> str:
    r"""Return HTML or plain text as lines of composed characters; a line is at least a sentence.

    >>> plain("<p>Một&nbsp;câu</p> <p>A &lt; B</p>"), plain("A < B & C")
    ('Một câu\nA < B', 'A < B & C')
    """
    if _TAG.search(text):
        text = unescape(_TAG.sub("", _BLOCK.sub("\n", text)))
    lines = _LINES.sub("\n", _SPACE.sub(" ", unicodedata.normalize("NFC", text)))
    return _EMPTY_CELLS.sub(" · ", lines).strip("\n ·")


def read_documents(lines: Iterable[str]) -> tuple[list[Document], list[str]]:
    """Read JSON lines; returns the pages in order of address, and every problem as `line: what`.

    Lines whose location has a `#` are sections of the page before it. Further keys, all optional:
    `aliases`, `summary`, `labels`, `kind`, `date`, `facets` and `boost` as in `Document`.
    """
    read: list[Mapping[str, Any]] = []
    problems: list[str] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            problem = _read(line, read)
            problems += [f"dòng {number}: {problem}"] if problem else []
    return documents(read), problems


def _read(line: str, read: list[Mapping[str, Any]]) -> str:
    try:
        found = json.loads(line)
    except ValueError as error:
        return f"không phải JSON ({error}). Mỗi dòng là một đối tượng."
    if not isinstance(found, dict):
        return 'cần một đối tượng như {"location": "a/", "title": "A", "text": "…"}.'
    wrong = [key for key in ("location", "title", "text") if not isinstance(found.get(key), str)]
    if wrong:
        return f"thiếu chuỗi {', '.join(wrong)}."
    read.append(found)
    return ""


def documents(items: Sequence[Mapping[str, Any]]) -> list[Document]:
    """Gather items into pages, in order of address."""
    pages: dict[str, list[Mapping[str, Any]]] = {}
    for item in items:
        pages.setdefault(item["location"].partition("#")[0], []).append(item)
    return [_document(location, parts) for location, parts in sorted(pages.items())]


def _document(location: str, parts: list[Mapping[str, Any]]) -> Document:
    head = next((part for part in parts if "#" not in part["location"]), parts[0])
    sections = [_section(part, plain(head["title"])) for part in parts]
    facets = head.get("facets", {})
    return Document(
        location,
        plain(head["title"]),
        tuple(sections),
        tuple(plain(alias) for alias in head.get("aliases", ())),
        plain(head.get("summary", "")),
        tuple(plain(label) for label in head.get("labels", ())),
        head.get("kind", ""),
        head.get("date", ""),
        tuple((name, tuple(values)) for name, values in sorted(facets.items())),
        float(head.get("boost", 1)),
    )


def _section(part: Mapping[str, Any], page: str) -> Section:
    """The part under the page's own title is its lead, whatever anchor the title has."""
    title = plain(part["title"])
    return Section("" if title == page else str(part["location"].partition("#")[2]), title, plain(part["text"]))
