"""What the core makes of the minimal content: links, mentions, timelines, relations, files."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from nienbieu.__main__ import main
from nienbieu.pages import Page
from nienbieu.pipeline import Compilation, check_content, compile_content, compile_rest
from nienbieu.prose import Prose
from nienbieu.tables import Column, Table
from test_problems import read_case

BASE = "https://example.org/nien-bieu/"
Make = Callable[..., Path]


@pytest.fixture
def compiled(content: Make) -> Compilation:
    compilation = compile_content(content(), BASE)
    assert compilation.problems == ()
    return compilation


def page(compilation: Compilation, url: str) -> Page:
    return next(page for page in compilation.pages if page.url == url)


def prose_of(content: Make, body: str) -> tuple[Prose, str]:
    """Render a body in place of a milestone's."""
    root = content()
    path = root / "cot-moc" / "khai-mac-2018.md"
    head = path.read_text(encoding="utf-8").rpartition("---\n")[0]
    path.write_text(f"{head}---\n\n{body}\n", encoding="utf-8")
    site, problems = check_content(root)
    assert not problems, problems
    prose = site.proses["cot-moc/khai-mac-2018.md"]
    return prose, "\n".join(section.html for section in prose.sections)


def linked_words(html: str) -> list[str]:
    return re.findall(r'<a class="nb-auto"[^>]*>([^<]*)</a>', html)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Ở Hà Giang rồi Hà Giang.", ["Hà Giang"]),
        ("Ở Hà Giang.\n\n## Phần hai\n\nLại Hà Giang.", ["Hà Giang", "Hà Giang"]),
        ("Theo Nghị quyết 18-NQ/TW.", ["Nghị quyết 18-NQ/TW"]),
        ("Theo nghị quyết số 18-NQ/TW và 18-NQ/TW.", ["nghị quyết số 18-NQ/TW"]),
        ("Số 118-NQ/TW, 18-NQ/TWA và x18-NQ/TW không phải.[@bao-a-2019]", []),
        ("Ban Tổ chức Trung ương và BTCTW là một.", ["Ban Tổ chức Trung ương"]),
        ("Tinh giản biên chế là việc khó.", ["Tinh giản biên chế"]),
        ("## Hà Giang\n\nXem [Hà Giang](../mo-hinh/ha-giang.md) và Hà Giang.", []),
        ("> Hà Giang nói.\n\n`Hà Giang` và “Hà Giang” thì không, ngoài ngoặc Hà Giang thì có.", ["Hà Giang"]),
        ("“Câu *nhấn Hà Giang* dài” rồi Tuyên Quang.", ["Tuyên Quang"]),
        ("*Hà Giang* và **Tuyên Quang**.", ["Hà Giang", "Tuyên Quang"]),
        ("Hà Giangg, AHà Giang, Hà-Giang.", []),
    ],
)
def test_names_are_linked_at_first_mention(content: Make, body: str, expected: list[str]) -> None:
    text = re.sub(r"(?<!\])(?=\.$|\.\n)", " [@bao-a-2019]", body) if any(c.isdigit() for c in body) else body
    _, html = prose_of(content, text)
    assert linked_words(html) == expected


def test_old_and_new_tone_placement_are_one_name(content: Make) -> None:
    root = content(
        {
            "dia-phuong/hoa-binh.md": (
                "---\ntitle: Hòa Bình\ncategory: province\nsummary: Tỉnh.\nsources: [bao-a-2019]\nplaces: [ha-giang]\n"
                "changes:\n  - {date: 2026-11-20, note: Mới.}\n---\n\nHoà Bình là tên của trang này.\n"
            )
        }
    )
    (root / "cot-moc" / "cu.md").write_text(
        "---\ntitle: Cũ\ndate: 2019\ncategory: period\nsummary: Cũ.\nsources: [bao-a-2019]\n"
        "changes:\n  - {date: 2026-11-20, note: Mới.}\n---\n\nỞ Hoà Bình.\n",
        encoding="utf-8",
    )
    site, problems = check_content(root)
    assert {problem.code for problem in problems} == {"chinh-ta"}  # found, and understood all the same
    assert 'href="../../dia-phuong/hoa-binh/">Hoà Bình</a>' in site.proses["cot-moc/cu.md"].sections[0].html
    assert "nb-auto" not in site.proses["dia-phuong/hoa-binh.md"].sections[0].html


