"""The recorded ledger finds what disappears and leaves alone what is merely better said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from nienbieu.__main__ import main
from nienbieu.pipeline import check_content
from nienbieu.recorded import LEDGER

Make = Callable[..., Path]
MODEL = "mo-hinh/ha-giang.md"


@pytest.fixture
def recorded(content: Make) -> Path:
    root = content()
    assert main(["ledger", "--content", str(root)]) == 0
    assert check_content(root)[1] == ()
    return root


def problems_after(root: Path, old: str, new: str, name: str = MODEL) -> list[tuple[str, str, int]]:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [(problem.path, problem.code, problem.line) for problem in check_content(root)[1]]


def test_recording_is_stable(recorded: Path) -> None:
    before = (recorded / LEDGER).read_bytes()
    assert main(["ledger", "--content", str(recorded)]) == 0
    assert (recorded / LEDGER).read_bytes() == before


def test_better_wording_is_free(recorded: Path) -> None:
    assert problems_after(recorded, "nhập hai cơ quan", "hợp nhất hai cơ quan") == []


def test_a_new_statement_is_free(recorded: Path) -> None:
    assert problems_after(recorded, "## Số phòng", "Thêm 9 việc mới [@bao-b-2020].\n\n## Số phòng") == []


def test_a_changed_digit_is_found_at_its_line(recorded: Path) -> None:
    assert problems_after(recorded, "ngày 24/9/2018", "ngày 25/9/2018") == [(f"content/{MODEL}", "doi-khong-ghi", 19)]


def test_a_change_note_ends_the_comparison(recorded: Path) -> None:
    assert problems_after(recorded, "ngày 24/9/2018", "ngày 25/9/2018")
    assert problems_after(recorded, "changes:\n", "changes:\n  - {date: 2026-11-21, note: Sửa ngày.}\n") == []


def test_a_lost_citation_is_found(recorded: Path) -> None:
    name = "cot-moc/hoi-nghi-2019.md"
    found = problems_after(recorded, "[@bao-a-2019; @bao-b-2020]", "[@bao-a-2019]", name)
    assert found == [(f"content/{name}", "bot-nguon", 20)]


def test_a_lost_page_is_found(recorded: Path) -> None:
    (recorded / "cot-moc/khai-mac-2018.md").unlink()
    assert [problem.code for problem in check_content(recorded)[1]] == ["trang-mat"]
    assert main(["ledger", "--content", str(recorded)]) == 0
    assert check_content(recorded)[1] == ()


def test_a_lost_source_of_a_term_is_found(recorded: Path) -> None:
    path = recorded / "thuat-ngu.yml"
    both = path.read_text(encoding="utf-8").replace("[bao-a-2019]", "[bao-a-2019, bao-b-2020]")
    path.write_text(both, encoding="utf-8")
    assert main(["ledger", "--content", str(recorded)]) == 0
    found = problems_after(recorded, "[bao-a-2019, bao-b-2020]", "[bao-a-2019]", "thuat-ngu.yml")
    assert found == [("content/thuat-ngu.yml", "bot-nguon", 1)]


def test_flawed_content_is_not_recorded(content: Make) -> None:
    root = content({"mo-hinh/x.md": "x"})
    assert main(["ledger", "--content", str(root)]) == 1
    assert not (root / LEDGER).exists()


def test_a_broken_ledger_is_a_problem(recorded: Path) -> None:
    (recorded / LEDGER).write_text("{", encoding="utf-8")
    assert [problem.code for problem in check_content(recorded)[1]] == ["json-hong"]
