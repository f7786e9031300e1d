"""How records hang together: who mentions whom, what is near, what comes before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from nienbieu.catalog import Catalog, Entry
from nienbieu.model import Edition
from nienbieu.prose import Prose
from nienbieu.text import sort_key

_SHARED = (
    ("documents", "van-ban", "cùng văn bản"),
    ("places", "dia-phuong", "cùng địa phương"),
    ("organizations", "to-chuc", "cùng tổ chức"),
)
_MOST_RELATED = 6


@dataclass(frozen=True)
class Backlink:
    """A page that speaks of another, with the sentence where it does."""

    entry: Entry
    sentence: str
    sources: tuple[str, ...]
    url: str


@dataclass(frozen=True)
class Related:
    """A page worth reading next and why."""

    entry: Entry
    reason: str


def backlinks(catalog: Catalog, proses: Mapping[str, Prose]) -> dict[str, tuple[Backlink, ...]]:
    """For each page address, the records whose prose speaks of it: one sentence each, by title."""
    found: dict[str, list[Backlink]] = defaultdict(list)
    for entry in sorted(catalog.entries, key=lambda e: sort_key(e.record.title)):
        prose, seen = proses[entry.path], set[str]()
        cited = {block.anchor: block.sources for block in prose.blocks}
        for mention in prose.mentions:
            if mention.target not in seen and mention.target != entry.url:
                seen.add(mention.target)
                found[mention.target].append(
                    Backlink(entry, mention.sentence, cited[mention.anchor], f"{entry.url}#{mention.anchor}")
                )
    return {target: tuple(links) for target, links in found.items()}


def related(catalog: Catalog) -> dict[str, tuple[Related, ...]]:
    """For each record, the nearest others: those a person named, then those that share rare things."""
    groups = _groups(catalog)
    return {entry.path: tuple(_nearest(entry, catalog, groups)) for entry in catalog.entries}


def _groups(catalog: Catalog) -> dict[tuple[str, str], list[Entry]]:
    groups: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in catalog.entries:
        for key, _, _ in _SHARED:
            for slug in getattr(entry.record, key):
                groups[key, slug].append(entry)
    return groups


def _nearest(entry: Entry, catalog: Catalog, groups: Mapping[tuple[str, str], list[Entry]]) -> Iterator[Related]:
    named = [r for r in entry.record.related if f"{r.to}.md" in catalog.by_path]
    for relation in named:
        yield Related(catalog.by_path[f"{relation.to}.md"], relation.reason)
    scores: dict[str, float] = defaultdict(float)
    reasons: dict[str, list[str]] = defaultdict(list)
    for key, folder, words in _SHARED:
        for slug in getattr(entry.record, key):
            hub, members = catalog.get(folder, slug), groups[key, slug]
            for other in members:
                if hub and other is not entry:
                    # A thing that few pages share says more than one that all share.
                    scores[other.path] += 1 / len(members)
                    reasons[other.path].append(f"{words} {hub.record.title}")
    taken = {f"{relation.to}.md" for relation in named}
    best = sorted(scores.keys() - taken, key=lambda path: (-scores[path], path))
    for path in best[: max(0, _MOST_RELATED - len(named))]:
        yield Related(catalog.by_path[path], "; ".join(reasons[path]))


def neighbours(catalog: Catalog) -> dict[str, tuple[Entry | None, Entry | None]]:
    """For each dated record, the one before and the one after it in time, of the same kind."""
    found: dict[str, tuple[Entry | None, Entry | None]] = {}
    for folder in catalog.folders.values():
        dated = in_time(folder.values())
        for index, entry in enumerate(dated):
            after = dated[index + 1] if index + 1 < len(dated) else None
            found[entry.path] = (dated[index - 1] if index else None, after)
    return found


def in_time(entries: Iterable[Entry]) -> list[Entry]:
    """The dated ones of these records, oldest first."""
    keyed = [(time_key(entry), entry.path, entry) for entry in entries if time_key(entry)]
    return [entry for _, _, entry in sorted(keyed, key=lambda item: (item[0], item[1]))]


def time_key(entry: Entry) -> tuple[str, str] | None:
    """Place of a record in time: editions by their year, others by their date."""
    record = entry.record
    if isinstance(record, Edition):
        return f"{record.year}-00-00", ""
    date = getattr(record, "date", None)
    return tuple(day.isoformat() for day in date.sort_key) if date else None
