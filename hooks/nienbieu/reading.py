"""Reading the content folder: files in, a catalog and every mistake of writing out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from nienbieu.catalog import Catalog, Entry, Located
from nienbieu.frontmatter import Parsed, parse_markdown, parse_yaml
from nienbieu.model import KINDS, Award, Record, Source, Term
from nienbieu.problems import Problem, did_you_mean
from nienbieu.recorded import NOT_CONTENT, with_states
from nienbieu.text import SLUG, nfc, slugify
from nienbieu.upkeep import STATE_FILE
from nienbieu.validation import build

GLOSSARY = "thuat-ngu.yml"
SOURCES = "nguon"
RESERVED_PAGES = frozenset({"mo-hinh/theo-dia-phuong", "mo-hinh/theo-ket-cuc"})
"""Addresses of compiled pages inside a folder of records."""

T = TypeVar("T", Source, Term)
_ID = re.compile(r"\bid:\s*([a-z0-9-]+)")


@dataclass
class _Reading:
    """What was read so far."""

    label: str
    entries: list[Entry] = field(default_factory=list)
    sources: list[Located[Source]] = field(default_factory=list)
    terms: list[Located[Term]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def read(self, path: Path, name: str) -> None:
        """Read the file `name` of the content folder into what it is."""
        label = f"{self.label}/{name}"
        text = _text(path, label, self.problems)
        if text is None:
            return
        if name == GLOSSARY:
            self.terms += _items(Term, text, label, self)
        elif name.startswith(f"{SOURCES}/") and name.endswith(".yml"):
            self.sources += _items(Source, text, label, self)
        elif problem := _misplaced(name, label):
            self.problems.append(problem)
        elif entry := _entry(name, label, text, self.problems):
            self.entries.append(entry)
        else:
            self.unread.add(name)


def read_content(root: Path, label: str = "content") -> Catalog:
    """Read every file below `root`; `label` is how problems name that folder."""
    if not root.is_dir():
        missing = Problem(label, 1, "thieu-thu-muc", "không có thư mục này", "Kiểm tra CONTENT_DIR hoặc tạo thư mục")
        return Catalog((), {}, (), (missing,))
    reading = _Reading(label)
    for path in sorted(p for p in root.rglob("*") if p.is_file()):
        name = path.relative_to(root).as_posix()
        if name not in NOT_CONTENT and not any(part.startswith(".") for part in name.split("/")):
            reading.read(path, name)
    reading.problems += _same_title(reading.entries)
    if not reading.entries and not reading.problems:
        cure = "Kiểm tra CONTENT_DIR, hoặc thêm bài đầu tiên"
        reading.problems.append(Problem(label, 1, "thu-muc-trong", "thư mục không có bài nào", cure))
    by_id = _by_id(reading.sources, reading.problems)
    sources = with_states(by_id, root / STATE_FILE, label, reading.problems)
    return Catalog(
        tuple(reading.entries), sources, tuple(reading.terms), tuple(reading.problems), frozenset(reading.unread)
    )


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
    found = _wrong_name(name)
    return Problem(label, 1, *found) if found else None


def _wrong_name(name: str) -> tuple[str, str, str] | None:
    """Code, message and cure when a file's place or name cannot be an address."""
    folder, _, rest = name.partition("/")
    slug, known = rest.removesuffix(".md"), [*KINDS, SOURCES]
    if not rest or folder not in KINDS:
        message = f"tệp không nằm trong thư mục nào của nội dung ({', '.join(known)})"
        return "sai-cho", message, did_you_mean(folder, known, "Chuyển tệp vào một thư mục ấy")
    if "/" in rest or not rest.endswith(".md"):
        better = slugify(rest.rpartition("/")[2].partition(".")[0])
        message = "mỗi bài là một tệp .md nằm ngay trong thư mục của loại bài"
        return "sai-cho", message, f"Đặt tên dạng content/{folder}/{better}.md"
    if (slug == "index" and folder != "bua-liem-vang") or f"{folder}/{slug}" in RESERVED_PAGES:
        url = f"/{folder}/" if slug == "index" else f"/{folder}/{slug}/"
        message = f"địa chỉ {url} đã dành cho một trang được tạo tự động"
        return "ma-trung", message, "Đổi tên tệp thành tên riêng của bài"
    if not SLUG.fullmatch(slug):
        cure = f"Đổi tên thành '{slugify(slug)}.md': chữ thường không dấu, chữ số và gạch nối"
        return "ma-sai", f"tên tệp '{rest}' không dùng được làm địa chỉ trang", cure
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


def _items(kind: type[T], content: str, label: str, reading: _Reading) -> Iterator[Located[T]]:
    parsed: Parsed = parse_yaml(content, label)
    reading.problems += parsed.problems
    if not isinstance(parsed.value, list):
        reading.unread |= {f"{SOURCES}/{source}" for source in _ID.findall(content)}
        if not parsed.problems:
            reading.problems.append(
                Problem(label, 1, "gia-tri-sai", "tệp phải là một danh sách", "Mở đầu mỗi mục bằng dấu '- '")
            )
        return
    for index in range(len(parsed.value)):
        item, found = build(kind, parsed, label, (index,))
        reading.problems += found
        if item and getattr(item, "id", True):
            yield Located(item, label, parsed.line((index,)), sound=not found)


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
        if entry.record.title and first is not entry:
            yield entry.problem(
                entry.parsed.line(("title",)),
                "ten-trung",
                f"tên '{entry.record.title}' đã là tên của {first.label}",
                "Gộp hai bài, hoặc đặt tên phân biệt được",
            )
