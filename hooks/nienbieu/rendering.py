"""From the Markdown of a record to linked, cited, anchored HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from nienbieu import markup
from nienbieu.autolink import autolink
from nienbieu.blocks import mentions, name_blocks
from nienbieu.catalog import Catalog, Entry
from nienbieu.links import Wrong
from nienbieu.locate import Locator, mask_code
from nienbieu.names import NameIndex
from nienbieu.notes import Notes
from nienbieu.prose import Prose, Section
from nienbieu.references import Work, resolve
from nienbieu.text import slugify
from nienbieu.tree import HEADINGS, plain, tighten, wrap_tables


def render(entry: Entry, catalog: Catalog, names: NameIndex) -> Prose:
    """Render the prose of a record; numbers of citations start after those of its summary."""
    root, md = markup.to_tree(entry.body)
    work = Work(entry, catalog, root, Locator(entry.body), Notes(dict.fromkeys(entry.record.sources, 1)))
    for offset, *what in markup.forbidden(mask_code(entry.body)):
        work.flaw(work.locator.line_at(offset), Wrong(*what))
    anchors = _name_headings(work)
    for element in list(root.iter()):
        resolve(work, element)
    tighten(root, work.cited)
    if entry.record.autolink:
        work.linked.update(autolink(root, names, entry.url))
    found = tuple(name_blocks(work))
    spoken = tuple(mentions(work))
    wrap_tables(root)
    sections = tuple(_sections(root, lambda element: markup.to_html(element, md)))
    return Prose(
        sections,
        found,
        spoken,
        work.notes.uses,
        frozenset(anchors | {block.anchor for block in found}),
        tuple(work.anchored),
        tuple(work.problems),
    )


def _name_headings(work: Work) -> set[str]:
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
RESERVED = frozenset(
    {
        "nguon",
        "so-lieu",
        "dien-bien",
        "nhac-den",
        "lien-quan",
        "nien-bieu",
        "cap-nhat",
        "day-du",
        "trich-dan",
        "tom-tat",
    }
)
"""Anchors of the sections that the page adds by itself."""


def _sections(root: Element, html: Callable[[Element], str]) -> Iterator[Section]:
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
