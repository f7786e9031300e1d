"""Vietnamese text, dates, front matter and citations: the small parts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nienbieu import edtf, text
from nienbieu.frontmatter import parse_markdown, parse_yaml
from nienbieu.locate import Locator, mask_code
from nienbieu.notes import Citation, Notes, parse_citation
from nienbieu.urls import relative

VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyAĐÂ àáảãạằắẳẵặầấẩẫậòóỏõọùúủũụỳýỷỹỵ -/.,0123456789")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Tỉnh uỷ", "Tỉnh ủy"),
        ("hoà bình", "hòa bình"),
        ("khoẻ", "khỏe"),
        ("Thuý", "Thúy"),
        ("quý", "quý"),
        ("hoàn", "hoàn"),
        ("toán học", "toán học"),
        ("UỶ BAN", "ỦY BAN"),
        ("hóa", "hóa"),
        ("ngoài", "ngoài"),
        ("Quy định", "Quy định"),
    ],
)
def test_tone_marks_move_to_their_new_place(old: str, new: str) -> None:
    assert text.new_tone_placement(old) == new
    assert text.new_tone_placement(unicodedata.normalize("NFD", old)) == new


@given(VIETNAMESE)
def test_moving_tone_marks_keeps_length_and_is_done_once(words: str) -> None:
    composed = text.nfc(words)
    moved = text.new_tone_placement(composed)
    assert len(moved) == len(composed)
    assert text.new_tone_placement(moved) == moved
    assert text.fold(moved) == text.fold(composed)


@pytest.mark.parametrize(
    ("words", "slug"),
    [("Đại hội Đảng", "dai-hoi-dang"), ("Ðường", "duong"), ("18-NQ/TW", "18-nq-tw"), ("  “Búa” liềm! ", "bua-liem")],
)
def test_slugs_keep_every_letter(words: str, slug: str) -> None:
    assert text.slugify(words) == slug


@given(st.text())
def test_slugs_are_ascii(words: str) -> None:
    slug = text.slugify(words)
    assert slug == "" or text.SLUG.fullmatch(slug)


@pytest.mark.parametrize(
    ("value", "written"),
    [(1549, "1.549"), (35.8, "35,8"), (-5, "−5"), (97900, "97.900"), (0, "0"), (1234567.5, "1.234.567,5")],
)
def test_numbers_are_written_the_vietnamese_way(value: float, written: str) -> None:
    assert text.number(value) == written


def test_a_sentence_ends_before_a_capital_letter() -> None:
    words = "Hà Giang có 1.549 người (theo TS. ông). Đến 30/9 còn ít… “Vậy” là hết! Xong."
    assert [sentence for _, sentence in text.sentences(words)] == [
        "Hà Giang có 1.549 người (theo TS. ông).",
        "Đến 30/9 còn ít…",
        "“Vậy” là hết!",
        "Xong.",
    ]
    assert text.sentence_at(words, words.index("30/9")) == "Đến 30/9 còn ít…"


@pytest.mark.parametrize(
    ("written", "shown", "first", "last"),
    [
        ("2018-09-24", "24/9/2018", "2018-09-24", "2018-09-24"),
        ("2019-07", "tháng 7/2019", "2019-07-01", "2019-07-31"),
        ("2020-02", "tháng 2/2020", "2020-02-01", "2020-02-29"),
        ("1930~", "khoảng 1930", "1930-01-01", "1930-12-31"),
        ("2016/2019", "2016 – 2019", "2016-01-01", "2019-12-31"),
        ("2018/..", "từ 2018", "2018-01-01", "2018-12-31"),
    ],
)
def test_dates_are_as_exact_as_written(written: str, shown: str, first: str, last: str) -> None:
    date = edtf.parse(written)
    assert str(date) == shown
    assert tuple(day.isoformat() for day in date.sort_key) == (first, last)


@pytest.mark.parametrize("wrong", ["", "2018-13", "2018-02-30", "1/7/2019", "2019/2018", "18", "2019-7", "../2019"])
def test_wrong_dates_are_refused(wrong: str) -> None:
    with pytest.raises(edtf.DateError):
        edtf.parse(wrong)


@given(st.dates())
def test_every_day_can_be_written(day: object) -> None:
    assert edtf.parse(str(day)).iso == str(day)


def test_yaml_keeps_what_is_written() -> None:
    parsed = parse_yaml("a: no\nb: 3/2\nc: 2019-07\nd: 1549\ne: 35.8\nf: '12'\ng: true\nh:\n", "x.yml")
    assert parsed.value == {
        "a": "no",
        "b": "3/2",
        "c": "2019-07",
        "d": 1549,
        "e": 35.8,
        "f": "12",
        "g": True,
        "h": None,
    }
    assert parsed.line(("d",)) == 4
    assert not parsed.problems


def test_body_keeps_its_lines() -> None:
    parsed = parse_markdown("---\ntitle: A\nsummary: B\n---\n\nMột.\n\nHai.\n", "x.md")
    assert parsed.body.split("\n").index("Hai.") == 7
    assert parsed.line(("summary",)) == 3


def test_windows_line_ends_are_read() -> None:
    parsed = parse_markdown("\ufeff---\r\ntitle: A\r\n---\r\n\r\nMột.\r\n", "x.md")
    assert parsed.value == {"title": "A"}
    assert not parsed.problems


@pytest.mark.parametrize(
    ("inside", "citations"),
    [
        ("@a-1", [Citation("a-1")]),
        ("@a-1, đoạn 4", [Citation("a-1", "đoạn 4")]),
        ("@a-1; @b-2, tr. 3; @c", [Citation("a-1"), Citation("b-2", "tr. 3"), Citation("c")]),
        ("@a b", None),
        ("a", None),
    ],
)
def test_citations_are_pandocs(inside: str, citations: list[Citation] | None) -> None:
    assert parse_citation(inside) == citations


def test_notes_are_numbered_by_first_use() -> None:
    notes = Notes()
    assert [notes.mark(source) for source in ("b", "a", "b")] == [(1, "trich-1-1"), (2, "trich-2-1"), (1, "trich-1-2")]


def test_repeats_are_located_one_after_the_other() -> None:
    locator = Locator("x [@a]\n\ny [@a]\n[@a]\n")
    assert [locator.line_of("[@a]") for _ in range(3)] == [1, 3, 4]


def test_blocks_are_located_through_markup() -> None:
    locator = Locator("Một **đậm** [@a].\n\n- mục `x`\n- mục 2\n")
    assert [locator.line_of_block(words) for words in ("Một đậm .", "mục x", "mục 2")] == [1, 3, 4]


def test_blocks_are_located_past_links_and_citations() -> None:
    source = (
        "Xem [[mot-trang|Tên trang]] và [chữ](../a/b.md) [@nguon-mot].\n\n"
        "- a [@nguon-hai]\n- b [[trang]]\n\nXem [[hai]] lần.\n"
    )
    locator = Locator(source)
    blocks = ("Xem Tên trang và chữ.", "a", "b Tên dài của trang", "Xem Tên khác lần.")
    assert [locator.line_of_block(words) for words in blocks] == [1, 3, 4, 6]


def test_masking_code_keeps_offsets() -> None:
    source = "a `[[x]]` b\n`` `y` ``"
    masked = mask_code(source)
    assert len(masked) == len(source)
    assert "[[" not in masked and "y" not in masked and masked.startswith("a ")


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("mo-hinh/x/", "nguon/y/", "../../nguon/y/"),
        ("", "nguon/", "nguon/"),
        ("nguon/", "", "../"),
        ("a/b/", "a/b/", "./"),
        ("a/b/", "a/b/#c", "#c"),
        ("", "feed.xml", "feed.xml"),
        ("du-lieu/", "du-lieu/claims.json", "claims.json"),
    ],
)
def test_links_are_relative(here: str, there: str, link: str) -> None:
    assert relative(here, there) == link
