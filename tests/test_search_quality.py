"""The search on the real content: golden queries, spellings, odd input, terminal and browser alike."""

from __future__ import annotations

import gzip
import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from nienbieu.search.query.engine import Engine
from nienbieu.search.scripts import scripts
from search_tools import CLASSES, FLOORS, Query, by_class, golden, prefixes, quality

DEV, HELD_OUT = golden("dev"), golden("held-out")
QUERIES = DEV + HELD_OUT


@pytest.fixture(scope="module")
def engine(real_site: Path) -> Engine:
    """The engine of the terminal over the index of the real site."""
    return Engine(lambda path: gzip.decompress((real_site / "search" / path).read_bytes()))


@pytest.fixture(scope="module")
def answers(engine: Engine) -> list[tuple[Query, list[str]]]:
    return [(query, [result.location for result in engine.search(query.text).results]) for query in QUERIES]


@pytest.fixture(scope="module")
def browser_engine(browser: Browser, real_url: str) -> Iterator[Page]:
    """A page with the browser's engine over the same index; `ask(texts)` answers with addresses and scores."""
    page = browser.new_page()
    page.goto(real_url + "search/search_index.json")
    source = next(data for name, data in scripts().items() if name.startswith("engine-"))
    page.add_script_tag(content=source.decode())
    page.evaluate(
        """async () => {
          const load = async (path) => new Uint8Array(await new Response((await fetch(path)).body
            .pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
          const engine = await createEngine(load);
          window.ask = async (texts) => {
            const found = [];
            for (const text of texts) found.push(await engine.search(text));
            return found;
          };
          const brief = ({ location, anchor, score }) => [location, anchor, score];
          window.brief = async (texts) => (await ask(texts)).map(({ results }) => results.map(brief));
        }"""
    )
    yield page
    page.close()


def test_the_golden_set_is_sound(real_site: Path) -> None:
    assert len(QUERIES) >= 250
    assert {query.kind for query in DEV} == {query.kind for query in HELD_OUT} == set(CLASSES)
    assert len({query.text.lower() for query in QUERIES}) == len(QUERIES)
    missing = [page for query in QUERIES for page in query.pages if not (real_site / page / "index.html").is_file()]
    assert missing == []


def test_the_right_page_is_first(answers: list[tuple[Query, list[str]]]) -> None:
    whole, classes = quality(answers), by_class(answers)
    assert whole.first >= 0.93
    assert sum(found.first for found in classes.values()) / len(classes) >= 0.93
    assert whole.five >= 0.985
    assert whole.empty == 0


@pytest.mark.parametrize("kind", sorted(FLOORS))
def test_no_class_of_queries_is_left_behind(kind: str, answers: list[tuple[Query, list[str]]]) -> None:
    assert by_class(answers)[kind].first >= FLOORS[kind]


def old_tones(text: str) -> str:
    """`hòa` as `hoà`: the older place of the tone mark in open syllables."""
    pairs = zip(
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        strict=True,
    )
    for new, old in pairs:
        text = re.sub(rf"(?<![qQ]){new}(?!\w)", old, text)
    return text


@pytest.mark.parametrize(
    "respelled", [old_tones, str.upper, lambda text: unicodedata.normalize("NFD", text)], ids=["tone", "case", "nfd"]
)
def test_spelling_does_not_change_the_answer(respelled: Any, engine: Engine) -> None:
    texts = [unicodedata.normalize("NFC", query.text) for query in QUERIES[::2]]
    texts = [text for text in texts if "TƯ" not in text.upper()]  # in capitals it cannot be told from `tư`
    changed = [(text, respelled(text)) for text in texts if respelled(text) != text]
    assert len(changed) > 12
    for text, other in changed:
        assert engine.search(text).results[:10] == engine.search(other).results[:10] or _same(engine, text, other), text


def _same(engine: Engine, text: str, other: str) -> bool:
    """The list and its order; what is missing is shown as it was typed."""
    one, two = ([(r.location, r.anchor, r.score) for r in engine.search(t).results] for t in (text, other))
    return one == two


def test_terminal_and_browser_give_the_same_list(engine: Engine, browser_engine: Page) -> None:
    quoted = [f'"{text}"' for text in ("búa liềm vàng", "tinh giản biên chế", "không có cụm này", "hai con dấu")]
    texts = [*(query.text for query in QUERIES), *prefixes(QUERIES[::30]), *quoted, "", "…", '"']
    found = browser_engine.evaluate("brief", texts)
    expected = [[[r.location, r.anchor, r.score] for r in engine.search(text).results] for text in texts]
    differing = [text for text, one, two in zip(texts, found, expected, strict=True) if one != two]
    assert differing == []


def test_no_beginning_of_a_query_is_a_fault(browser_engine: Page) -> None:
    """A letter or a word of the site always finds something; only a number nobody wrote may find nothing."""
    texts = prefixes(QUERIES)
    found = browser_engine.evaluate("async (texts) => (await ask(texts)).map((answer) => answer.results.length)", texts)
    silent = [text for text, count in zip(texts, found, strict=True) if not count and re.search(r"[^\W\d]", text)]
    assert len(texts) > 5_000
    assert silent == []


def test_no_text_is_a_fault(browser_engine: Page) -> None:
    chance = random.Random(7)
    kinds = [
        (0x20, 0x7F),
        (0x80, 0x24F),
        (0x300, 0x36F),
        (0x1E00, 0x1EFF),
        (0x2000, 0x206F),
        (0x4E00, 0x4FFF),
        (0x1F300, 0x1F6FF),
    ]
    texts = [
        "".join(chr(chance.randint(*chance.choice(kinds))) for _ in range(chance.randint(1, 24))) for _ in range(10_000)
    ]
    count = browser_engine.evaluate(
        "async (texts) => (await ask(texts)).filter((answer) => Array.isArray(answer.results)).length", texts
    )
    assert count == len(texts)


@pytest.mark.parametrize(
    ("query", "phrase"),
    [('"hai con dấu"', "hai con dấu"), ('"biên chế" 2018', "biên chế"), ('"Ban Chỉ đạo Giải"', "ban chỉ đạo giải")],
)
def test_words_in_quotation_marks_stand_just_so(query: str, phrase: str, engine: Engine, real_site: Path) -> None:
    found = engine.search(query)
    assert found.results
    assert not found.is_relaxed
    for result in found.results:
        page = (real_site / result.location / "index.html").read_text(encoding="utf-8")
        assert phrase in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page)).lower(), result.location


def test_a_quotation_that_nothing_has_gives_the_nearest(engine: Engine) -> None:
    found = engine.search('"hai con dấu vàng rực"')
    assert found.is_relaxed
    assert found.results
