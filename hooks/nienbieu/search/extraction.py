"""From the HTML of a page to the items that the search reads: its lead and one for each section."""

from __future__ import annotations

from html.parser import HTMLParser

_BLOCKS = frozenset(("p", "li", "ul", "ol", "dl", "dd", "tr", "table", "caption", "pre", "blockquote", "figure")) | {
    *("figcaption", "div", "section", "article", "details", "summary", "nav", "br")
}
"""Their ends are the ends of sentences."""
_AFTER = {"dt": ": ", "th": " · ", "td": " · "}
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))
_SKIPPED = frozenset(("script", "style", "svg", "form", "noscript", "thead"))


def items(html: str, location: str, title: str) -> list[dict[str, str]]:
    """Return `{"location", "title", "text"}` of the page and of every section whose heading has an id.

    Whatever carries `data-search-exclude` is left out; on a heading it stands for the section.
    """
    reader = _Reader(location, title)
    reader.feed(html)
    reader.close()
    return [{key: "".join(parts) for key, parts in item.items()} for item in reader.items]


class _Reader(HTMLParser):
    def __init__(self, location: str, title: str) -> None:
        super().__init__()
        self._page = location
        self.items: list[dict[str, list[str]]] = [{"location": [location], "title": [title], "text": []}]
        self._open: list[str] = []
        self._skipping = 0
        """Depth of the element that is being left out; 0 outside of any."""
        self._is_out = False
        """Inside a section that is left out."""
        self._heading = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self._add("\n" if tag == "br" else "")
            return
        self._open.append(tag)
        given = dict(attrs)
        if tag in _HEADINGS and given.get("id") and not self._skipping:
            self._begin(tag, given)
        elif not self._skipping and (
            tag in _SKIPPED or "data-search-exclude" in given or given.get("class") == "headerlink"
        ):
            self._skipping = len(self._open)
        elif tag in _BLOCKS and tag != "dd":
            self._add("\n")

    def _begin(self, tag: str, given: dict[str, str | None]) -> None:
        self._heading = tag
        self._is_out = "data-search-exclude" in given
        if not self._is_out and tag != "h1":
            self.items.append({"location": [f"{self._page}#{given['id']}"], "title": [], "text": []})

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        while self._open.pop() != tag:
            pass  # elements that were never closed
        if len(self._open) < self._skipping:
            self._skipping = 0
        if tag == self._heading:
            self._heading = ""
        self._add(_AFTER.get(tag, "\n" if tag in _BLOCKS or tag in _HEADINGS else ""))

    def handle_data(self, data: str) -> None:
        self._add(data if "pre" in self._open else data.replace("\n", " "))

    def _add(self, text: str) -> None:
        if self._skipping or self._is_out or self._heading == "h1":
            return
        self.items[-1]["title" if self._heading else "text"].append(text)
