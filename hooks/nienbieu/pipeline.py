"""The whole compilation as one value: `compile_content(root) -> Compilation`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nienbieu import checks
from nienbieu.catalog import Catalog
from nienbieu.names import build_names
from nienbieu.problems import Problem
from nienbieu.prose import Prose, render
from nienbieu.reading import read_content


@dataclass(frozen=True)
class Checked:
    """Content that was read and rendered, with every problem found."""

    catalog: Catalog
    proses: dict[str, Prose]
    problems: tuple[Problem, ...]


def check_content(root: Path, label: str = "content") -> Checked:
    """Read and check the content folder without building pages."""
    catalog = read_content(root, label)
    names, name_problems = build_names(catalog)
    proses = {entry.path: render(entry, catalog, names) for entry in catalog.entries}
    problems = [
        *catalog.problems,
        *name_problems,
        *checks.check_references(catalog),
        *checks.check_figures(catalog),
        *checks.check_facts(catalog),
        *checks.check_links(catalog, proses),
        *(problem for prose in proses.values() for problem in prose.problems),
    ]
    return Checked(catalog, proses, tuple(sorted(set(problems))))
