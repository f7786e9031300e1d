"""Everything the pages are made from, worked out once a build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from nienbieu import relations, timeline
from nienbieu.catalog import Catalog, Entry
from nienbieu.claims import Claim, all_statements
from nienbieu.fields import Change
from nienbieu.prose import Prose
from nienbieu.relations import Backlink, Related
from nienbieu.timeline import Moment


@dataclass(frozen=True)
class Site:
    """The checked content and what follows from it. Values are worked out when first asked for."""

    catalog: Catalog
    proses: Mapping[str, Prose]
    base: str = ""
    """Full address of the site with a closing slash; permalinks and feeds need it."""

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """Every dated point, oldest first."""
        return timeline.all_moments(self.catalog)

    @cached_property
    def statements(self) -> tuple[Claim, ...]:
        """Everything that cites a source."""
        return all_statements(self.catalog, self.proses)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claim ledger: statements with a number or a date."""
        return tuple(claim for claim in self.statements if claim.is_strict)

    @cached_property
    def claims_on(self) -> dict[str, list[Claim]]:
        """Page address -> its claims."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(claim.page, []).append(claim)
        return found

    @cached_property
    def by_source(self) -> dict[str, list[Claim]]:
        """Source id -> the statements that rest on it."""
        found: dict[str, list[Claim]] = {source: [] for source in self.catalog.sources}
        for claim in self.statements:
            for source in claim.sources:
                found[source].append(claim)
        return found

    @cached_property
    def backlinks(self) -> dict[str, tuple[Backlink, ...]]:
        """Page address -> who speaks of it."""
        return relations.backlinks(self.catalog, self.proses)

    @cached_property
    def related(self) -> dict[str, tuple[Related, ...]]:
        """Content path -> pages worth reading next."""
        return relations.related(self.catalog)

    @cached_property
    def neighbours(self) -> dict[str, tuple[Entry | None, Entry | None]]:
        """Content path -> the record before and after it in time."""
        return relations.neighbours(self.catalog)

    @cached_property
    def changes(self) -> list[tuple[Change, Entry]]:
        """Public change notes, newest first."""
        found = [(change, entry) for entry in self.catalog.entries for change in entry.record.changes]
        return sorted(found, key=lambda item: (_newest_first(item[0]), item[1].path))

    @property
    def updated(self) -> str:
        """ISO day of the newest change note; the beginning of time on an empty site."""
        return self.changes[0][0].date.iso if self.changes else "1970-01-01"


def _newest_first(change: Change) -> int:
    return -change.date.start.first.toordinal()