def test_autolink_can_be_turned_off(content: Make) -> None:
    root = content()
    path = root / "mo-hinh" / "ha-giang.md"
    path.write_text(path.read_text(encoding="utf-8").replace("places:", "autolink: false\nplaces:"), encoding="utf-8")
    site, _ = check_content(root)
    assert all("nb-auto" not in section.html for section in site.proses["mo-hinh/ha-giang.md"].sections)


def test_contributors_cannot_bring_script(content: Make) -> None:
    """Raw HTML is refused; even if it were not, it would reach the page as words."""
    root = content()
    path = root / "mo-hinh" / "ha-giang.md"
    path.write_text(
        path.read_text(encoding="utf-8") + "\n<img src=x onerror=alert(1)> [x](javascript:alert(1))\n", encoding="utf-8"
    )
    site, problems = check_content(root)
    assert {problem.code for problem in problems} == {"html-tho", "lien-ket-hong"}
    html = "".join(section.html for section in site.proses["mo-hinh/ha-giang.md"].sections)
    assert "<img" not in html


def test_marks_stand_close_to_the_word(content: Make) -> None:
    _, html = prose_of(content, "Có 5 việc ở *đây* [@bao-a-2019], rồi [@bao-b-2020].")
    assert '</em><sup class="nb-cite"' in html
    assert 'rồi<sup class="nb-cite"' in html


def test_anchor_of_a_block_depends_on_its_words_alone(content: Make) -> None:
    """Reordering, new paragraphs and another title leave the anchors of the rest as they were."""
    root = content()
    path = root / "cot-moc" / "khai-mac-2018.md"
    head, _, _ = path.read_text(encoding="utf-8").rpartition("---\n")

    def anchors(title: str, *blocks: str) -> dict[str, str]:
        path.write_text(head.replace("Khai mạc", title) + "---\n\n" + "\n\n".join(blocks) + "\n", encoding="utf-8")
        site, problems = check_content(root)
        assert not problems
        return {block.text: block.anchor for block in site.proses["cot-moc/khai-mac-2018.md"].blocks}

    one, two = "Câu một ở Hà Giang.", "Câu hai có 5 việc [@bao-a-2019]."
    before = anchors("Khai mạc", one, two)
    after = anchors("Bắt đầu", "Câu mới ở đầu.", two.replace("@bao-a-2019", "@bao-b-2020"), "## Phần", one)
    assert before.items() <= after.items()
    assert len(set(after.values())) == 3


def test_backlinks_quote_the_sentence_that_mentions(compiled: Compilation) -> None:
    links = compiled.site.backlinks["mo-hinh/ha-giang/"]
    assert [(link.entry.slug, link.sentence) for link in links] == [
        ("hoi-nghi-2019", "Hội nghị nhắc mô hình ở Hà Giang."),
        ("18-nq-tw", "Nghị quyết này là căn cứ của mô hình Hà Giang."),
    ]
    shown = page(compiled, "mo-hinh/ha-giang/").body
    assert "Được nhắc đến trong" in shown
    assert "Hội nghị nhắc mô hình ở Hà Giang." in shown


def test_related_pages_say_why(compiled: Compilation) -> None:
    related = compiled.site.related["mo-hinh/ha-giang.md"]
    assert [(item.entry.slug, item.reason) for item in related] == [
        ("khai-mac-2018", "cùng địa phương Hà Giang"),
        ("hoi-nghi-2019", "cùng văn bản Nghị quyết 18-NQ/TW"),
        ("ban-to-chuc-trung-uong", "cùng văn bản Nghị quyết 18-NQ/TW"),
    ]


def test_moments_are_in_time_and_once(compiled: Compilation) -> None:
    moments = [(moment.date.text, moment.title) for moment in compiled.site.moments]
    assert moments == [
        ("2017-10-25", "Nghị quyết 18-NQ/TW"),
        ("2018", "Khai mạc năm 2018"),
        ("2018-09-24", "Hợp nhất hai cơ quan ở Hà Giang"),
        ("2019-01-25", "Lễ trao giải: Búa liềm vàng lần thứ III"),
        ("2019-07-01", "Hội nghị năm 2019"),
        ("2019-09", "Họp lại lần nữa"),
        ("2024", "Tách: Cơ quan C → Cơ quan A và Cơ quan B"),
        ("2025-07-01", "Tuyên Quang"),
    ]
    ids = [moment.id for moment in compiled.site.moments]
    assert len(set(ids)) == len(ids)


