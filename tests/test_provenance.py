"""Counted on the built HTML, without the builder: every block with a number or a date leads to a source."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest

BLOCKS = {"p", "li", "tr", "dd", "caption", "figcaption", "blockquote"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
NOT_CLAIMS = {
    "nav": "navigation",
    "nb-sections": "counts of the site's own pages",
    "nb-counts": "counts of the site's own pages",
    "nb-trust": "counts of the site's own pages",
    "nb-ledger": "counts of the site's own pages",
    "nb-related": "titles and reasons of related pages",
    "nb-list": "titles in lists",
    "nb-history": "dates of change notes",
    "nb-citing": "ways to cite the page",
    "nb-sources": "descriptions of sources",
    "nb-back": "links back",
    "nb-calc": "our own calculations",
    "nb-claim": "permalinks",
    "nb-cite": "the citation itself",
    "nb-actions": "date of the last change note",
    "thead": "headings of a table",
    "dt": "headings of a list",
    "script": "data for machines",
    "pre": "code",
    "code": "code",
}
"""Tags and classes whose digits are no claims, and why: the rule of docs/adr/0003."""
LISTS = {"nguon", "du-lieu", "cap-nhat", "dong-gop", "gioi-thieu", "tim-kiem"}
"""Sections about sources, files and the site itself."""


@dataclass
class Node:
    tag: str
    classes: frozenset[str] = frozenset()
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)


class Tree(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("root")
        self.open = [self.root]
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        node = Node(tag, frozenset(attributes.get("class", "").split()), attributes)
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        while tag in [node.tag for node in self.open[1:]] and self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def every(node: Node) -> list[Node]:
    return [node, *(found for child in node.children if isinstance(child, Node) for found in every(child))]


def is_exempt(node: Node) -> bool:
    return node.tag in NOT_CLAIMS or bool(node.classes & NOT_CLAIMS.keys()) or bool(re.fullmatch("h[1-6]", node.tag))


def own_words(node: Node) -> str:
    """Words of a block, less those of blocks inside it and of what is no claim."""
    words = ""
    for child in node.children:
        if isinstance(child, str):
            words += child
        elif child.tag not in BLOCKS and not is_exempt(child):
            words += own_words(child)
    return words


def citations(node: Node) -> list[str]:
    """Targets of the citation marks of a block, less those of blocks inside it."""
    found: list[str] = []
    for child in node.children:
        if isinstance(child, Node) and child.tag not in BLOCKS:
            if "nb-cite" in child.classes:
                found += [link.attributes["href"] for link in every(child) if link.tag == "a"]
            else:
                found += citations(child)
    return found


def claims(node: Node) -> list[Node]:
    """Blocks with a digit, outside what is no claim."""
    found = [node] if node.tag in BLOCKS and any(c.isdigit() for c in own_words(node)) else []
    for child in node.children:
        if isinstance(child, Node) and not is_exempt(child):
            found += claims(child)
    return found


def article(path: Path) -> Node:
    tree = Tree(path.read_text(encoding="utf-8"))
    return next(node for node in every(tree.root) if node.tag == "article")


@pytest.fixture(scope="module")
def articles(real_site: Path) -> dict[str, Node]:
    pages = {path.parent.relative_to(real_site).as_posix(): path for path in sorted(real_site.rglob("index.html"))}
    return {url: article(path) for url, path in pages.items() if url.partition("/")[0] not in LISTS}


def test_every_claim_on_the_site_leads_to_a_source(articles: dict[str, Node], real_site: Path) -> None:
    uncited, count = [], 0
    for url, node in articles.items():
        notes = {found.attributes.get("id"): found for found in every(node) if found.tag == "li"}
        for block in claims(node):
            count += 1
            targets = [notes.get(href.removeprefix("#")) for href in citations(block)]
            if not targets or None in targets:
                uncited.append(f"{url}: {own_words(block).strip()[:100]}")
    assert uncited == []
    assert count > 1500
    for node in articles.values():
        for note in (found for found in every(node) if found.attributes.get("id", "").startswith("nguon-")):
            pages = [link.attributes["href"] for link in every(note) if "/nguon/" in link.attributes.get("href", "")]
            local = [href for href in pages if not href.startswith("http")]
            assert local and (real_site / "nguon" / local[0].rstrip("/").rpartition("/")[2] / "index.html").is_file()


def test_the_count_can_fail() -> None:
    tree = Tree(
        "<article><p>Có 5 việc.</p><ul><li>Sáu<p>7 nữa</p></li></ul>"
        "<p><span class=nb-calc>1 + 1 = 2</span></p></article>"
    )
    assert [own_words(block) for block in claims(tree.root)] == ["Có 5 việc.", "7 nữa"]


def test_pages_and_ledger_agree_on_the_number_of_claims(real_site: Path) -> None:
    ledger = json.loads((real_site / "du-lieu/claims.json").read_text(encoding="utf-8"))
    by_page: dict[str, int] = {}
    for claim in ledger:
        by_page[claim["page"]] = by_page.get(claim["page"], 0) + 1
        html = (real_site / claim["page"] / "index.html").read_text(encoding="utf-8")
        assert f'id="{claim["url"].partition("#")[2]}"' in html, claim["url"]
    shown = {}
    for path in real_site.rglob("index.html"):
        match = re.search(r'class="nb-ledger">Trang này có <a[^>]*>(\d+) chỗ', path.read_text(encoding="utf-8"))
        if match:
            shown[path.parent.relative_to(real_site).as_posix() + "/"] = int(match[1])
    assert shown == {page: count for page, count in by_page.items() if page != "thuat-ngu/"}


def test_figures_of_claims_are_read_from_vietnamese(real_site: Path) -> None:
    ledger = json.loads((real_site / "du-lieu/claims.json").read_text(encoding="utf-8"))
    values = {figure["value"] for claim in ledger for figure in claim["figures"]}
    assert {1549, 97900, 6606, 17.2, 35.8, 11000} <= values
    assert {"2018-09-24", "2019-07-01", "2018-07"} <= {day for claim in ledger for day in claim["dates"]}


def test_disagreements_stand_on_their_page_and_in_one_list(real_site: Path) -> None:
    listed = (real_site / "so-lieu/khac-biet/index.html").read_text(encoding="utf-8")
    places = re.findall(r'<th scope="row"><a href="\.\./\.\./([^"#]+)#(so-[^"]+)"', listed)
    assert len(places) >= 5
    for page, anchor in places:
        html = (real_site / page / "index.html").read_text(encoding="utf-8")
        row = re.search(rf'<tr id="{anchor}">.*?</tr>', html, re.DOTALL)
        assert row and "Nguồn nói khác nhau" in row[0] and "Lý do chọn" in row[0]


def test_sitemap_tells_the_days_of_the_notes(real_site: Path) -> None:
    days = set(re.findall(r"<lastmod>([^<]+)</lastmod>", (real_site / "sitemap.xml").read_text(encoding="utf-8")))
    notes = {
        item["date_modified"][:10]
        for item in json.loads((real_site / "feed.json").read_text(encoding="utf-8"))["items"]
    }
    assert days == notes
