"""A page per source with every claim that rests on it, and the list of all sources."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from nienbieu.model import Source
from nienbieu.pages.findable import LIST
from nienbieu.pages.page import Page, Writer, write
from nienbieu.site import Site
from nienbieu.text import sort_key


def source_pages(site: Site) -> Iterator[Page]:
    """Yield the pages below `/nguon/` and the list itself."""
    for located in site.catalog.sources.values():
        source = located.value
        url = f"nguon/{source.id}/"
        title = f"{source.publisher}: {source.title or 'không rõ tiêu đề'}"
        body = write("source.j2", Writer(site.catalog, url), source=source, claims=site.by_source[source.id])
        file = located.label.partition("/")[2]
        yield Page(
            url, title, description(source), body, file, {"kind": "nguon", "findable": False, "hide": ["navigation"]}
        )
    yield _index(site)


def description(source: Source) -> str:
    """Say what the source is in one line."""
    when = f", {source.issued}" if source.issued else ""
    return f"Nguồn được dẫn trên Niên biểu: {source.publisher}{when}. Những số liệu và mốc thời gian dựa vào nguồn này."


def _index(site: Site) -> Page:
    sources = sorted((s.value for s in site.catalog.sources.values()), key=lambda s: (sort_key(s.publisher), s.id))
    groups = [(publisher, list(group)) for publisher, group in groupby(sources, key=lambda s: s.publisher)]
    body = write("sources.j2", Writer(site.catalog, "nguon/"), site=site, groups=groups, total=len(sources))
    lead = "Mọi nguồn được dẫn trên Niên biểu, xếp theo cơ quan công bố, với hạng và tình trạng."
    return Page("nguon/", "Nguồn", lead, body, meta={"findable": LIST | {"summary": lead, "boost": 0.3}})
