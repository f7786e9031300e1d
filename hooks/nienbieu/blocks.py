"""The blocks of prose: their anchors, whether they are claims, and what they say of other pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from nienbieu import markup
from nienbieu.links import Wrong
from nienbieu.prose import Block, Mention
from nienbieu.references import Work
from nienbieu.text import fold, sentence_at
from nienbieu.tree import append_link, blocks, flatten, sectioned


def name_blocks(work: Work) -> Iterator[Block]:
    """Give every block its anchor and yield what it states; an uncited claim is a problem."""
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
        if block.is_claim:
            append_link(element, block.anchor)
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


def mentions(work: Work) -> Iterator[Mention]:
    """Yield what the prose says of other pages, block by block."""
    for block in blocks(work.root):
        text, places = flatten(block)
        for offset, element in places:
            if element in work.linked:
                yield Mention(work.linked[element], sentence_at(text, offset), block.attrib["id"])
