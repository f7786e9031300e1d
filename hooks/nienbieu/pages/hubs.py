"""Pages that gather records: home, timeline, section indexes, statistics, glossary and the rest."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from nienbieu import exports, labels
from nienbieu.catalog import Entry
from nienbieu.model import Edition, Place
from nienbieu.pages.page import Page, Writer, write
from nienbieu.pages.records import meta, values, writer
from nienbieu.relations import in_time
from nienbieu.site import Site
from nienbieu.statistics import overview
from nienbieu.text import sort_key

_SECTIONS = {
    "cot-moc": "Hội nghị, giai đoạn, chương trình và kết quả của ngành Tổ chức xây dựng Đảng, xếp theo thời gian.",
    "mo-hinh": "Mô hình sắp xếp tổ chức bộ máy ở trung ương và địa phương: căn cứ, số liệu trước và sau, khó khăn, về sau.",
    "van-ban": "Nghị quyết, quy định, chỉ thị, đề án được nhắc đến trên Niên biểu và nơi mỗi văn bản được dùng.",
    "to-chuc": "Các cơ quan, tổ chức có mặt trong những cột mốc và mô hình: tên gọi, thay đổi, việc đã làm.",
    "dia-phuong": "Tỉnh, thành phố xuất hiện trên Niên biểu, gồm đơn vị hiện nay và tên đã kết thúc năm 2025.",
}


def hub_pages(site: Site) -> Iterator[Page]:
    """Yield every page that gathers records."""
    yield _home(site)
    yield _timeline(site)
    for folder, lead in _SECTIONS.items():
        yield _section(site, folder, lead)
    if "bua-liem-vang/index.md" in site.catalog.by_path:
        yield _award(site, site.catalog.by_path["bua-liem-vang/index.md"])
    yield _simple(site, "so-lieu/", "Số liệu", "Mọi số liệu của Niên biểu trong một bảng, kèm nguồn và trang nêu số liệu ấy.",
                  "statistics.j2", overview=overview(site), groups=_by_folder(site, lambda e: bool(e.record.figures)))
    yield _simple(site, "thuat-ngu/", "Thuật ngữ", "Chữ viết tắt và thuật ngữ dùng trên Niên biểu, mỗi mục một câu có nguồn.",
                  "glossary.j2", terms=sorted((t.value for t in site.catalog.terms), key=lambda t: sort_key(t.term)))
    yield _simple(site, "cap-nhat/", "Cập nhật", "Ghi chú công khai về mọi thay đổi của nội dung, mới nhất trước.",
                  "updates.j2", days=_days(site))
    yield _simple(site, "du-lieu/", "Dữ liệu mở", "Tải toàn bộ dữ liệu của Niên biểu: CSV, JSON, mô tả theo chuẩn Frictionless.",
                  "data.j2", files=exports.catalogue(site))
    yield _simple(site, "tim-kiem/", "Tìm kiếm", "Tìm trong toàn bộ Niên biểu, hoặc xem danh sách đầy đủ các trang.",
                  "search.j2", groups=_by_folder(site, lambda e: True))


def _simple(site: Site, url: str, title: str, description: str, template: str, **shown: object) -> Page:
    body = write(template, Writer(site.catalog, url), site=site, title=title, lead=description, **shown)
    return Page(url, title, description, body)


def _home(site: Site) -> Page:
    body = write("home.j2", Writer(site.catalog, ""), site=site, overview=overview(site), changes=site.changes[:6],
                 sections=[(f, labels.FOLDERS[f], lead, _count(site, f)) for f, lead in _HOME_SECTIONS.items()])
    description = "Cột mốc, giải Búa liềm vàng và mô hình sắp xếp tổ chức của ngành Tổ chức xây dựng Đảng; mỗi con số đều có nguồn."
    return Page("", "Niên biểu", description, body, meta={"hide": ["navigation", "toc"]})


_HOME_SECTIONS = {
    "cot-moc": "Hội nghị, giai đoạn, chương trình và kết quả, theo từng năm.",
    "bua-liem-vang": "Giải báo chí toàn quốc về xây dựng Đảng: các lần trao, thể lệ, con số.",
    "mo-hinh": "Hợp nhất, kiêm nhiệm, văn phòng dùng chung: trước, sau và về sau.",
}


def _count(site: Site, folder: str) -> int:
    return len(site.catalog.folders[folder])


def _timeline(site: Site) -> Page:
    lead = "Toàn bộ mốc thời gian của Niên biểu, xếp theo năm; mỗi mốc dẫn tới bài viết và nguồn."
    return _simple(site, "nien-bieu/", "Toàn bộ niên biểu", lead, "timeline.j2", moments=site.moments)


def _section(site: Site, folder: str, lead: str) -> Page:
    entries = list(site.catalog.folders[folder].values())
    moments = [moment for moment in site.moments if moment.entry.folder == folder]
    return _simple(site, f"{folder}/", labels.FOLDERS[folder], lead, "section.j2", groups=_grouped(folder, entries), moments=moments)


def _grouped(folder: str, entries: list[Entry]) -> list[tuple[str, list[Entry]]]:
    """Group a section's records: places by today and before, documents and models by type, the rest by time."""
    def group_of(entry: Entry) -> str:
        record = entry.record
        if isinstance(record, Place):
            return "Tên đã kết thúc năm 2025" if record.ended else "Đơn vị hiện nay"
        table = {"mo-hinh": (labels.MODEL_CATEGORIES, "category"), "van-ban": (labels.DOCUMENT_TYPES, "type"),
                 "cot-moc": (labels.MILESTONE_CATEGORIES, "category")}.get(folder)
        return table[0][getattr(record, table[1])] if table else ""
    order = {entry.path: index for index, entry in enumerate(in_time(entries))}
    timed = folder in ("cot-moc", "mo-hinh", "van-ban")
    ranked = sorted(entries, key=lambda e: (group_of(e), order.get(e.path, -1) if timed else 0, sort_key(e.record.title)))
    return [(name, list(members)) for name, members in groupby(ranked, key=group_of)]


def _award(site: Site, entry: Entry) -> Page:
    editions = [e for e in site.catalog.folders["bua-liem-vang"].values() if isinstance(e.record, Edition)]
    moments = [moment for moment in site.moments if moment.entry.folder == "bua-liem-vang"]
    shown = values(site, entry) | {"moments": moments, "editions": in_time(editions)}
    body = write("award.j2", writer(site, entry), **shown)
    return Page(entry.url, entry.record.title, entry.record.summary, body, entry.path, meta(entry))


def _by_folder(site: Site, wanted: object) -> list[tuple[str, str, list[Entry]]]:
    assert callable(wanted)
    found = ((folder, labels.FOLDERS[folder], [e for e in entries.values() if wanted(e)])
             for folder, entries in site.catalog.folders.items())
    return [(folder, name, sorted(entries, key=lambda e: sort_key(e.record.title))) for folder, name, entries in found if entries]


def _days(site: Site) -> list[tuple[object, list[object]]]:
    return [(change[0][0].date, change) for _, group in groupby(site.changes, key=lambda c: c[0].date.iso) if (change := list(group))]
