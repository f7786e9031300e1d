"""The whole compilation as one value: `compile_content(root, base) -> Compilation`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from nienbieu import checks, exports, feeds, rules
from nienbieu.arithmetic import check_arithmetic
from nienbieu.catalog import Catalog
from nienbieu.completeness import check_completeness
from nienbieu.ledger import check_ledger
from nienbieu.names import build_names
from nienbieu.pages import Page, all_pages
from nienbieu.problems import Problem
from nienbieu.reading import read_content
from nienbieu.recorded import LEDGER, read_json
from nienbieu.rendering import render
from nienbieu.site import Site
from nienbieu.worklist import check_worklist, read_worklist


@dataclass(frozen=True)
class Compilation:
    """Content that was read, checked and made into pages and files."""

    site: Site
    pages: tuple[Page, ...]
    files: dict[str, str]
    """Data files and feeds: path below the root -> text."""
    problems: tuple[Problem, ...]


def check_content(root: Path, label: str = "content") -> tuple[Site, tuple[Problem, ...]]:
    """Read and check the content folder without making pages; `label` names it in problems."""
    catalog = read_content(root, label)
    site, problems = _check(catalog)
    broken: list[Problem] = []
    recorded = read_json(root / LEDGER, label, broken)
    bases, unreadable = read_worklist(root, label)
    found = {*problems, *broken, *unreadable, *check_ledger(site, recorded, label), *check_worklist(site, bases, label)}
    return site, tuple(sorted(found))


def compile_content(root: Path, base: str, label: str = "content") -> Compilation:
    """Compile the content folder.

    With problems there are no pages: the caller decides between stopping and `compile_rest`.
    `base` is the site's full address with a closing slash; only feeds need it.
    """
    site, problems = check_content(root, label)
    return Compilation(site, (), {}, problems) if problems else _compile(replace(site, base=base))


def compile_rest(compilation: Compilation, base: str) -> Compilation:
    """Compile what is left when everything with a problem is taken out (for the live preview)."""
    site, _ = _check(compilation.site.catalog.without(compilation.problems))
    return replace(_compile(replace(site, base=base)), problems=compilation.problems)


def _check(catalog: Catalog) -> tuple[Site, tuple[Problem, ...]]:
    names, name_problems = build_names(catalog)
    site = Site(catalog, {entry.path: render(entry, catalog, names) for entry in catalog.entries})
    problems = [
        *catalog.problems,
        *name_problems,
        *checks.check_references(catalog),
        *rules.check_figures(catalog),
        *rules.check_facts(catalog),
        *rules.check_events(catalog),
        *rules.check_spelling(catalog),
        *rules.check_terms_once(catalog),
        *rules.check_disagreements(catalog),
        *rules.check_editions(catalog),
        *(problem for entry in catalog.entries for problem in check_arithmetic(entry)),
        *check_completeness(site),
        *rules.check_anchors(catalog, site.proses),
        *rules.check_links(catalog, site.proses),
        *(problem for prose in site.proses.values() for problem in prose.problems),
    ]
    return site, tuple(sorted(set(problems)))


def _compile(site: Site) -> Compilation:
    return Compilation(site, all_pages(site), dict(_files(site)), ())


def _files(site: Site) -> Iterator[tuple[str, str]]:
    for file in exports.all_files(site):
        yield f"du-lieu/{file.name}", file.text
    yield "feed.json", feeds.json_feed(site)
    yield "feed.xml", feeds.atom(site)
