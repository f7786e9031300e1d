"""The recorded ledger: what every page stated and cited when its last change note was written.

`content/so-dan-chung.json` keeps, for each record, a digest of its change notes and, for each
statement, its numbers with how many citations it carried. A page whose notes have not changed must
still make every recorded statement with at least as many citations; new statements and better
wording are free. So a citation that disappears, a digit that changes or a page that goes away is
found, while a repaired typing error is not.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nienbieu.catalog import Entry
from nienbieu.problems import Problem
from nienbieu.prose import Prose
from nienbieu.reading import GLOSSARY
from nienbieu.site import Site

Recorded = Mapping[str, Any]
"""`{"mo-hinh/ha-giang.md": {"changes": digest, "statements": {numbers: [citations, ...]}}}`."""
_NOT_STATED = frozenset({"sources", "note", "preferred"})
CODES = frozenset({"trang-mat", "bot-nguon", "doi-khong-ghi"})
"""Problems that recording the ledger anew accepts."""
_DIGITS = re.compile(r"\d[\d.,/-]*\d|\d")


@dataclass(frozen=True)
class Statement:
    """What the ledger knows of one statement."""

    numbers: str
    """Its numbers and dates in order, as written."""
    citations: int
    line: int


def statements(entry: Entry, prose: Prose) -> Iterator[Statement]:
    """Everything a page says, block by block and figure by figure."""
    record, line = entry.record, entry.parsed.line
    yield _statement(record.summary, len(record.sources), line(("summary",)))
    for block in prose.blocks:
        yield _statement(block.text, block.citations, block.line)
    for key in ("figures", "lineage", "events"):
        for index, item in enumerate(getattr(record, key)):
            yield _statement(_words(item), len(item.sources), line((key, index)))
    for index, disagreement in enumerate(record.disagreements):
        for number, value in enumerate(disagreement.values):
            at = line(("disagreements", index, "values", number))
            yield _statement(f"{disagreement.id} {_words(value)}", len(value.sources), at)


def _words(item: Any) -> str:
    """Everything a figure or an event states, without its sources."""
    named = ((name, getattr(item, name)) for name in type(item).model_fields if name not in _NOT_STATED)
    return " ".join(getattr(value, "text", str(value)) for _, value in named if value is not None)


def _statement(words: str, citations: int, line: int) -> Statement:
    return Statement(" ".join(_DIGITS.findall(words)), citations, line)


def record(site: Site) -> dict[str, Any]:
    """The ledger of a site as it is now."""
    pages = {
        entry.path: {
            "changes": _changes(entry),
            "statements": _counts(statements(entry, site.proses[entry.path])),
        }
        for entry in site.catalog.entries
    }
    return pages | {GLOSSARY: {"changes": "", "statements": _counts(_terms(site))}}


def _terms(site: Site) -> Iterator[Statement]:
    for term in site.catalog.terms:
        yield _statement(term.value.definition, len(term.value.sources), term.line)


def dump(recorded: Recorded) -> str:
    """Write a ledger as JSON, a line a page, with stable bytes."""
    lines = [f" {json.dumps(path)}: {json.dumps(page, sort_keys=True)}" for path, page in sorted(recorded.items())]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _changes(entry: Entry) -> str:
    notes = "\n".join(f"{change.date.text} {change.note}" for change in entry.record.changes)
    return hashlib.sha256(notes.encode()).hexdigest()[:12]


def _counts(found: Iterable[Statement]) -> dict[str, list[int]]:
    counts: dict[str, list[int]] = defaultdict(list)
    for statement in found:
        if statement.citations:
            counts[statement.numbers].append(statement.citations)
    return {numbers: sorted(values, reverse=True) for numbers, values in sorted(counts.items())}


def check_ledger(site: Site, recorded: Recorded, label: str) -> Iterator[Problem]:
    """Compare a site with its recorded ledger."""
    for path, page in sorted(recorded.items()):
        entry = site.catalog.by_path.get(path)
        if path == GLOSSARY:
            yield from _compare(f"{label}/{path}", list(_terms(site)), page["statements"])
        elif entry is not None:
            if page["changes"] == _changes(entry):
                yield from _compare(entry.label, list(statements(entry, site.proses[path])), page["statements"])
        elif path not in site.catalog.unread:
            message = "trang từng đăng nay không còn, mà địa chỉ trang là vĩnh viễn"
            cure = "Khôi phục tệp; nếu cố ý bỏ, chạy 'nienbieu ledger' để ghi nhận"
            yield Problem(f"{label}/{path}", 1, "trang-mat", message, cure)


def _compare(label: str, now: list[Statement], before: Mapping[str, list[int]]) -> Iterator[Problem]:
    current: dict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(now, key=lambda s: -s.citations):
        current[statement.numbers].append(statement)
    unrecorded = {numbers: found for numbers, found in current.items() if len(found) > len(before.get(numbers, ()))}
    for numbers, counts in before.items():
        found = current.get(numbers, [])
        for citations, statement in zip(counts, found, strict=False):
            if statement.citations < citations:
                yield _fewer(label, statement, citations)
        for _ in counts[len(found) :]:
            yield _lost(label, numbers, unrecorded)


def _fewer(label: str, statement: Statement, citations: int) -> Problem:
    message = f"chỗ này từng có {citations} dẫn nguồn, nay còn {statement.citations}"
    cure = "Đặt lại dẫn nguồn đã bỏ; nếu cố ý, thêm một dòng vào changes nói vì sao"
    return Problem(label, statement.line, "bot-nguon", message, cure)


def _lost(label: str, numbers: str, unrecorded: Mapping[str, list[Statement]]) -> Problem:
    near = difflib.get_close_matches(numbers, unrecorded, n=1, cutoff=0)
    line = unrecorded[near[0]][0].line if near else 1
    what = f"số liệu '{numbers}' đã đổi hoặc mất" if numbers else "một đoạn có dẫn nguồn đã mất hoặc mất nguồn"
    message = f"{what} mà trang chưa có ghi chú thay đổi mới"
    cure = "Sửa lại cho đúng nguồn; nếu nguồn đổi, thêm một dòng vào changes nói điều đã đổi"
    return Problem(label, line, "doi-khong-ghi", message, cure)
