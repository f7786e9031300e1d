"""Small questions to an element tree of prose."""

from __future__ import annotations

from collections.abc import Container, Iterator
from xml.etree.ElementTree import Element

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol"})
_MARKS = frozenset({"nb-cite", "nb-claim"})


def sectioned(root: Element) -> Iterator[tuple[str, Element]]:
    """Yield every block with the anchor of the heading it stands under."""
    anchor = ""
    for child in root:
        if child.tag in HEADINGS:
            anchor = child.get("id", "")
        else:
            holder = Element("div")
            holder.append(child)
            yield from ((anchor, block) for block in blocks(holder))


def blocks(element: Element) -> Iterator[Element]:
    """Yield paragraphs, list items and table body rows, outermost first, in order."""
    for child in element:
        if child.tag == "p":
            yield child
        elif child.tag == "tr":
            if child.find("td") is not None:
                yield child
        elif child.tag == "li" and child.find("p") is None:
            yield child
            for nested in child:
                if nested.tag in _LISTS:
                    yield from blocks(nested)
        elif child.tag not in HEADINGS:
            yield from blocks(child)


def flatten(block: Element) -> tuple[str, list[tuple[int, Element]]]:
    """Return the visible words of a block without its citation marks, and where its elements start."""
    parts: list[str] = []
    places: list[tuple[int, Element]] = []

    def walk(element: Element) -> None:
        parts.append(element.text or "")
        for child in element:
            places.append((sum(map(len, parts)), child))
            if child.tag not in _LISTS and child.get("class") not in _MARKS:
                walk(child)
            if child.tag in ("td", "br"):
                parts.append(" ")
            parts.append(child.tail or "")

    walk(block)
    text = "".join(parts).replace("\n", " ")
    return text.rstrip(), places


def tighten(root: Element, marks: Container[Element]) -> None:
    """Set marks close to the word before them, as print does."""
    for parent in root.iter():
        before: Element | None = None
        for child in parent:
            if child in marks:
                if before is None:
                    parent.text = (parent.text or "").rstrip()
                else:
                    before.tail = (before.tail or "").rstrip()
            before = child


def plain(element: Element) -> str:
    """Return the words of an element."""
    return "".join(element.itertext()).strip()


def rename(element: Element, tag: str, attributes: dict[str, str]) -> None:
    """Turn an element into another one, keeping what is inside and after it."""
    element.tag = tag
    element.attrib.clear()
    element.attrib.update(attributes)


def append_link(block: Element, anchor: str) -> None:
    """Give a claim a permalink at its end: before a nested list, in the last cell of a row."""
    holder = list(block)[-1] if block.tag == "tr" else block
    link = Element("a", {"class": "nb-claim", "href": f"#{anchor}", "data-search-exclude": ""})
    link.set("aria-label", "Liên kết tới chỗ này")
    link.text = "#"
    nested = next((index for index, child in enumerate(holder) if child.tag in _LISTS), len(holder))
    holder.insert(nested, link)


def wrap_tables(root: Element) -> None:
    """Let wide tables scroll by themselves, by keyboard too; each is named by its number and section."""
    section, number = "", 0
    for index, child in enumerate(list(root)):
        if child.tag in HEADINGS:
            section = plain(child)
        elif child.tag == "table":
            number += 1
            label = f"Bảng {number}: {section}" if section else f"Bảng {number}"
            wrapper = Element("div", {"class": "nb-table", "tabindex": "0", "role": "region", "aria-label": label})
            root[index] = wrapper
            wrapper.append(child)
