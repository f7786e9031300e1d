"""Dated points of all records, in order of time, for every timeline of the site."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from nienbieu import labels
from nienbieu.catalog import Catalog, Entry
from nienbieu.edtf import Edtf
from nienbieu.fields import ChangeEvent
from nienbieu.model import Edition


@dataclass(frozen=True)
class Moment:
    """One dated point of one record."""

    date: Edtf
    title: str
    summary: str
    sources: tuple[str, ...]
    entry: Entry
    id: str
    """Permanent anchor, the same on every timeline."""
    url: str
    """Where it is told, below the root."""
    origin: Literal["record", "event", "lineage"]
    """The record's own date, one of its events or one of its changes of organizations."""

    @property
    def kind(self) -> str:
        """Vietnamese word for the kind of its record."""
        return labels.FOLDERS[self.entry.folder]


def all_moments(catalog: Catalog) -> tuple[Moment, ...]:
    """Every dated point of the catalog, oldest first."""
    found = (moment for entry in catalog.entries for moment in moments_of(entry))
    return tuple(sorted(found, key=lambda m: (*m.date.sort_key, m.title, m.id)))


def moments_of(entry: Entry) -> Iterator[Moment]:
    """The record's own date, its lineage and its further events."""
    record, own = entry.record, getattr(entry.record, "date", None)
    if own:
        identity = f"{entry.folder}-{entry.slug}"
        yield Moment(own, _title(entry), record.summary, record.sources, entry, identity, entry.url, "record")
    for event in record.events:
        anchor = moment_anchor(event.date, event.title)
        yield Moment(
            event.date, event.title, "", event.sources, entry, _id(entry, anchor), f"{entry.url}#{anchor}", "event"
        )
    for change in record.lineage:
        if own is None or change.date.text != own.text:
            title = lineage_title(change)
            anchor = moment_anchor(change.date, title)
            yield Moment(
                change.date,
                title,
                change.note or "",
                change.sources,
                entry,
                _id(entry, anchor),
                f"{entry.url}#{anchor}",
                "lineage",
            )


def _title(entry: Entry) -> str:
    """The ceremony is what happens on an edition's date."""
    title = entry.record.title
    return f"Lễ trao giải: {title}" if isinstance(entry.record, Edition) else title


def lineage_title(change: ChangeEvent) -> str:
    """Name a change of organizations: `Hợp nhất: A, B → C`."""
    original, resulting = " và ".join(change.original), " và ".join(change.resulting)
    return f"{labels.CHANGE_KINDS[change.kind]}: " + " → ".join(part for part in (original, resulting) if part)


def moment_anchor(date: Edtf, title: str) -> str:
    """Anchor of an event, made from what it says."""
    return "e-" + hashlib.sha256(f"{date.text} {title}".encode()).hexdigest()[:8]


def _id(entry: Entry, anchor: str) -> str:
    return f"{entry.folder}-{entry.slug}-{anchor}"


def by_year(moments: Iterable[Moment]) -> list[tuple[int, list[Moment]]]:
    """Group moments that are in order by the year they begin in."""
    return [(year, list(group)) for year, group in groupby(moments, key=lambda moment: moment.date.year)]


def moments_about(moments: Iterable[Moment], entry: Entry) -> list[Moment]:
    """The moments of a record and of the records that name it in their front matter."""
    return [moment for moment in moments if moment.entry is entry or names(moment.entry, entry)]


HUBS = {"dia-phuong": "places", "van-ban": "documents", "to-chuc": "organizations"}
"""Folders whose records others name in their front matter, and the key they do it with."""


def names(entry: Entry, other: Entry) -> bool:
    """Tell whether the front matter of `entry` names `other`."""
    key = HUBS.get(other.folder)
    return bool(key) and other.slug in getattr(entry.record, str(key))
