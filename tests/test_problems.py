"""Mistakes in content give exactly the problems that their case files say.

A case file has a first line that says what is true, then files to lay over `tests/minimal`
(`-- mo-hinh/x.md --`; `-- x.md (bỏ) --` takes one away), then the problems to expect.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from nienbieu.__main__ import main
from nienbieu.pipeline import check_content, compile_content
from nienbieu.problems import RENDERINGS, Problem, nearest

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
Make = Callable[..., Path]


def read_case(path: Path) -> tuple[dict[str, str | None], list[str]]:
    """Return the files of a case and the problems it expects."""
    parts = re.split(r"^-- (.+) --\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    files: dict[str, str | None] = {}
    expected: list[str] = []
    for name, text in zip(parts[::2], parts[1::2], strict=True):
        if name == "lỗi":
            expected = text.splitlines()
        elif name.endswith(" (bỏ)"):
            files[name.removesuffix(" (bỏ)")] = None
        else:
            files[name] = text
    return files, expected


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_gives_its_problems(path: Path, content: Make) -> None:
    files, expected = read_case(path)
    root = content(files)
    _, problems = check_content(root)
    found = [str(problem) for problem in problems]
    if os.environ.get("UPDATE_CASES"):  # write what is found, to be read before it is committed
        head, _, _ = path.read_text(encoding="utf-8").partition("-- lỗi --\n")
        path.write_text(head + "-- lỗi --\n" + "".join(f"{line}\n" for line in found), encoding="utf-8")
        expected = found
    assert expected, f"{path.name} expects nothing: a case must show a mistake"
    assert found == expected


def test_minimal_content_has_no_problem(content: Make) -> None:
    assert check_content(content())[1] == ()


def test_twenty_mistakes_are_twenty_problems_at_their_lines(content: Make, capsys: pytest.CaptureFixture[str]) -> None:
    files, expected = read_case(Path(__file__).parent / "cases" / "hai-muoi-loi.txt")
    root = content(files)
    assert main(["check", "--format", "json", "--content", str(root)]) == 1
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert len(found) == len(expected) == 20
    assert len({problem["code"] for problem in found}) >= 12
    assert "Traceback" not in printed.err
    for problem in found:
        text = Path(problem["path"]).read_text(encoding="utf-8")
        assert 1 <= problem["line"] <= text.count("\n") + 1


def test_problems_leave_no_pages(content: Make) -> None:
    compilation = compile_content(content({"mo-hinh/ha-giang.md": "không có đầu trang"}), "https://example.org/")
    assert compilation.problems
    assert compilation.pages == ()
    assert compilation.files == {}


def test_missing_folder_is_a_problem(tmp_path: Path) -> None:
    _, problems = check_content(tmp_path / "nowhere")
    assert [problem.code for problem in problems] == ["thieu-thu-muc"]


def test_github_annotation_escapes_what_would_end_it() -> None:
    problem = Problem("a,b:c.md", 3, "x", "một\nhai 100%", "sửa")
    assert RENDERINGS["github"]([problem]) == "::error file=a%2Cb%3Ac.md,line=3,title=x::một%0Ahai 100%25. sửa."


def test_nearest_prefers_what_the_word_begins() -> None:
    assert nearest("xaydungdang-2019", ["xaydungdang-2017-x", "xaydungdang-2019-10-15-5-diem-nhan"]) == (
        "xaydungdang-2019-10-15-5-diem-nhan"
    )
    assert nearest("hoàn-toàn-khác", ["abc"]) is None
