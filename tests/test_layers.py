"""The core is pure, and its modules know only what stands below them."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CORE = ROOT / "hooks" / "nienbieu"
HOOKS = sorted((ROOT / "hooks").glob("*.py"))
LAYERS = [
    {"search", "search.query", "search.tokens", "search.packing", "search.documents", "search.extraction"},
    {"search.scripts", "search.weights", "search.signs", "search.query.inputmethod", "search.query.spelling"},
    {"search.concepts", "search.lexicon", "search.query.sections"},
    {"search.postings", "search.query.reader"},
    {"search.index", "search.query.positions"},
    {"search.query.repair", "search.query.slots"},
    {"search.query.plan", "search.query.rank", "search.query.passages"},
    {"search.query.engine"},
    {"problems", "text", "edtf", "urls", "locate", "notes", "tree", "labels", "arguments"},
    {"frontmatter", "fields", "markup", "tables", "quantities"},
    {"model", "upkeep"},
    {"validation", "catalog", "csl", "visits"},
    {"recorded", "links", "names", "prose", "arithmetic", "citing"},
    {"reading", "autolink", "timeline", "references"},
    {"blocks", "rounds", "claims", "relations", "subjects"},
    {"rendering", "site"},
    {"checks", "statistics", "datasets", "ledger", "completeness", "worklist"},
    {"rules"},
    {"exports", "feeds"},
    {"jsonld"},
    {"pages.page", "pages.findable", "lookup"},
    {"pages.records", "pages.sources"},
    {"pages.hubs"},
    {"pages.reference"},
    {"pages"},
    {"pipeline"},
    {"__main__"},
]
"""From the bottom up; a module imports only from lower layers."""
ALLOWED_OUTSIDE = {"frontmatter", "jinja2", "lunr", "markdown", "markupsafe", "pydantic", "yaml"}
FORBIDDEN = {"mkdocs", "material", "logging", "random", "socket", "time", "urllib.request", "requests", "locale"}
NETWORK = {"visits": {"socket", "time", "urllib.request"}}
"""The one module that may reach out, and what for: the command `nienbieu sources` visits addresses."""


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(CORE).with_suffix("").parts).removesuffix(".__init__").removesuffix("__init__")


MODULES = {name: path for path in sorted(CORE.rglob("*.py")) if (name := module_name(path))}


def imports(path: Path) -> set[str]:
    """Names imported anywhere in the file, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module == "nienbieu":
                found |= {f"nienbieu.{alias.name}" for alias in node.names}
    return found


def test_every_module_has_a_layer() -> None:
    placed = [name for layer in LAYERS for name in layer]
    assert sorted(placed) == sorted(MODULES)


@pytest.mark.parametrize("name", sorted(MODULES))
def test_modules_import_only_from_below(name: str) -> None:
    level = next(index for index, layer in enumerate(LAYERS) if name in layer)
    below = set().union(*LAYERS[:level])
    own = {
        imported.removeprefix("nienbieu.") for imported in imports(MODULES[name]) if imported.startswith("nienbieu.")
    }
    assert own <= below


@pytest.mark.parametrize("name", sorted(MODULES))
def test_the_core_is_pure(name: str) -> None:
    outside = {imported for imported in imports(MODULES[name]) if not imported.startswith("nienbieu")}
    roots = {imported.partition(".")[0] for imported in outside}
    assert not (outside | roots) & FORBIDDEN - NETWORK.get(name, set())
    assert roots - set(sys.stdlib_module_names) <= ALLOWED_OUTSIDE


def test_only_the_visiting_command_knows_the_network() -> None:
    """Neither building nor checking can reach it: the command's round is imported by the command line alone."""

    def importers(of: str) -> set[str]:
        return {name for name, path in MODULES.items() if f"nienbieu.{of}" in imports(path)}

    assert importers("visits") == {"rounds"}
    assert importers("rounds") == {"__main__"}


@pytest.mark.parametrize("path", HOOKS, ids=lambda path: path.stem)
def test_hooks_are_thin_and_listed(path: Path) -> None:
    """A hook unpacks, calls and wraps; what it does is in the core, and its place is in mkdocs.yml."""
    assert f"hooks/{path.name}" in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 15, node.name


@pytest.mark.parametrize("path", [*MODULES.values(), *HOOKS], ids=lambda path: path.stem)
def test_modules_stay_small(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") < 250


def test_functions_stay_short() -> None:
    lengths = []
    for path in MODULES.values():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                lengths.append((node.end_lineno or 0) - node.lineno + 1)
    short = sum(length <= 35 for length in lengths)
    assert short / len(lengths) > 0.9
