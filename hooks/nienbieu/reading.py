"""Reading the content folder: files in, a catalog and every mistake of writing out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from nienbieu.catalog import Catalog, Entry, Located
from nienbieu.edtf import parse
from nienbieu.frontmatter import Parsed, parse_markdown, parse_yaml
from nienbieu.model import KINDS, Award, Record, Source, Term
from nienbieu.problems import Problem, did_you_mean
from nienbieu.text import SLUG, nfc, slugify
from nienbieu.upkeep import STATE_FILE, parse_states
from nienbieu.validation import build

GLOSSARY = "thuat-ngu.yml"
SOURCES = "nguon"
RESERVED_PAGES = frozenset({"mo-hinh/theo-dia-phuong", "mo-hinh/theo-ket-cuc"})
"""Addresses of compiled pages inside a folder of records."""
LEDGER = "so-dan-chung.json"
NOT_CONTENT = frozenset({"viec-can-lam.yml", LEDGER, STATE_FILE})
"""The editors' own list of unverified facts, the recorded ledger and the states of source addresses."""

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
    sources = _with_states(_by_id(reading.sources, reading.problems), root / STATE_FILE, reading)
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
            f"Đặt tên dạng content/{folder}/{slugify(rest.rpartition('/')[2].partition('.')[0])}.md",
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
    if f"{folder}/{slug}" in RESERVED_PAGES:
        return Problem(
            label, 1, "ma-trung", f"địa chỉ /{folder}/{slug}/ đã dành cho một trang được tạo tự động", "Đổi tên tệp"
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


def read_json(path: Path, label: str, problems: list[Problem]) -> dict[str, Any]:
    """Read a JSON object that a command wrote; nothing when there is no such file."""
    if not path.is_file():
        return {}
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        value = None
    if isinstance(value, dict):
        return value
    problems.append(_broken_json(f"{label}/{path.name}"))
    return {}


def _with_states(sources: dict[str, Located[Source]], path: Path, reading: _Reading) -> dict[str, Located[Source]]:
    """Add what the last visits found to the sources; a dead address takes no source away."""
    if not path.is_file():
        return sources
    try:
        states = parse_states(path.read_text(encoding="utf-8"))
    except ValueError:
        reading.problems.append(_broken_json(f"{reading.label}/{path.name}"))
        return sources
    found = dict(sources)
    for id_ in sources.keys() & states.keys():
        update = {"status": states[id_].status, "checked": parse(states[id_].checked.isoformat())}
        found[id_] = replace(found[id_], value=found[id_].value.model_copy(update=update))
    return found


def _broken_json(label: str) -> Problem:
    cure = "Tệp này do lệnh nienbieu ghi: khôi phục bản trước, hoặc xóa rồi chạy lại lệnh"
    return Problem(label, 1, "json-hong", "không đọc được JSON", cure)


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
