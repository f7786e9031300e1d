"""Reading the content folder: files in, a catalog and every mistake of writing out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from nienbieu.catalog import Catalog, Entry, Located
from nienbieu.frontmatter import Parsed, parse_markdown, parse_yaml
from nienbieu.model import KINDS, Award, Record, Source, Term
from nienbieu.problems import Problem, did_you_mean
from nienbieu.text import SLUG, nfc, slugify
from nienbieu.validation import build

GLOSSARY = "thuat-ngu.yml"
SOURCES = "nguon"
TODO = "viec-can-lam.yml"
"""The editors' own list of unverified facts; read by people only."""

T = TypeVar("T", Source, Term)


def read_content(root: Path, label: str = "content") -> Catalog:
    """Read every file below `root`; `label` is how problems name that folder."""
    problems: list[Problem] = []
    if not root.is_dir():
        missing = Problem(label, 1, "thieu-thu-muc", "không có thư mục này", "Kiểm tra CONTENT_DIR hoặc tạo thư mục")
        return Catalog((), {}, (), (missing,))
    entries: list[Entry] = []
    sources: list[Located[Source]] = []
    terms: list[Located[Term]] = []
    for path in sorted(p for p in root.rglob("*") if p.is_file()):
        name = path.relative_to(root).as_posix()
        if name == TODO or name.startswith(".") or "/." in name:
            continue
        found = _text(path, f"{label}/{name}", problems)
        if found is None:
            continue
        if name == GLOSSARY:
            terms += _items(Term, found, f"{label}/{name}", problems)
        elif name.startswith(f"{SOURCES}/") and name.endswith(".yml"):
            sources += _items(Source, found, f"{label}/{name}", problems)
        elif problem := _misplaced(name, f"{label}/{name}"):
            problems.append(problem)
        elif entry := _entry(name, f"{label}/{name}", found, problems):
            entries.append(entry)
    problems += _same_title(entries)
    return Catalog(tuple(entries), _by_id(sources, problems), tuple(terms), tuple(problems))


def _text(path: Path, label: str, problems: list[Problem]) -> str | None:
    try:
        return nfc(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        problems.append(
            Problem(
                label,
                1,
                "khong-phai-utf8",
                "tệp không phải văn bản UTF-8",
                "Lưu lại tệp với bảng mã UTF-8, hoặc xóa nếu đây không phải bài viết",
            )
        )
        return None


def _misplaced(name: str, label: str) -> Problem | None:
    folder, _, rest = name.partition("/")
    if not rest or folder not in KINDS:
        known = [*KINDS, SOURCES]
        return Problem(
            label,
            1,
            "sai-cho",
            f"tệp không nằm trong thư mục nào của nội dung ({', '.join(known)})",
            did_you_mean(folder, known, "Chuyển tệp vào một thư mục ấy"),
        )
    if "/" in rest or not rest.endswith(".md"):
        return Problem(
            label,
            1,
            "sai-cho",
            "mỗi bài là một tệp .md nằm ngay trong thư mục của loại bài",
            f"Đặt tên dạng content/{folder}/{slugify(rest.rpartition('/')[2].removesuffix('.md'))}.md",
        )
    slug = rest.removesuffix(".md")
    if slug == "index" and folder != "bua-liem-vang":
        return Problem(
            label,
            1,
            "ma-trung",
            f"địa chỉ /{folder}/ đã dành cho trang mục lục được tạo tự động",
            "Đổi tên tệp thành tên riêng của bài",
        )
    if not SLUG.fullmatch(slug):
        return Problem(
            label,
            1,
            "ma-sai",
            f"tên tệp '{rest}' không dùng được làm địa chỉ trang",
            f"Đổi tên thành '{slugify(slug)}.md': chữ thường không dấu, chữ số và gạch nối",
        )
    return None


def _entry(name: str, label: str, content: str, problems: list[Problem]) -> Entry | None:
    parsed = parse_markdown(content, label)
    problems += parsed.problems
    if any(problem.code in ("yaml-hong", "thieu-dau-trang") for problem in parsed.problems):
        return None
    kind: type[Record] = Award if name == "bua-liem-vang/index.md" else KINDS[name.partition("/")[0]]
    record, found = build(kind, parsed, label)
    problems += found
    return Entry(record, name, parsed, label) if record else None


def _items(kind: type[T], content: str, label: str, problems: list[Problem]) -> Iterator[Located[T]]:
    parsed: Parsed = parse_yaml(content, label)
    problems += parsed.problems
    if not isinstance(parsed.value, list):
        if not parsed.problems:
            problems.append(
                Problem(label, 1, "gia-tri-sai", "tệp phải là một danh sách", "Mở đầu mỗi mục bằng dấu '- '")
            )
        return
    for index in range(len(parsed.value)):
        item, found = build(kind, parsed, label, (index,))
        problems += found
        if item:
            yield Located(item, label, parsed.line((index,)))


def _by_id(sources: Iterable[Located[Source]], problems: list[Problem]) -> dict[str, Located[Source]]:
    found: dict[str, Located[Source]] = {}
    for source in sources:
        first = found.setdefault(source.value.id, source)
        if first is not source:
            problems.append(
                Problem(
                    source.label,
                    source.line,
                    "ma-trung",
                    f"nguồn '{source.value.id}' đã có ở {first.label}:{first.line}",
                    "Bỏ bản lặp hoặc đặt mã khác",
                )
            )
    return dict(sorted(found.items()))


def _same_title(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Two pages of one kind that nobody could tell apart by name cannot both stand."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        first = seen.setdefault(entry.record.title.casefold() + "/" + entry.folder, entry)
        if first is not entry:
            yield entry.problem(
                entry.parsed.line(("title",)),
                "ten-trung",
                f"tên '{entry.record.title}' đã là tên của {first.label}",
                "Gộp hai bài, hoặc đặt tên phân biệt được",
            )
