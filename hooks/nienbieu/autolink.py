"""Linking known names at their first mention in a section."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from nienbieu.names import Match, NameIndex
from nienbieu.tree import HEADINGS
from nienbieu.urls import relative

_NEVER_INSIDE = HEADINGS | {"a", "code", "pre", "blockquote", "q", "sup"}


def autolink(root: Element, names: NameIndex, here: str) -> dict[Element, str]:
    """Link names in place; return the new links with the address of the page each leads to.

    A name is linked once a section. Headings, links, code and quotations are left alone, and so
    is the page's own name.
    """
    worker = _Linker(names, here)
    for element in root:
        if element.tag in HEADINGS:
            worker.done.clear()
        else:
            worker.walk(element)
            worker.quoted = False
    return worker.links


class _Linker:
    def __init__(self, names: NameIndex, here: str) -> None:
        self.names = names
        self.here = here
        self.done: set[str] = set()
        self.links: dict[Element, str] = {}
        self.quoted = False
        """Inside “…”, which may run over several elements."""

    def walk(self, element: Element) -> None:
        if element.tag in _NEVER_INSIDE:
            if element.tag == "a":
                self._seen(element)
            return
        children = list(element)
        text, links = self._link(element.text)
        element.text = text
        self._insert(element, 0, links)
        for child in children:
            self.walk(child)
            child.tail, links = self._link(child.tail)
            self._insert(element, list(element).index(child) + 1, links)

    def _seen(self, link: Element) -> None:
        """A name that a person linked needs no second link."""
        for match in self.names.matches("".join(link.itertext())):
            self.done.add(match.target.url)

    def _insert(self, element: Element, index: int, links: list[Element]) -> None:
        for offset, link in enumerate(links):
            element.insert(index + offset, link)

    def _link(self, text: str | None) -> tuple[str | None, list[Element]]:
        if not text:
            return text, []
        head, links, position = None, list[Element](), 0
        for match in self._chosen(text):
            before = text[position : match.start]
            if links:
                links[-1].tail = before
            else:
                head = before
            links.append(self._element(match, text))
            position = match.end
        if not links:
            return text, []
        links[-1].tail = text[position:]
        return head, links

    def _chosen(self, text: str) -> list[Match]:
        quoted = self._quotes(text)
        chosen = []
        for match in self.names.matches(text):
            url = match.target.url
            if url != self.here and url not in self.done and not quoted[match.start]:
                self.done.add(url)
                chosen.append(match)
        return chosen

    def _quotes(self, text: str) -> list[bool]:
        """Tell for each character whether it stands inside quotation marks."""
        inside = []
        for character in text:
            if character == "“":
                self.quoted = True
            inside.append(self.quoted)
            if character == "”":
                self.quoted = False
        return inside

    def _element(self, match: Match, text: str) -> Element:
        link = Element("a", {"class": "nb-auto", "href": relative(self.here, match.target.url)})
        if match.target.tooltip:
            link.set("title", match.target.tooltip)
        link.text = text[match.start : match.end]
        self.links[link] = match.target.url.partition("#")[0]
        return link
