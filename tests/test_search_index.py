"""The index: what pages give to it, its files, and bringing it up to date."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import ROOT
from corpus import corpus
from nienbieu.__main__ import main
from nienbieu.search.documents import Document, Section, documents, read_documents
from nienbieu.search.extraction import items
from nienbieu.search.index import Index
from nienbieu.search.packing import integer
from nienbieu.search.query.engine import Engine
from nienbieu.search.query.reader import open_index

TEXTS = [path.read_text(encoding="utf-8").rpartition("---")[2] for path in sorted((ROOT / "content").rglob("*.md"))]
PAGES = read_documents(corpus(TEXTS, 120))[0]


def engine(index: Index) -> Engine:
    files = index.files()
    return Engine(lambda path: gzip.decompress(files[path]))


def indexed(pages: list[Document]) -> Index:
    index = Index()
    index.update(pages)
    return index


def addresses(found: Engine, query: str) -> list[tuple[str, float]]:
    return [(result.location, result.score) for result in found.search(query).results]


HTML = """<h1 id="trang">Trang A<a class="headerlink" href="#trang">#</a></h1>
<nav data-search-exclude><a href="/">Trang chủ</a></nav>
<p>Lời đầu<sup data-search-exclude>1</sup> có <b>chữ</b>.</p>
<dl><div><dt>Năm</dt><dd>2018</dd></div><div><dt>Loại</dt><dd>Họp</dd></div></dl>
<h2 id="so-lieu">Số liệu</h2>
<table><thead><tr><th>Tên</th></tr></thead><tbody><tr><th>Phòng</th><td>7</td><td></td></tr></tbody></table>
<h2 id="lien-quan" data-search-exclude>Trang liên quan</h2><ul><li>Trang B</li></ul>
<h2 id="ket">Kết</h2><p>Hết &amp; xong.</p><script>var a = "không";</script>"""


def test_a_page_gives_its_lead_and_its_sections() -> None:
    (page,) = documents(items(HTML, "a/", "Trang A"))
    assert page.location == "a/"
    assert [(s.anchor, s.title) for s in page.sections] == [("", "Trang A"), ("so-lieu", "Số liệu"), ("ket", "Kết")]
    assert [s.text for s in page.sections] == ["Lời đầu có chữ.\nNăm: 2018\nLoại: Họp", "Phòng · 7", "Hết & xong."]


def test_lines_with_an_anchor_are_sections_of_their_page() -> None:
    lines = ['{"location": "a/", "title": "A", "text": "một"}', '{"location": "a/#b", "title": "B", "text": "hai"}']
    assert read_documents(lines) == ([Document("a/", "A", (Section("", "A", "một"), Section("b", "B", "hai")))], [])


def test_every_bad_line_is_told() -> None:
    found, problems = read_documents(['{"location": "a/"}', "[]", "{", '{"location": "b/", "title": "B", "text": "x"}'])
    assert [page.location for page in found] == ["b/"]
    assert [problem.split(":")[0] for problem in problems] == ["dòng 1", "dòng 2", "dòng 3"]


def test_the_same_documents_give_the_same_files() -> None:
    assert indexed(PAGES).files() == indexed(list(reversed(list(reversed(PAGES))))).files()


def test_file_names_change_with_their_contents_and_only_then() -> None:
    before, after = indexed(PAGES).files(), indexed([replace(PAGES[0], title="Khác"), *PAGES[1:]]).files()
    assert {path.partition("/")[0] for path in before if "/" in path}.isdisjoint(
        path.partition("/")[0] for path in after
    )


@pytest.mark.parametrize("value", [0, 1, 127, 128, 300, 2**21, 2**40])
def test_integers_are_leb128(value: int) -> None:
    data = integer(value)
    assert sum((byte & 127) << 7 * place for place, byte in enumerate(data)) == value
    assert [byte >> 7 for byte in data] == [1] * (len(data) - 1) + [0]


def test_every_word_of_every_page_is_found_again() -> None:
    """The files hold exactly what the texts say: word by word, with its diacritics."""
    from nienbieu.search.tokens import words

    files = indexed(PAGES[:20]).files()
    index = open_index(lambda path: gzip.decompress(files[path]))
    for number, page in enumerate(PAGES[:20]):
        for word in set(words(page.sections[0].text)):
            entry = index.entry(word.fold)
            assert entry is not None
            assert any(form.marks[0] == word.marks and number in form.pages for form in entry.forms), word


def changed(page: Document, text: str) -> Document:
    return replace(page, sections=(replace(page.sections[0], text=text),))


CHANGES: dict[str, Callable[[Document], Document]] = {
    "text": lambda page: changed(page, page.sections[0].text[:2000] + " tinh giản biên chế ở một nơi hoàn toàn mới"),
    "words gone": lambda page: changed(page, "Chỉ còn một câu về giải Búa liềm vàng."),
    "title": lambda page: replace(page, title="Hợp nhất hai cơ quan ở Hà Giang"),
    "everything": lambda page: replace(
        changed(page, "quả mận chín đỏ"), title="Quả mận", aliases=("mận hậu",), boost=0.5
    ),
}
QUERIES = (
    "tinh giản biên chế",
    "bua liem vang",
    "hợp nhất hà giang",
    "quả mận",
    "m",
    "hoi nghi",
    "ba liem vagn",
    "mận hậu",
)


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_page_is_found_as_after_a_whole_build(change: str) -> None:
    new = [*PAGES[:7], CHANGES[change](PAGES[7]), *PAGES[8:]]
    renewed = indexed(PAGES)
    renewed.update(new)
    fresh = engine(indexed(new))
    for query in QUERIES:
        found, expected = addresses(engine(renewed), query), addresses(fresh, query)
        assert {page for page, _ in found[:3]} == {page for page, _ in expected[:3]}, query
        # The mean length of a text is kept from the first build: scores may differ by a hair.
        assert [score for _, score in found] == pytest.approx([score for _, score in expected], rel=0.1), query


def test_a_page_more_or_less_is_a_build_anew() -> None:
    index = indexed(PAGES)
    index.update(PAGES[1:])
    assert index.files() == indexed(PAGES[1:]).files()


def test_an_empty_site_has_an_index_too() -> None:
    assert engine(indexed([])).search("búa liềm vàng").results == ()


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "tai-lieu.jsonl"
    path.write_text("\n".join(corpus(TEXTS, 30)) + "\n", encoding="utf-8")
    return path


def test_the_command_makes_an_index_that_the_other_command_reads(
    lines: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "chi-muc"
    assert main(["index", str(lines), str(target)]) == 0
    names = {path.name.partition("-")[0] for path in target.iterdir() if path.is_file()}
    assert names == {"index.bin", "worker.js", "engine"}
    title = json.loads(lines.read_text(encoding="utf-8").splitlines()[3])["title"]
    capsys.readouterr()
    assert main(["search", *title.split(), "--index", str(target)]) == 0
    assert capsys.readouterr().out.splitlines()[1].strip() == "00003/"


def test_an_index_replaces_the_one_before(lines: Path, tmp_path: Path) -> None:
    target = tmp_path / "chi-muc"
    assert main(["index", str(lines), str(target)]) == 0
    lines.write_text("\n".join(corpus(TEXTS, 20)) + "\n", encoding="utf-8")
    assert main(["index", str(lines), str(target)]) == 0
    assert len([path for path in target.iterdir() if path.is_dir()]) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["index", "khong-co.jsonl", "{tmp}/moi"], "không đọc được"),
        (["index", "{lines}", "{tmp}"], "không trống"),
        (["search", "x", "--index", "{tmp}"], "chưa có chỉ mục"),
    ],
)
def test_wrong_calls_say_how_to_put_them_right(
    arguments: list[str], message: str, lines: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([argument.format(tmp=tmp_path, lines=lines) for argument in arguments]) == 2
    assert message in capsys.readouterr().err
