"""The words of a text: the same in Python and in the browser, and the same for every spelling of one word."""

from __future__ import annotations

import doctest
import json
import random
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from conftest import ROOT
from nienbieu.search import concepts, documents, signs, tokens
from nienbieu.search.concepts import COMMON, by_first_word, spellings
from nienbieu.search.scripts import bundle
from nienbieu.search.tokens import words

CONCEPTS = spellings(COMMON.items())
ALPHABET = (
    [chr(c) for c in range(0x20, 0x250)]
    + [chr(c) for c in range(0x300, 0x36F)]
    + [chr(c) for c in range(0x1E00, 0x1F00)]
    + list("đĐÐðƉ.,/-–“”\u00a0\u200b\t\n0123456789" * 8)
    + list("aăâeêioôơuưyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ" * 3)
)


@pytest.fixture(scope="module")
def words_page(browser: Browser) -> Iterator[Page]:
    """A page that has the browser's side of the tokenizer."""
    page = browser.new_page()
    page.add_script_tag(content=bundle(("tokens", "signs"), ("words", "signs")))
    page.evaluate(
        """list => { window.concepts = new Map(); list.forEach((spellings, number) => spellings.forEach((spelling) => {
          const words = spelling.map(([fold, marks]) => ({ fold, marks }));
          if (!concepts.has(words[0].fold)) concepts.set(words[0].fold, []);
          concepts.get(words[0].fold).push([words, number]); })); }""",
        [[[list(word) for word in spelling] for spelling in concept] for concept in CONCEPTS],
    )
    yield page
    page.close()


READ = """texts => texts.map((text) => {
  const found = words(text);
  const plain = signs(found, concepts).filter((sign) => sign.term[0] !== "~");
  return [found.map((w) => [w.fold, w.marks]), plain.map((sign) => [sign.term, sign.start, sign.end])];
})"""
"""Concepts are left out: a reader who types no diacritics may mean them, a text may not."""


def read(text: str) -> list[Any]:
    """The same in Python."""
    found = words(text)
    marked = [list(sign) for sign in signs.signs(found, by_first_word(CONCEPTS)) if sign.term[0] != "~"]
    return [[list(word) for word in found], marked]


def test_both_languages_read_all_content_alike(words_page: Page) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "content").rglob("*.*"))]
    assert len(texts) > 250
    assert words_page.evaluate(READ, texts) == [read(text) for text in texts]


def test_both_languages_read_made_up_text_alike(words_page: Page) -> None:
    chance = random.Random(20261120)
    texts = ["".join(chance.choices(ALPHABET, k=chance.randint(1, 40))) for _ in range(20_000)]
    assert words_page.evaluate(READ, texts) == [read(text) for text in texts]


@pytest.mark.parametrize("module", [concepts, documents, signs, tokens])
def test_examples_in_the_documentation_hold(module: Any) -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("Tỉnh uỷ", "Tỉnh ủy"),
        ("khoẻ", "khỏe"),
        ("qúy", "quý"),
        ("hòan", "hoàn"),
        ("kĩ", "kỹ"),
        ("qui định", "quy định"),
        ("Ðảng", "Đảng"),
        ("1549", "1.549"),
        ("17.2", "17,2"),
        ("07/2018", "7/2018"),
    ],
)
def test_spellings_of_one_word_are_one_word(one: str, other: str) -> None:
    assert words(one) == words(other) == words(unicodedata.normalize("NFD", other)) == words(other.upper())


@pytest.mark.parametrize(
    ("one", "other"), [("bàn", "bán"), ("đang", "dang"), ("cư", "cu"), ("tổ", "tô"), ("1549", "154,9")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert words(one) != words(other)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Nghị quyết số 18-NQ/TW", "nq#18"),
        ("nq 18", "nq#18"),
        ("QĐ 152", "qd#152"),
        ("Quy định số 08-QĐi/TW", "qd#8"),
        ("Nghị quyết 39/2018/NQ-CP", "nq#39"),
        ("ngày 31 tháng 7 năm 2018", "@2018-07-31"),
        ("31/7/2018", "@2018-07-31"),
        ("tháng 7/2018", "@2018-07"),
        ("lần thứ chín", "^9"),
        ("khóa XII", "^12"),
        ("đại hội 13", "^13"),
    ],
)
def test_one_thing_in_many_spellings_is_one_term(text: str, term: str) -> None:
    assert term in {sign.term for sign in signs.signs(words(text), {})}


def test_a_text_introduces_its_abbreviations() -> None:
    found = concepts.introduced("Ủy ban Kiểm tra (UBKT) và Hội đồng (HN) họp; Hội Nhà báo (HNB).")
    assert found == [("UBKT", "Ủy ban Kiểm tra"), ("HNB", "Hội Nhà báo")]


def test_spellings_that_share_one_are_one_concept() -> None:
    joined = spellings([("TW", "trung ương"), ("Trung ương", "Ban Chấp hành Trung ương"), ("HN", "Hà Nội")])
    assert len(joined) == 2
    assert json.dumps(joined) == json.dumps(
        spellings([("HN", "Hà Nội"), ("trung ương", "TW", "ban chấp hành trung ương")])
    )
