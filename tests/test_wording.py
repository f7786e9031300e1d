"""The site says things in its own words: no seven words in a row of the first five articles, names aside.

The articles are not in the repository, only digests of their runs of words (see `make_runs`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from make_runs import LENGTH, RUNS, SIZE, digests, pack, unpack, words
from nienbieu.catalog import Catalog, Entry
from nienbieu.frontmatter import Path as Key
from nienbieu.names import LINKED_FOLDERS, entry_names
from nienbieu.pipeline import check_content
from nienbieu.site import Site

ROOT = Path(__file__).resolve().parent.parent
OFFICIAL = ROOT / "tests/data/official-names.txt"
Names = dict[str, list[list[str]]]
"""First word of a name -> the names that begin so, longest first."""
Statement = tuple[str, int, str]
"""File, line and words."""

INVENTED = "Con mèo vàng của Ban Tổ chức Trung ương ngủ trên mái ngói đỏ suốt buổi trưa hè"


def by_first_word(names: Iterable[str]) -> Names:
    """Arrange names for `between_names`."""
    found: Names = {}
    for name in sorted((words(name) for name in names), key=lambda name: (-len(name), name)):
        found.setdefault(name[0], []).append(name)
    return found


def between_names(spoken: list[str], names: Names) -> Iterator[list[str]]:
    """Yield what stands before, between and after the names: no run reaches into or across one."""
    start = place = 0
    while place < len(spoken):
        name = next((n for n in names.get(spoken[place], ()) if spoken[place : place + len(n)] == n), None)
        if name:
            yield spoken[start:place]
            start = place = place + len(name)
        else:
            place += 1
    yield spoken[start:]


def shared(text: str, runs: Collection[bytes], names: Names) -> Iterator[str]:
    """Yield the longest stretches of `text` whose every run of words is among `runs`."""
    for spoken in between_names(words(text), names):
        hits = [start for start, digest in enumerate(digests(spoken)) if digest in runs]
        for _, neighbours in groupby(enumerate(hits), key=lambda item: item[1] - item[0]):
            places = [start for _, start in neighbours]
            yield " ".join(spoken[places[0] : places[-1] + LENGTH])


def official_names(catalog: Catalog) -> Iterator[str]:
    """Documents, organizations and places of the site, titles of sources, and the names of the list.

    Titles of other pages are the site's own headlines, and terms are words like any other: both are checked.
    """
    for folder in LINKED_FOLDERS:
        for entry in catalog.folders[folder].values():
            yield from entry_names(entry, defaultdict(lambda: 1))
    yield from (source.value.title for source in catalog.sources.values() if source.value.title)
    yield from listed_names()


def listed_names() -> list[str]:
    """The names of the list, one a line; lines with `#` tell what follows."""
    lines = OFFICIAL.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def statements(site: Site) -> Iterator[Statement]:
    """Everything people wrote: prose, headings, front matter, terms and notes of sources."""
    for entry in site.catalog.entries:
        yield from ((entry.label, block.line, block.text) for block in site.proses[entry.path].blocks)
        yield from _headings(entry)
        yield from _front_matter(entry)
    yield from ((term.label, term.line, term.value.definition) for term in site.catalog.terms)
    yield from ((s.label, s.line, s.value.note) for s in site.catalog.sources.values() if s.value.note)


def _headings(entry: Entry) -> Iterator[Statement]:
    lines = enumerate(entry.body.split("\n"), 1)
    return ((entry.label, number, line) for number, line in lines if line.startswith("#"))


def _front_matter(entry: Entry) -> Iterator[Statement]:
    return ((entry.label, entry.parsed.line(key), text) for key, text in _texts(entry.parsed.value, ()))


def _texts(value: Any, key: Key) -> Iterator[tuple[Key, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, (dict, list)):
        for inner, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(child, (*key, inner))


@cache
def seed_runs() -> frozenset[bytes]:
    """The runs of the five articles."""
    return unpack(RUNS.read_bytes())


@pytest.fixture(scope="module")
def site() -> Site:
    return check_content(ROOT / "content")[0]


def test_no_statement_repeats_an_article(site: Site) -> None:
    names = by_first_word(official_names(site.catalog))
    found = {
        f"{label}:{line}: {stretch}"
        for label, line, text in statements(site)
        for stretch in shared(text, seed_runs(), names)
    }
    assert sorted(found) == []


def test_the_runs_are_whole() -> None:
    packed = RUNS.read_bytes()
    assert len(seed_runs()) * SIZE == len(packed) > 8000 * SIZE
    assert packed == b"".join(sorted(seed_runs()))


def test_every_listed_name_is_said_and_listed_once(site: Site) -> None:
    said = [f" {' '.join(words(text))} " for _, _, text in statements(site)]
    listed = [" ".join(words(name)) for name in listed_names()]
    assert [name for name in listed if not any(f" {name} " in text for text in said)] == []
    assert len(set(listed)) == len(listed)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ngủ trên mái ngói đỏ suốt buổi", ["ngủ trên mái ngói đỏ suốt buổi"]),
        ("Nó NGỦ, trên mái: ngói đỏ suốt buổi trưa.", ["ngủ trên mái ngói đỏ suốt buổi trưa"]),
        ("ngủ trên mái ngói đỏ suốt", []),
        ("ngủ trên mái ngói xanh suốt buổi trưa hè", []),
        ("của Ban Tổ chức Trung ương ngủ trên mái ngói", []),
        ("con mèo vàng của Ban Tổ chức thành phố", ["con mèo vàng của ban tổ chức"]),
    ],
)
def test_seven_words_in_a_row_are_found_unless_a_name_is_among_them(text: str, found: list[str]) -> None:
    runs = unpack(pack([INVENTED]))
    assert list(shared(text, runs, by_first_word(["Ban Tổ chức Trung ương"]))) == found


def test_spelling_hides_nothing() -> None:
    runs = unpack(pack(["tỉnh uỷ hoà bình khoẻ mạnh và vui"]))
    assert list(shared("Tỉnh ủy Hòa Bình khỏe mạnh và vui", runs, {})) == ["tỉnh ủy hòa bình khỏe mạnh và vui"]
