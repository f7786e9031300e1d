"""Rules of a record as a whole: its numbers read one way, its links lead somewhere, nothing stands twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from nienbieu.catalog import Catalog, Entry
from nienbieu.checks import slugs_of
from nienbieu.claims import figure_anchor
from nienbieu.fields import Figure
from nienbieu.markup import RAW_HTML
from nienbieu.model import Edition
from nienbieu.problems import Problem, did_you_mean
from nienbieu.prose import Prose
from nienbieu.rendering import RESERVED
from nienbieu.text import fold, new_tone_placement
from nienbieu.timeline import moment_anchor, moments_of


def check_figures(catalog: Catalog) -> Iterator[Problem]:
    """A figure has one value, or a before and an after, or a change; its id is its own."""
    for entry in catalog.entries:
        seen = {disagreement.id for disagreement in entry.record.disagreements}
        for index, figure in enumerate(entry.record.figures):
            line = entry.parsed.line(("figures", index))
            if not _has_value(figure):
                yield entry.problem(
                    line,
                    "so-lieu-sai",
                    f"số liệu '{figure.id}' chưa có giá trị đọc được",
                    "Ghi value, hoặc cả before và after, hoặc change",
                )
            if figure.id in seen:
                yield entry.problem(
                    line, "ma-trung", f"hai số liệu cùng mã '{figure.id}'", "Đặt mã khác cho một trong hai"
                )
            seen.add(figure.id)


def _has_value(figure: Figure) -> bool:
    pair = (figure.before is not None, figure.after is not None)
    if pair == (True, True):
        return figure.value is None
    single = (figure.value is not None) + (figure.change is not None)
    return pair == (False, False) and single == 1


def check_disagreements(catalog: Catalog) -> Iterator[Problem]:
    """Where sources differ, exactly one value is preferred and no two are the same."""
    for entry in catalog.entries:
        for index, disagreement in enumerate(entry.record.disagreements):
            line = entry.parsed.line(("disagreements", index))
            preferred = sum(value.preferred for value in disagreement.values)
            if preferred != 1:
                message = f"'{disagreement.id}' có {preferred} giá trị được chọn"
                yield entry.problem(line, "khac-biet-sai", message, "Đặt preferred: true ở đúng một giá trị")
            stated = {(value.value, value.qualifier) for value in disagreement.values}
            if len(stated) < len(disagreement.values):
                message = f"'{disagreement.id}' có hai giá trị như nhau"
                yield entry.problem(line, "khac-biet-sai", message, "Gộp nguồn của chúng vào một giá trị")


def check_editions(catalog: Catalog) -> Iterator[Problem]:
    """Editions follow each other year by year without a gap."""
    editions = [(e.record, e) for e in catalog.entries if isinstance(e.record, Edition) and e.record.year]
    in_order = sorted(editions, key=lambda item: item[0].year)
    for (before, _), (after, entry) in pairwise(in_order):
        if after.edition and before.edition and after.edition != before.edition + 1:
            message = (
                f"lần thứ {after.edition} (năm {after.year}) đứng ngay sau lần thứ {before.edition} (năm {before.year})"
            )
            cure = "Sửa edition hoặc year, hoặc thêm trang của lần còn thiếu"
            yield entry.problem(entry.parsed.line(("edition",)), "lan-khong-lien", message, cure)


def check_links(catalog: Catalog, proses: Mapping[str, Prose]) -> Iterator[Problem]:
    """An article leads somewhere, and anchors it leads to exist."""
    for entry in catalog.entries:
        prose = proses[entry.path]
        linked = any(True for _ in slugs_of(entry)) or entry.record.related or prose.mentions
        if not linked:
            yield entry.problem(
                1,
                "khong-lien-ket",
                "bài không dẫn tới bài nào khác",
                "Khai places, documents, organizations hoặc thêm một liên kết [[tên-trang]]",
            )
        if not prose.sections:
            yield entry.problem(
                1, "bai-trong", "bài chưa có nội dung", "Viết ít nhất một đoạn có dẫn nguồn dưới phần đầu trang"
            )


def check_anchors(catalog: Catalog, proses: Mapping[str, Prose]) -> Iterator[Problem]:
    """A link to a place on a page finds that place."""
    known = {entry.url: _anchors(entry, proses[entry.path]) for entry in catalog.entries}
    for entry in catalog.entries:
        for link in proses[entry.path].anchored:
            if link.url in known and link.anchor not in known[link.url]:
                cure = did_you_mean(link.anchor, known[link.url], "Bỏ phần sau dấu # hoặc mở trang ấy để lấy đúng neo")
                yield entry.problem(link.line, "neo-hong", f"trang ấy không có chỗ '#{link.anchor}'", cure)


def _anchors(entry: Entry, prose: Prose) -> set[str]:
    told = {moment.url.partition("#")[2] for moment in moments_of(entry)}
    figures = {figure_anchor(figure) for figure in entry.record.figures}
    disputed = {figure_anchor(disagreement) for disagreement in entry.record.disagreements}
    return set(prose.anchors) | RESERVED | told | figures | disputed


def check_events(catalog: Catalog) -> Iterator[Problem]:
    """The same event stands once on a page: its anchor is made from what it says."""
    for entry in catalog.entries:
        seen: set[str] = set()
        for index, event in enumerate(entry.record.events):
            anchor = moment_anchor(event.date, event.title)
            if anchor in seen:
                line = entry.parsed.line(("events", index))
                yield entry.problem(line, "ma-trung", f"mốc '{event.title}' ghi hai lần", "Bỏ một lần")
            seen.add(anchor)


def check_facts(catalog: Catalog) -> Iterator[Problem]:
    """A fact is named once a page."""
    for entry in catalog.entries:
        facts = entry.record.facts
        for index, fact in enumerate(facts):
            if fact in facts[:index]:
                yield entry.problem(
                    entry.parsed.line(("facts", index)), "ma-trung", f"dữ kiện '{fact}' ghi hai lần", "Bỏ một lần"
                )


_ADDRESS = re.compile(r"https?://\S+|“[^”]*”|\[@[^\]]*\]")


def check_spelling(catalog: Catalog) -> Iterator[Problem]:
    """Tone marks stand where this site puts them: `ủy`, `hóa`, `thủy`; quotations keep their own."""
    for entry in catalog.entries:
        record = entry.record
        yield from _old_tones(entry, entry.parsed.line(("title",)), record.title)
        yield from _old_tones(entry, entry.parsed.line(("summary",)), record.summary)
        for number, words in enumerate(entry.body.split("\n"), 1):
            yield from _old_tones(entry, number, words)
        if RAW_HTML.search(f"{record.title} {record.summary}"):
            at = entry.parsed.line(("summary",))
            yield entry.problem(at, "html-tho", "title hoặc summary có thẻ HTML", "Bỏ thẻ, chỉ để chữ")


def _old_tones(entry: Entry, line: int, words: str) -> Iterator[Problem]:
    for word in re.findall(r"\w+", _ADDRESS.sub(" ", words)):
        better = new_tone_placement(word)
        if better != word:
            yield entry.problem(line, "chinh-ta", f"'{word}' đặt dấu kiểu khác", f"Viết '{better}'")


def check_terms_once(catalog: Catalog) -> Iterator[Problem]:
    """A term is explained once."""
    seen: dict[str, int] = {}
    for term in catalog.terms:
        first = seen.setdefault(fold(term.value.term), term.line)
        if first != term.line:
            message = f"thuật ngữ '{term.value.term}' đã có ở dòng {first}"
            yield Problem(term.label, term.line, "ma-trung", message, "Gộp hai mục")
