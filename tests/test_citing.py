"""Citations of pages and claims, in words and for citation software."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nienbieu import citing
from nienbieu.catalog import Catalog, Entry
from nienbieu.pipeline import check_content

ROOT = Path(__file__).resolve().parent.parent
BASE = "https://example.org/nien-bieu/"
CSL_KEYS = {"id", "type", "title", "abstract", "author", "container-title", "issued", "language", "URL"}
CSL_NAMES = frozenset(
    re.findall(
        r"\S+",
        """
    type id categories language journalAbbreviation shortTitle author chair collection-editor compiler composer
    container-author contributor curator director editor editorial-director executive-producer interviewer
    illustrator organizer original-author performer producer recipient reviewed-author translator accessed
    available-date container event-date issued original-date submitted abstract annote archive
    archive_collection archive_location archive-place authority call-number chapter-number citation-number
    citation-label collection-number collection-title container-title container-title-short dimensions division
    DOI edition event event-place first-reference-note-number genre ISAN ISBN ISCI ISMN ISRC ISSN ISWC issue
    jurisdiction keyword locator medium note number number-of-pages number-of-volumes original-publisher
    original-publisher-place original-title page page-first part part-title PMCID PMID printing publisher
    publisher-place references reviewed-title scale section source status supplement title title-short
    translated-title translated-title-short URL version volume year-suffix custom
    """,
    )
)
"""Names an item of csl-data.json may have (https://github.com/citation-style-language/schema)."""
COMMAND = re.compile(r"\\(?:[&%$#_]|(?:textbackslash|textbraceleft|textbraceright|textasciitilde|textasciicircum)\{\})")
ENTRY = re.compile(r"@misc\{(?P<key>[a-z0-9-]+),\n(?P<fields>(?:  [a-z]+ = .+,\n)+)\}\n")
FIELD = re.compile(r"  (?P<name>[a-z]+) = (?P<value>\{.*\}|[a-z]{3}),\n")


@cache
def catalog(folder: str) -> Catalog:
    site, problems = check_content(ROOT / folder)
    assert not problems
    return site.catalog


def model() -> Entry:
    entry = catalog("tests/minimal").get("mo-hinh", "ha-giang")
    assert entry
    return entry


def titled(title: str) -> Entry:
    return replace(model(), record=model().record.model_copy(update={"title": title}))


def read(text: str) -> dict[str, str]:
    """The fields of one entry; fails where the text is not of the form that BibTeX reads."""
    entry = ENTRY.fullmatch(text)
    assert entry, text
    fields = list(FIELD.finditer(entry["fields"]))
    assert "".join(field[0] for field in fields) == entry["fields"]
    return {"key": entry["key"], **{field["name"]: field["value"] for field in fields}}


def is_balanced(value: str) -> bool:
    """Count braces as BibTeX does: also those behind a backslash, and the outermost close at the very end."""
    depth = 0
    for index, char in enumerate(value):
        depth += (char == "{") - (char == "}")
        if depth <= 0 and index < len(value) - 1:
            return False
    return depth == 0


def unescaped(latex: str) -> str:
    """The specials of LaTeX left after its commands are taken out."""
    return re.sub(r"[^\\{}~^&%$#_]", "", COMMAND.sub("", latex))


def test_a_page_is_cited_in_one_line() -> None:
    line = citing.citation_line(titled("Hợp nhất"), BASE)
    assert line == "Niên biểu. “Hợp nhất”. Cập nhật 20/11/2026. https://example.org/nien-bieu/mo-hinh/ha-giang/"


def test_a_claim_is_cited_by_its_anchor() -> None:
    line = citing.citation_line(titled("Về “5 hóa”"), BASE, "c-1a2b3c4d")
    assert line == (
        "Niên biểu. “Về ‘5 hóa’”, mục c-1a2b3c4d. Cập nhật 20/11/2026. "
        "https://example.org/nien-bieu/mo-hinh/ha-giang/#c-1a2b3c4d"
    )


def test_a_permalink_is_the_page_or_the_claim() -> None:
    assert citing.permalink(BASE, model()) == f"{BASE}mo-hinh/ha-giang/"
    assert citing.permalink(BASE, model(), "so-phong") == f"{BASE}mo-hinh/ha-giang/#so-phong"


def test_bibtex_names_the_last_change() -> None:
    assert read(citing.bibtex(titled("Số & chữ"), BASE)) == {
        "key": "nienbieu-mo-hinh-ha-giang",
        "author": "{{Niên biểu}}",
        "title": r"{{Số \& chữ}}",
        "year": "{2026}",
        "month": "nov",
        "note": "{Cập nhật 20/11/2026}",
        "url": "{https://example.org/nien-bieu/mo-hinh/ha-giang/}",
    }


@pytest.mark.parametrize("folder", ["content", "tests/minimal"])
def test_every_record_has_a_sound_entry_of_its_own(folder: str) -> None:
    found = [read(citing.bibtex(entry, BASE)) for entry in catalog(folder).entries]
    assert len({fields["key"] for fields in found}) == len(found)
    for fields in found:
        assert all(is_balanced(value) for value in fields.values() if value.startswith("{"))
        assert unescaped(fields["title"][2:-2]) == ""


LINES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1)


@given(LINES | st.text(r"\{}~^&%$#_ a“”", min_size=1))
def test_no_title_breaks_the_entry(title: str) -> None:
    value = read(citing.bibtex(titled(title), BASE))["title"]
    assert value.startswith("{{") and value.endswith("}}")
    assert is_balanced(value) and is_balanced(value[1:-1])
    assert unescaped(value[2:-2]) == ""


@given(st.text(r"\{}~^&%$#_a", max_size=12))
def test_no_address_breaks_the_entry(path: str) -> None:
    value = read(citing.bibtex(model(), f"https://example.org/{path}/"))["url"]
    assert is_balanced(value)
    assert not re.search(r"[\\{}]", value[1:-1])


@pytest.mark.parametrize(
    ("value", "expected"), [("{{a}}", True), (r"{a\{b}", False), ("{a}{b}", False), ("{a}}", False), ("{a", False)]
)
def test_the_count_of_braces_finds_what_is_wrong(value: str, expected: bool) -> None:
    assert is_balanced(value) is expected


@pytest.mark.parametrize("latex", ["a & b", "100%", r"a\{b\}", "a~b", r"\textbf{a}"])
def test_the_check_of_specials_finds_what_is_wrong(latex: str) -> None:
    assert unescaped(latex)


@pytest.mark.parametrize("folder", ["content", "tests/minimal"])
def test_csl_json_has_the_names_of_its_schema(folder: str) -> None:
    for entry in catalog(folder).entries:
        item = citing.csl_json(entry, BASE)
        assert item.keys() == CSL_KEYS <= CSL_NAMES
        assert item["type"] == "webpage"
        (day,) = item["issued"]["date-parts"]
        assert "-".join(f"{part:02}" for part in day) == entry.updated
        assert item["URL"] == BASE + entry.url
        assert all(author.keys() == {"literal"} for author in item["author"])
