"""All that people wrote, as one value: records, sources and terms, with their places in files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from nienbieu.frontmatter import Parsed
from nienbieu.model import KINDS, Record, Source, Term
from nienbieu.problems import Problem

T = TypeVar("T", Source, Term)


@dataclass(frozen=True)
class Entry:
    """A record with where it was written."""

    record: Record
    path: str
    """File below the content folder: `mo-hinh/ha-giang.md`."""
    parsed: Parsed
    label: str
    """File as problems name it: `content/mo-hinh/ha-giang.md`."""

    @property
    def folder(self) -> str:
        """Folder of the file, which decides the kind."""
        return self.path.partition("/")[0]

    @property
    def slug(self) -> str:
        """Last part of the URL; the award's own page has the folder's name."""
        name = self.path.rpartition("/")[2].removesuffix(".md")
        return self.folder if name == "index" else name

    @property
    def url(self) -> str:
        """URL below the site's root: `mo-hinh/ha-giang/`."""
        return self.path.removesuffix(".md").removesuffix("/index") + "/"

    @property
    def body(self) -> str:
        """Markdown prose."""
        return self.parsed.body

    @property
    def updated(self) -> str:
        """ISO day of the newest change note: the only date a page shows as its own."""
        return max(change.date.iso for change in self.record.changes)

    def problem(self, line: int, code: str, message: str, cure: str) -> Problem:
        """A problem in this file."""
        return Problem(self.label, line, code, message, cure)


@dataclass(frozen=True)
class Located(Generic[T]):
    """A source or a term with where it was written."""

    value: T
    label: str
    """File as problems name it."""
    line: int
    sound: bool = True
    """False: it has problems and only its sound keys were read."""


@dataclass(frozen=True)
class Catalog:
    """All that people wrote, by path, plus the problems of reading it."""

    entries: tuple[Entry, ...]
    sources: Mapping[str, Located[Source]]
    terms: tuple[Located[Term], ...]
    problems: tuple[Problem, ...] = ()
    unread: frozenset[str] = frozenset()
    """Records (`mo-hinh/ha-giang.md`) and sources (`nguon/<id>`) that exist but could not be read:
    leading to them is no further mistake."""

    @cached_property
    def by_path(self) -> dict[str, Entry]:
        """`mo-hinh/ha-giang.md` -> entry."""
        return {entry.path: entry for entry in self.entries}

    @cached_property
    def by_slug(self) -> dict[str, list[Entry]]:
        """`ha-giang` and `mo-hinh/ha-giang` -> the entries of that name."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for name in {entry.slug, f"{entry.folder}/{entry.slug}"}:
                found.setdefault(name, []).append(entry)
        return found

    @cached_property
    def folders(self) -> dict[str, dict[str, Entry]]:
        """Folder -> slug -> entry."""
        found: dict[str, dict[str, Entry]] = {folder: {} for folder in KINDS}
        for entry in self.entries:
            found[entry.folder][entry.slug] = entry
        return found

    @property
    def synonyms(self) -> list[tuple[str, ...]]:
        """Spellings of the glossary that mean the same, the main one first, for the search."""
        terms = (term.value for term in self.terms)
        groups = [(t.term, *t.aliases, *([t.stands_for] if t.stands_for else [])) for t in terms]
        return [group for group in groups if len(group) > 1]

    def get(self, folder: str, slug: str) -> Entry | None:
        """The entry of that folder and slug, if it exists."""
        return self.folders[folder].get(slug)

    def has(self, folder: str, slug: str) -> bool:
        """Tell whether a record of that folder and slug was written, readable or not."""
        path = f"{folder}/{slug}.md"
        return path in self.by_path or path in self.unread

    def has_source(self, source: str) -> bool:
        """Tell whether a source was written, readable or not."""
        return source in self.sources or f"nguon/{source}" in self.unread

    def without(self, problems: Iterable[Problem]) -> Catalog:
        """The catalog less what has problems (for the live preview, which goes on without it)."""
        flawed = list(problems)
        labels, places = {p.path for p in flawed}, {(p.path, p.line) for p in flawed}
        kept = {id_: s for id_, s in self.sources.items() if s.sound}
        gone = {e.path for e in self.entries if e.label in labels} | {f"nguon/{s}" for s in self.sources.keys() - kept}
        return Catalog(
            entries=tuple(entry for entry in self.entries if entry.label not in labels),
            sources=kept,
            terms=tuple(term for term in self.terms if term.sound and (term.label, term.line) not in places),
            unread=self.unread | gone,
        )
