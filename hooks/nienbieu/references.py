"""Resolving what prose refers to: citations, links and marked calculations."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from nienbieu import markup
from nienbieu.catalog import Catalog, Entry
from nienbieu.links import Link, Wrong, resolve_href, resolve_wiki
from nienbieu.locate import Locator
from nienbieu.notes import Notes, parse_citation
from nienbieu.problems import Problem, did_you_mean
from nienbieu.prose import Anchored
from nienbieu.quantities import CalculationError, verify
from nienbieu.tree import rename
from nienbieu.urls import relative


@dataclass
class Work:
    """The tree of one record while it is being worked on."""

    entry: Entry
    catalog: Catalog
    root: Element
    locator: Locator
    notes: Notes
    cited: dict[Element, tuple[str, ...]] = field(default_factory=dict)
    linked: dict[Element, str] = field(default_factory=dict)
    anchored: list[Anchored] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def flaw(self, line: int, wrong: Wrong) -> None:
        """Note a problem of this record."""
        self.problems.append(self.entry.problem(line, wrong.code, wrong.message, wrong.cure))


def resolve(work: Work, element: Element) -> None:
    """Turn one element of the dialect, or one link, into HTML; elements of other kinds stay."""
    if element.tag == markup.CITATION:
        _cite(work, element)
    elif element.tag == markup.WIKI:
        found = resolve_wiki(work.catalog, element.attrib["slug"])
        _link(work, element, found, element.attrib["raw"], element.attrib["label"])
    elif element.tag == "a":
        href = element.attrib.get("href", "")
        _link(work, element, resolve_href(work.catalog, work.entry, href), href, "")
    elif element.tag == markup.CALCULATION:
        _calculate(work, element)


def _calculate(work: Work, element: Element) -> None:
    raw, inside = element.attrib["raw"], element.attrib["inside"]
    rename(element, "span", {"class": "nb-calc", "title": "Phép tính của Niên biểu"})
    try:
        element.text = verify(inside)
    except CalculationError as error:
        element.text = inside
        work.flaw(
            work.locator.line_of(raw), Wrong("tinh-sai", f"phép tính {raw}: {error}", "Sửa số hoặc sửa phép tính")
        )


def _link(work: Work, element: Element, found: Link | Wrong, raw: str, label: str) -> None:
    if isinstance(found, Wrong):
        work.flaw(work.locator.line_of(raw), found)
        return
    here = work.entry.url
    path, _, anchor = found.url.partition("#")
    if anchor and not found.external:
        work.anchored.append(Anchored(path or here, anchor, work.locator.line_of(raw)))
    href = found.url if found.external or found.url.startswith("#") else relative(here, found.url)
    text = None if element.tag == "a" else label or found.title
    rename(element, "a", {"href": href} | ({"rel": "noopener"} if found.external else {}))
    element.text = text or element.text
    if found.path:
        work.linked[element] = found.url.partition("#")[0]


def _cite(work: Work, element: Element) -> None:
    raw, citations = element.attrib["raw"], parse_citation(element.attrib["inside"])
    line = work.locator.line_of(raw)
    rename(element, "sup", {"class": "nb-cite", "data-search-exclude": ""})
    if citations is None:
        work.flaw(
            line,
            Wrong(
                "dan-nguon-sai",
                f"không đọc được dẫn nguồn '{raw}'",
                "Viết [@mã-nguồn], [@mã-nguồn, đoạn 4] hoặc [@mã-1; @mã-2]",
            ),
        )
        citations = []
    known = [c for c in citations if c.id in work.catalog.sources]
    for citation in citations:
        if not work.catalog.has_source(citation.id):
            work.flaw(line, unknown_source(work.catalog, citation.id))
    work.cited[element] = tuple(citation.id for citation in known)
    for citation in known:
        number, anchor = work.notes.mark(citation.id)
        publisher = work.catalog.sources[citation.id].value.publisher
        where = ", ".join(part for part in (publisher, citation.locator) if part)
        link = SubElement(element, "a", {"href": f"#nguon-{number}", "id": anchor})
        link.set("aria-label", f"Nguồn {number}: {where}")
        if citation.locator:
            link.set("data-locator", citation.locator)
        link.text = str(number)


def unknown_source(catalog: Catalog, source: str) -> Wrong:
    """The finding for a source id that is nowhere in `content/nguon/`."""
    return Wrong(
        "nguon-khong-ro",
        f"nguồn '{source}' không có trong content/nguon/",
        did_you_mean(source, catalog.sources, "Sửa mã, hoặc thêm nguồn ấy vào một tệp trong content/nguon/"),
    )
