"""The Markdown that contributors may write, and the extensions of it.

Contributors are not trusted: raw HTML is shown as text, images and attribute lists do not exist,
and links keep only harmless schemes. What is added is Pandoc's citation `[@id]` and the wiki
link `[[slug]]`; both leave elements behind that `prose` resolves.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

CITATION = "nb-citation"
WIKI = "nb-wiki"
CALCULATION = "nb-calculation"
_SKIPPED_INLINE = ("html", "image_link", "image_reference", "short_image_ref")
RAW_HTML = re.compile(r"<(?!https?:|mailto:)[A-Za-z!?][^>]*>?")
_IMAGE = re.compile(r"!\[[^\]]*\][(\[]")


class _Citation(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        return Element(CITATION, {"raw": m[0], "inside": m[1]}), m.start(0), m.end(0)


class _Wiki(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        return Element(WIKI, {"raw": m[0], "slug": m[1].strip(), "label": (m[2] or "").strip()}), m.start(0), m.end(0)


class _Calculation(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        return Element(CALCULATION, {"raw": m[0], "inside": m[1].strip()}), m.start(0), m.end(0)


class _Dialect(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        md.preprocessors.deregister("html_block")
        md.parser.blockprocessors.deregister("code")  # an indented paragraph is prose, and its numbers need sources
        for name in _SKIPPED_INLINE:
            md.inlinePatterns.deregister(name)
        md.inlinePatterns.register(_Wiki(r"\[\[([^\]|\n]+)(?:\|([^\]\n]+))?\]\]", md), "nb-wiki", 178)
        md.inlinePatterns.register(_Calculation(r"\[=([^\]\n]+)\]", md), "nb-calculation", 176)
        md.inlinePatterns.register(_Citation(r"\[(@[^\]\n]+)\]", md), "nb-citation", 177)


def to_tree(source: str) -> tuple[Element, markdown.Markdown]:
    """Parse prose into an element tree; the parser comes along to serialize it."""
    md = markdown.Markdown(extensions=["tables", "sane_lists", _Dialect()])
    lines = source.split("\n")
    for preprocessor in md.preprocessors:
        lines = preprocessor.run(lines)
    root = md.parser.parseDocument(lines).getroot()
    assert root is not None
    for treeprocessor in md.treeprocessors:
        changed = treeprocessor.run(root)
        root = root if changed is None else changed
    return root, md


def to_html(element: Element, md: markdown.Markdown) -> str:
    """Serialize one element, with what the parser had put aside."""
    html = md.serializer(element)
    for postprocessor in md.postprocessors:
        html = postprocessor.run(html)
    return html.strip()


def tables_without_head(source: str) -> list[int]:
    """Offsets of runs of `| cells |` that lack the `|---|` line, which Markdown shows as words."""
    found, position = [], 0
    for block in re.split(r"(\n[ \t]*\n)", source):
        lines = block.strip("\n").split("\n")
        if len(lines) > 1 and lines[0].startswith("|") and not re.fullmatch(r"[|: \t-]+", lines[1]):
            found.append(position + len(block) - len(block.lstrip("\n")))
        position += len(block)
    return found


def forbidden(source: str) -> list[tuple[int, str, str, str]]:
    """Find what the dialect does not have, as `(offset, code, message, cure)`."""
    found = [
        (
            m.start(),
            "html-tho",
            f"HTML thô '{m[0][:30]}' không được dùng",
            "Viết bằng Markdown; dấu < trong câu thì viết là \\<",
        )
        for m in RAW_HTML.finditer(source)
    ]
    found += [
        (
            m.start(),
            "hinh-anh",
            "hình ảnh không được dùng trong bài",
            "Bỏ hình; số liệu ghi vào figures, dẫn chiếu ghi bằng liên kết",
        )
        for m in _IMAGE.finditer(source)
    ]
    found += [
        (offset, "bang-sai", "bảng thiếu dòng '|---|---|' dưới hàng đầu", "Thêm dòng ấy, mỗi cột một nhóm gạch")
        for offset in tables_without_head(source)
    ]
    return sorted(found)
