"""From the Markdown of a record to linked, cited, anchored HTML."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from nienbieu import markup
from nienbieu.autolink import autolink
from nienbieu.catalog import Catalog, Entry
from nienbieu.links import Link, Wrong, resolve_href, resolve_wiki
from nienbieu.locate import Locator, mask_code
from nienbieu.names import NameIndex
from nienbieu.notes import Notes, parse_citation
from nienbieu.problems import Problem, did_you_mean
from nienbieu.prose import Anchored, Block, Mention, Prose, Section
from nienbieu.quantities import CalculationError, verify
from nienbieu.text import fold, sentence_at, slugify
from nienbieu.tree import HEADINGS, blocks, flatten, plain, rename, sectioned, tighten, wrap_tables
from nienbieu.urls import relative


@dataclass
class _Work:
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
        self.problems.append(self.entry.problem(line, wrong.code, wrong.message, wrong.cure))


def render(entry: Entry, catalog: Catalog, names: NameIndex) -> Prose:
    """Render the prose of a record; numbers of citations start after those of its summary."""
    root, md = markup.to_tree(entry.body)
    work = _Work(entry, catalog, root, Locator(entry.body), Notes(dict.fromkeys(entry.record.sources, 1)))
    for offset, *what in markup.forbidden(mask_code(entry.body)):
        work.flaw(work.locator.line_at(offset), Wrong(*what))
    anchors = _name_headings(work)
    for element in list(root.iter()):
        _resolve(work, element)
    tighten(root, work.cited)
    if entry.record.autolink:
        work.linked.update(autolink(root, names, entry.url))
    found = tuple(_blocks(work))
    mentions = tuple(_mentions(work))
    wrap_tables(root)
    sections = tuple(_sections(root, lambda element: markup.to_html(element, md)))
    return Prose(
        sections,
        found,
        mentions,
        work.notes.uses,
        frozenset(anchors | {block.anchor for block in found}),
        tuple(work.anchored),
        tuple(work.problems),
    )


def _name_headings(work: _Work) -> set[str]:
    anchors: set[str] = set()
    for element in work.root:
        if element.tag not in HEADINGS:
            continue
        title = plain(element)
        base = anchor = _heading_anchor(title)
        while anchor in anchors:
            anchor = f"{base}-{len(anchors) + 1}"
        anchors.add(anchor)
        element.set("id", anchor)
        if element.tag == "h1":
            work.flaw(
                work.locator.line_of(title),
                Wrong("dau-de-cap-1", f"'# {title}' trùng vai với title của bài", "Dùng '## ' cho các phần trong bài"),
            )
    return anchors


def _heading_anchor(title: str) -> str:
    """Slug of a heading, out of the way of the anchors that the page gives by itself."""
    slug = slugify(title)
    return f"muc-{slug}".rstrip("-") if slug in RESERVED or _GENERATED.match(slug) else slug


_GENERATED = re.compile(r"(?:[ce]|so|nam|trich|nguon)-|$")
"""Blocks, events, figures, years, citation marks and notes; and the empty slug."""
RESERVED = frozenset({"nguon", "so-lieu", "dien-bien", "nhac-den", "lien-quan", "nien-bieu", "cap-nhat"})
"""Anchors of the sections that the page adds by itself."""


def _resolve(work: _Work, element: Element) -> None:
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


def _calculate(work: _Work, element: Element) -> None:
    raw, inside = element.attrib["raw"], element.attrib["inside"]
    rename(element, "span", {"class": "nb-calc", "title": "Phép tính của Niên biểu"})
    try:
        element.text = verify(inside)
    except CalculationError as error:
        element.text = inside
        work.flaw(
            work.locator.line_of(raw), Wrong("tinh-sai", f"phép tính {raw}: {error}", "Sửa số hoặc sửa phép tính")
        )


def _link(work: _Work, element: Element, found: Link | Wrong, raw: str, label: str) -> None:
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


def _cite(work: _Work, element: Element) -> None:
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
        link = SubElement(
            element, "a", {"href": f"#nguon-{number}", "id": anchor, "aria-label": f"Nguồn {number}: {where}"}
        )
        link.text = str(number)


def unknown_source(catalog: Catalog, source: str) -> Wrong:
    """The finding for a source id that is nowhere in `content/nguon/`."""
    return Wrong(
        "nguon-khong-ro",
        f"nguồn '{source}' không có trong content/nguon/",
        did_you_mean(source, catalog.sources, "Thêm nguồn ấy vào một tệp trong content/nguon/"),
    )


def _blocks(work: _Work) -> Iterator[Block]:
    seen: set[str] = set()
    for section, element in sectioned(work.root):
        text, places = flatten(element)
        marks = [child for _, child in places if child in work.cited]
        sources = tuple(dict.fromkeys(source for mark in marks for source in work.cited[mark]))
        calculated = "".join(child.text or "" for _, child in places if child.get("class") == "nb-calc")
        block = Block(
            anchor=_anchor(text, seen),
            text=text,
            sources=sources,
            line=work.locator.line_of_block(text),
            tag=element.tag,
            section=section,
            is_claim=_digits(text) > _digits(calculated),
            citations=sum(len(work.cited[mark]) for mark in marks),
        )
        element.set("id", block.anchor)
        if block.is_claim and not marks and not markup.RAW_HTML.search(text):
            work.flaw(block.line, _uncited(text))
        yield block


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


def _uncited(text: str) -> Wrong:
    start = text.strip() if len(text) < 60 else text[:57].strip() + "…"
    return Wrong(
        "thieu-nguon",
        f"đoạn có số liệu hoặc ngày tháng nhưng chưa dẫn nguồn: “{start}”",
        "Thêm [@mã-nguồn] vào cuối câu, với mã trong content/nguon/; phép tính của mình thì viết [= 2 + 3 = 5]",
    )


def _anchor(text: str, seen: set[str]) -> str:
    words = re.sub(r"\W+", " ", fold(text)).strip()
    digest = hashlib.sha256(words.encode()).hexdigest()
    anchor = base = f"c-{digest[:8]}"
    copies = 1
    while anchor in seen:
        copies += 1
        anchor = f"{base}-{copies}"
    seen.add(anchor)
    return anchor


def _mentions(work: _Work) -> Iterator[Mention]:
    for block in blocks(work.root):
        text, places = flatten(block)
        for offset, element in places:
            if element in work.linked:
                yield Mention(work.linked[element], sentence_at(text, offset), block.attrib["id"])


def _sections(root: Element, html: object) -> Iterator[Section]:
    assert callable(html)
    level, title, anchor, parts = 0, "", "", list[str]()
    for element in root:
        if element.tag in HEADINGS:
            if title or parts:
                yield Section(level, title, anchor, "\n".join(parts))
            level, title, anchor, parts = int(element.tag[1]), plain(element), element.attrib["id"], []
        else:
            parts.append(html(element))
    if title or parts:
        yield Section(level, title, anchor, "\n".join(parts))
