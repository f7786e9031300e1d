"""Counts that describe the site itself; they are ours and are shown as such."""

from __future__ import annotations

from dataclasses import dataclass

from nienbieu import labels
from nienbieu.site import Site


@dataclass(frozen=True)
class Overview:
    """How much there is, counted at build."""

    records: dict[str, int]
    """Vietnamese name of the section -> number of records."""
    claims: int
    figures: int
    sources: int
    grades: dict[str, int]
    moments: int
    first_year: int | None
    last_year: int | None

    @property
    def total(self) -> int:
        """Records of all kinds."""
        return sum(self.records.values())


def overview(site: Site) -> Overview:
    """Count the site."""
    sources = [located.value for located in site.catalog.sources.values()]
    years = [moment.date.year for moment in site.moments]
    return Overview(
        records={labels.FOLDERS[folder]: len(entries) for folder, entries in site.catalog.folders.items()},
        claims=len(site.claims),
        figures=sum(len(entry.record.figures) for entry in site.catalog.entries),
        sources=len(sources),
        grades={grade: sum(source.grade == grade for source in sources) for grade in labels.GRADES},
        moments=len(years),
        first_year=min(years, default=None),
        last_year=max(years, default=None),
    )
