"""Pages to look things up in: statistics, glossary, updates, open data and the search page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby

from nienbieu import exports, labels
from nienbieu.catalog import Entry
from nienbieu.edtf import Edtf
from nienbieu.fields import Change
from nienbieu.jsonld import dataset_jsonld, script
from nienbieu.pages.hubs import simple
from nienbieu.pages.page import Page
from nienbieu.site import Site
from nienbieu.statistics import overview
from nienbieu.text import sort_key


def reference_pages(site: Site) -> Iterator[Page]:
    """Yield the pages that list the content in one respect."""
    yield _statistics(site)
    yield _disagreements(site)
    yield _glossary(site)
    lead = "Ghi chú công khai về mọi thay đổi của nội dung, mới nhất trước."
    yield simple(site, "cap-nhat/", "Cập nhật", lead, "updates.j2", {"findable": False}, days=_days(site))
    yield _data(site)
    lead = "Tìm trong toàn bộ Niên biểu, hoặc xem danh sách đầy đủ các trang."
    yield simple(
        site,
        "tim-kiem/",
        "Tìm kiếm",
        lead,
        "search.j2",
        {"findable": False},
        groups=_by_folder(site, lambda entry: True),
    )


def _data(site: Site) -> Page:
    lead = "Tải toàn bộ dữ liệu của Niên biểu: CSV, JSON, mô tả theo chuẩn Frictionless."
    page = simple(site, "du-lieu/", "Dữ liệu mở", lead, "data.j2", {}, files=exports.catalogue(site))
    return replace(page, body=f"{page.body}{script(dataset_jsonld(site, site.base, exports.all_files(site)))}\n")


def _statistics(site: Site) -> Page:
    lead = "Mọi số liệu của Niên biểu trong một bảng, kèm nguồn và trang nêu số liệu ấy."
    groups = _by_folder(site, lambda entry: bool(entry.record.figures))
    return simple(site, "so-lieu/", "Số liệu", lead, "statistics.j2", {}, overview=overview(site), groups=groups)


def _disagreements(site: Site) -> Page:
    lead = (
        "Mọi chỗ các nguồn nêu con số khác nhau: giá trị được chọn, giá trị khác, nguồn của từng giá trị và lý do chọn."
    )
    entries = [entry for entry in site.catalog.entries if entry.record.disagreements]
    return simple(site, "so-lieu/khac-biet/", "Khi nguồn nói khác nhau", lead, "disagreements.j2", {}, entries=entries)


def _glossary(site: Site) -> Page:
    lead = "Chữ viết tắt và thuật ngữ dùng trên Niên biểu, mỗi mục một câu có nguồn."
    terms = sorted((term.value for term in site.catalog.terms), key=lambda term: sort_key(term.term))
    found = {"summary": lead, "labels": [term.term for term in terms]}
    return simple(site, "thuat-ngu/", "Thuật ngữ", lead, "glossary.j2", {"findable": found}, terms=terms)


def _by_folder(site: Site, wanted: Callable[[Entry], bool]) -> list[tuple[str, str, list[Entry]]]:
    """Folder, its name and its wanted records by title; folders without any are left out."""
    found = []
    for folder, entries in site.catalog.folders.items():
        chosen = sorted(filter(wanted, entries.values()), key=lambda entry: sort_key(entry.record.title))
        if chosen:
            found.append((folder, labels.FOLDERS[folder], chosen))
    return found


def _days(site: Site) -> list[tuple[Edtf, list[tuple[Change, Entry]]]]:
    return [(day, list(group)) for day, group in groupby(site.changes, key=lambda item: item[0].date)]
