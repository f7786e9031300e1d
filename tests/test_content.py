"""The real content: no problem, every fact of the first articles, names and spellings in order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from nienbieu import text
from nienbieu.catalog import Entry
from nienbieu.model import Place
from nienbieu.pipeline import check_content
from nienbieu.problems import Problem
from nienbieu.site import Site

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted(path for path in (ROOT / "content").rglob("*") if path.is_file())
FACTS = dict(
    line.split()
    for line in (ROOT / "tests/data/seed-facts.txt").read_text(encoding="utf-8").splitlines()
    if line[0] != "#"
)


@pytest.fixture(scope="module")
def checked() -> tuple[Site, tuple[Problem, ...]]:
    return check_content(ROOT / "content")


def test_no_problem(checked: tuple[Site, tuple[Problem, ...]]) -> None:
    assert [str(problem) for problem in checked[1]] == []


def test_every_fact_of_the_articles_is_told_beside_its_source(checked: tuple[Site, tuple[Problem, ...]]) -> None:
    site, _ = checked
    told = {
        (fact, source)
        for entry in site.catalog.entries
        for fact in entry.record.facts
        for source in site.proses[entry.path].uses
    }
    missing = [fact for fact, source in FACTS.items() if (fact, source) not in told]
    assert len(FACTS) == 246
    assert missing == []


def test_every_kind_has_records(checked: tuple[Site, tuple[Problem, ...]]) -> None:
    for folder, entries in checked[0].catalog.folders.items():
        assert len(entries) >= 3, folder


def test_places_old_and_new_close_without_loss(checked: tuple[Site, tuple[Problem, ...]]) -> None:
    """Every name that ended leads to a unit of today, which names it as one of its parts."""
    places = {entry.slug: entry.record for entry in checked[0].catalog.folders["dia-phuong"].values()}
    for slug, place in places.items():
        assert isinstance(place, Place)
        assert bool(place.ended) == bool(place.part_of), slug
        if place.part_of:
            today = places[place.part_of]
            assert isinstance(today, Place) and not today.ended
            assert any(place.title in change.original for change in today.lineage), slug


FLOORS = {
    # words of prose, claims, distinct sources, pages linked to
    "cot-moc": (120, 3, 1, 2),
    "bua-liem-vang": (150, 5, 2, 2),
    "mo-hinh": (150, 5, 1, 2),
    "van-ban": (40, 1, 1, 1),
    "to-chuc": (40, 1, 1, 1),
    "dia-phuong": (40, 2, 1, 1),
}


def test_no_record_is_a_stub(checked: tuple[Site, tuple[Problem, ...]]) -> None:
    site, thin = checked[0], []
    for entry in site.catalog.entries:
        prose = site.proses[entry.path]
        found = (
            sum(len(block.text.split()) for block in prose.blocks),
            len(site.claims_on.get(entry.url, ())),
            len(prose.uses),
            len({mention.target for mention in prose.mentions} | set(_named(entry))),
        )
        if any(have < floor for have, floor in zip(found, FLOORS[entry.folder], strict=True)):
            thin.append((entry.path, found))
    assert thin == []


def _named(entry: Entry) -> Iterator[str]:
    record = entry.record
    for folder, slugs in (
        ("dia-phuong", record.places),
        ("van-ban", record.documents),
        ("to-chuc", record.organizations),
    ):
        yield from (f"{folder}/{slug}/" for slug in slugs)


def test_every_source_is_cited(checked: tuple[Site, tuple[Problem, ...]]) -> None:
    """A source that nothing rests on would have an empty page."""
    assert [source for source, claims in checked[0].by_source.items() if not claims] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_spelling_is_one_form_throughout(path: Path) -> None:
    """NFC, and the tone mark on the first vowel of `ủy`, `hóa`, `thủy` outside addresses and titles of sources."""
    words = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", words)
    if path.parent.name != "nguon":
        prose = re.sub(r"https?://\S+", "", words)
        old = [word for word in re.findall(r"\w+", prose) if text.new_tone_placement(word) != word]
        assert old == []
