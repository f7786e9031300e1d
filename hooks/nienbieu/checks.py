"""Ids that must exist elsewhere: in front matter and in the glossary."""

from __future__ import annotations

from collections.abc import Iterator

from nienbieu.catalog import Catalog, Entry
from nienbieu.frontmatter import Path
from nienbieu.model import Document, Organization, Place
from nienbieu.problems import Problem, did_you_mean
from nienbieu.references import unknown_source
from nienbieu.timeline import HUBS


def check_references(catalog: Catalog) -> Iterator[Problem]:
    """Every id in front matter and glossary names something that exists."""
    for entry in catalog.entries:
        for at, folder, slug in slugs_of(entry):
            if not catalog.has(folder, slug):
                yield _unknown(entry, at, folder, slug, catalog)
        for at, source in _sources(entry):
            if not catalog.has_source(source):
                wrong = unknown_source(catalog, source)
                yield entry.problem(entry.parsed.line(at), wrong.code, wrong.message, wrong.cure)
        for index, relation in enumerate(entry.record.related):
            if not catalog.has(*split_path(relation.to)):
                yield _unknown_path(entry, ("related", index, "to"), relation.to, catalog)
    yield from _check_terms(catalog)


def split_path(path: str) -> tuple[str, str]:
    """Split `mo-hinh/ha-giang` into folder and slug."""
    folder, _, slug = path.partition("/")
    return folder, slug


def slugs_of(entry: Entry) -> Iterator[tuple[Path, str, str]]:
    """Every record that the front matter names, as place of the id, folder and slug."""
    record = entry.record
    for folder, key in HUBS.items():
        for index, slug in enumerate(getattr(record, key)):
            yield (key, index), folder, slug
    if isinstance(record, Document):
        for index, slug in enumerate(record.replaces):
            yield ("replaces", index), "van-ban", slug
    if isinstance(record, Organization) and record.parent:
        yield ("parent",), "to-chuc", record.parent
    if isinstance(record, Place) and record.part_of:
        yield ("part_of",), "dia-phuong", record.part_of


def _sources(entry: Entry) -> Iterator[tuple[Path, str]]:
    record = entry.record
    for index, source in enumerate(record.sources):
        yield ("sources", index), source
    for key in ("figures", "lineage", "events"):
        for index, item in enumerate(getattr(record, key)):
            for position, source in enumerate(item.sources):
                yield (key, index, "sources", position), source
    for index, disagreement in enumerate(record.disagreements):
        for number, value in enumerate(disagreement.values):
            for position, source in enumerate(value.sources):
                yield ("disagreements", index, "values", number, "sources", position), source


def _unknown(entry: Entry, at: Path, folder: str, slug: str, catalog: Catalog) -> Problem:
    return entry.problem(
        entry.parsed.line(at),
        "ma-khong-ro",
        f"'{slug}' không có trong content/{folder}/",
        did_you_mean(slug, catalog.folders[folder], f"Thêm tệp content/{folder}/{slug}.md hoặc bỏ mã này"),
    )


def _unknown_path(entry: Entry, at: Path, path: str, catalog: Catalog) -> Problem:
    known = [known.removesuffix(".md") for known in catalog.by_path]
    return entry.problem(
        entry.parsed.line(at),
        "ma-khong-ro",
        f"không có trang '{path}'",
        did_you_mean(path, known, "Viết dạng thư-mục/tên-trang, ví dụ mo-hinh/ha-giang"),
    )


def _check_terms(catalog: Catalog) -> Iterator[Problem]:
    for term in catalog.terms:
        if term.value.see and not catalog.has(*split_path(term.value.see)):
            known = [path.removesuffix(".md") for path in catalog.by_path]
            yield Problem(
                term.label,
                term.line,
                "ma-khong-ro",
                f"không có trang '{term.value.see}'",
                did_you_mean(term.value.see, known, "Viết dạng thư-mục/tên-trang"),
            )
        for source in term.value.sources:
            if not catalog.has_source(source):
                wrong = unknown_source(catalog, source)
                yield Problem(term.label, term.line, wrong.code, wrong.message, wrong.cure)
        if not term.value.sources and not term.value.see:
            yield Problem(
                term.label,
                term.line,
                "thieu-nguon",
                f"thuật ngữ '{term.value.term}' chưa dẫn nguồn",
                "Thêm sources: [mã-nguồn], hoặc see: trang giải thích",
            )