def test_neighbours_are_of_the_same_kind(compiled: Compilation) -> None:
    before, after = compiled.site.neighbours["cot-moc/hoi-nghi-2019.md"]
    assert before is not None and before.slug == "khai-mac-2018"
    assert after is None


def test_every_claim_names_its_sources(compiled: Compilation) -> None:
    claims = json.loads(compiled.files["du-lieu/claims.json"])
    assert len({claim["id"] for claim in claims}) == len(claims) == len(compiled.site.claims)
    known = {source["id"] for source in json.loads(compiled.files["du-lieu/sources.json"])}
    for claim in claims:
        assert claim["sources"] and set(claim["sources"]) <= known
    assert "Phòng: 12 → 7 phòng" in {claim["text"] for claim in claims}


def test_tables_match_their_description(compiled: Compilation) -> None:
    package = json.loads(compiled.files["du-lieu/datapackage.json"])
    assert {resource["path"] for resource in package["resources"]} >= {"figures.csv", "timeline.csv", "editions.csv"}
    for resource in package["resources"]:
        rows = list(csv.reader(io.StringIO(compiled.files[f"du-lieu/{resource['path']}"])))
        fields = resource["schema"]["fields"]
        assert rows[0] == [field["name"] for field in fields]
        for row in rows[1:]:
            for cell, field in zip(row, fields, strict=True):
                if cell and field["type"] in ("number", "integer"):
                    float(cell)


def test_a_text_is_never_a_formula() -> None:
    table = Table("x.csv", "", (Column("a", "string", "", lambda row: row),), ("=1+1", "bình thường"))
    assert table.text == "a\n'=1+1\nbình thường\n"


def test_feeds_carry_the_change_notes(compiled: Compilation) -> None:
    feed = ElementTree.fromstring(compiled.files["feed.xml"])
    names = {"a": "http://www.w3.org/2005/Atom"}
    days = [item.findtext("a:updated", namespaces=names) for item in feed.findall("a:entry", names)]
    assert days == sorted(filter(None, days), reverse=True)
    assert feed.findtext("a:updated", namespaces=names) == "2026-11-20T00:00:00Z"
    items = json.loads(compiled.files["feed.json"])["items"]
    assert len(items) == len(days) == 9
    assert all(item["url"].startswith(BASE) for item in items)


def test_same_content_gives_same_bytes(compiled: Compilation, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(tmp_path / "content", elsewhere)
    again = compile_content(elsewhere, BASE)
    assert again.files == compiled.files
    assert [(p.path, p.markdown) for p in again.pages] == [(p.path, p.markdown) for p in compiled.pages]


def test_html_of_a_page_has_no_empty_line(compiled: Compilation) -> None:
    """CommonMark ends an HTML block at an empty line: headings are the only Markdown of a page."""
    for each in compiled.pages:
        for part in re.split(r"^#{1,6} .*$", each.body, flags=re.MULTILINE):
            assert "\n\n" not in part.strip("\n"), each.path


def test_emit_writes_what_the_hooks_mount(content: Make, tmp_path: Path) -> None:
    root, target = content(), tmp_path / "out"
    assert main(["emit", str(target), "--content", str(root), "--base", BASE]) == 0
    compilation = compile_content(root, BASE)
    written = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    assert written == {p.path for p in compilation.pages} | set(compilation.files)
    for each in compilation.pages:
        assert (target / each.path).read_text(encoding="utf-8") == each.markdown
    assert main(["emit", str(target), "--content", str(root)]) == 2


def test_emit_of_flawed_content_writes_nothing(content: Make, tmp_path: Path) -> None:
    target = tmp_path / "out"
    assert main(["emit", str(target), "--content", str(content({"mo-hinh/x.md": "x"}))]) == 1
    assert not target.exists()


@pytest.mark.parametrize("case", sorted((Path(__file__).parent / "cases").glob("*.txt")), ids=lambda path: path.stem)
def test_preview_goes_on_without_what_is_wrong(case: Path, content: Make) -> None:
    compilation = compile_content(content(read_case(case)[0]), BASE)
    rest = compile_rest(compilation, BASE)
    assert rest.problems == compilation.problems
    wrong = {problem.path.removeprefix("content/") for problem in rest.problems}
    assert rest.pages
    assert not wrong & {each.source for each in rest.pages if not each.url.startswith("nguon/")}
