"""Take any source, citation, value or reason away from the real content, or change a digit: the check finds it.

Mutations are drawn at random, with a fixed seed, from every place of the content where one can be made.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nienbieu import ledger
from nienbieu.pipeline import check_content
from nienbieu.recorded import LEDGER

CONTENT = Path(__file__).resolve().parent.parent / "content"
SEED, DRAWN, BATCHES = 20261120, 26, 6
Edit = tuple[int, int, str]
"""Start and end of a piece of a file, and what stands there instead."""


def front_end(text: str) -> int:
    return text.index("\n---\n", 4)


def deletions(pattern: str, text: str, start: int = 0, end: int | None = None) -> Iterator[Edit]:
    for match in re.compile(pattern).finditer(text, start, len(text) if end is None else end):
        yield match.start(), match.end(), ""


def source_records(text: str) -> Iterator[Edit]:
    """Whole entries of a file of sources."""
    return deletions(r"(?:^|(?<=\n))- id: (?:.*\n)(?:  .*\n)*", text)


def citations(text: str) -> Iterator[Edit]:
    return deletions(r"[ ]?\[@[^\]]+\]", text, front_end(text))


def cited_ids(text: str) -> Iterator[Edit]:
    return deletions(r"(?<=\[)@[^;\]]+; (?=@)|; @[^;\]]+", text, front_end(text))


def listed_sources(text: str) -> Iterator[Edit]:
    """One id out of a list `sources: [a, b]`."""
    for whole in re.finditer(r"sources: \[([^\]]+)\]", text[: front_end(text)]):
        for part in re.finditer(r"[a-z0-9-]+(?:, )?", whole[1]):
            yield whole.start(1) + part.start(), whole.start(1) + part.end(), ""


def values(text: str) -> Iterator[Edit]:
    return deletions(
        r"(?:, (?:value|before|after|change): -?[\d.]+|(?:value|before|after|change): -?[\d.]+, )",
        text,
        0,
        front_end(text),
    )


def reasons(text: str) -> Iterator[Edit]:
    yield from deletions(r"\n    reason: .*", text, 0, front_end(text))
    yield from deletions(
        r", unexplained: [^}\n]*|\n    unexplained: .*|preferred: true, |, preferred: true", text, 0, front_end(text)
    )


def digits(pattern: str, text: str, start: int, end: int) -> Iterator[Edit]:
    for match in re.compile(pattern).finditer(text, start, end):
        for offset in re.finditer(r"\d", match[0]):
            place = match.start() + offset.start()
            yield place, place + 1, str((int(text[place]) + 1) % 10)


def digits_of_values(text: str) -> Iterator[Edit]:
    return digits(r"(?:value|before|after|change): -?[\d.]+", text, 0, front_end(text))


def digits_of_prose(text: str) -> Iterator[Edit]:
    """Digits of the visible words, not of addresses and ids."""
    hidden = [
        (m.start(), m.end())
        for m in re.finditer(r"\[@[^\]]*\]|\]\([^)]*\)|\[\[[^\]]*\]\]|^#.*$|^\d+\. ", text, re.MULTILINE)
    ]
    for edit in digits(r"\d[\d.,/]*", text, front_end(text), len(text)):
        if not any(start <= edit[0] < end for start, end in hidden):
            yield edit


MUTATORS: dict[str, tuple[str, Callable[[str], Iterator[Edit]]]] = {
    "source": ("nguon/*.yml", source_records),
    "citation": ("*/*.md", citations),
    "cited id": ("*/*.md", cited_ids),
    "listed source": ("*/*.md", listed_sources),
    "value": ("*/*.md", values),
    "reason": ("*/*.md", reasons),
    "digit of a value": ("*/*.md", digits_of_values),
    "digit of the prose": ("*/*.md", digits_of_prose),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content with its ledger recorded as it is now."""
    root = tmp_path_factory.mktemp("mutations") / "content"
    shutil.copytree(CONTENT, root)
    site, _ = check_content(root)
    (root / LEDGER).write_text(ledger.dump(ledger.record(site)), encoding="utf-8")
    assert check_content(root)[1] == ()
    return root


def drawn(kind: str, root: Path) -> list[tuple[Path, Edit]]:
    """Mutations of one kind, at random over all places where one can be made."""
    glob, mutator = MUTATORS[kind]
    places = [(path, edit) for path in sorted(root.glob(glob)) for edit in mutator(path.read_text(encoding="utf-8"))]
    assert places, f"nothing to mutate: {kind}"
    chosen = random.Random(f"{SEED} {kind}")
    return chosen.sample(places, min(DRAWN, len(places)))


def test_enough_mutations_are_drawn(copy: Path) -> None:
    assert sum(len(drawn(kind, copy)) for kind in MUTATORS) >= 200


@pytest.mark.parametrize("batch", range(BATCHES))
@pytest.mark.parametrize("kind", MUTATORS)
def test_no_mutation_is_missed(kind: str, batch: int, copy: Path) -> None:
    missed = []
    for path, (start, end, instead) in drawn(kind, copy)[batch::BATCHES]:
        sound = path.read_text(encoding="utf-8")
        path.write_text(sound[:start] + instead + sound[end:], encoding="utf-8")
        problems = check_content(copy)[1]
        path.write_text(sound, encoding="utf-8")
        where = path.relative_to(copy).as_posix()
        found = [p for p in problems if p.line >= 1 and p.cure and (kind == "source" or p.path == f"content/{where}")]
        if not found:
            missed.append(f"{where}: {sound[max(0, start - 40) : start]}⟦{sound[start:end]}⟧{sound[end : end + 40]}")
    assert missed == []
