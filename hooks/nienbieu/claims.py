"""The claim ledger: every statement with a number or a date, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nienbieu import labels, text
from nienbieu.catalog import Catalog, Entry
from nienbieu.fields import Figure
from nienbieu.prose import Prose
from nienbieu.timeline import moments_of


@dataclass(frozen=True)
class Claim:
    """One statement of one page."""

    id: str
    """Unique on the site: `mo-hinh/ha-giang#c-1a2b3c4d`."""
    kind: str
    """`prose`, `figure` or `event`."""
    entry: Entry
    anchor: str
    text: str
    sources: tuple[str, ...]

    @property
    def url(self) -> str:
        """Address below the root."""
        return f"{self.entry.url}#{self.anchor}" if self.anchor else self.entry.url


def all_claims(catalog: Catalog, proses: Mapping[str, Prose]) -> tuple[Claim, ...]:
    """The ledger, in order of page and place on it."""
    return tuple(claim for entry in catalog.entries for claim in _claims_of(entry, proses[entry.path]))


def _claims_of(entry: Entry, prose: Prose) -> Iterator[Claim]:
    yield _claim(entry, "event", "tom-tat", entry.record.summary, entry.record.sources)
    for block in prose.blocks:
        if block.is_claim:
            yield _claim(entry, "prose", block.anchor, block.text, block.sources)
    for figure in entry.record.figures:
        yield _claim(entry, "figure", figure_anchor(figure), figure_text(figure), figure.sources)
    for moment in moments_of(entry):
        anchor = moment.url.partition("#")[2]
        if anchor:
            yield _claim(entry, "event", anchor, f"{moment.date}: {moment.title}", moment.sources)


def _claim(entry: Entry, kind: str, anchor: str, words: str, sources: tuple[str, ...]) -> Claim:
    return Claim(f"{entry.url.rstrip('/')}#{anchor}", kind, entry, anchor, words, sources)


def figure_anchor(figure: Figure) -> str:
    """Anchor of a figure on its page."""
    return f"so-{figure.id}"


def figure_text(figure: Figure) -> str:
    """Say a figure in one line: `Phòng chuyên môn: 12 → 7 phòng`."""
    return f"{figure.what}: {figure_value(figure)} {figure.unit}" + (f" ({figure.date})" if figure.date else "")


def figure_value(figure: Figure) -> str:
    """Write the value as the source states it: `khoảng 97.900`, `12 → 7`, `−5`."""
    hedge = labels.QUALIFIERS[figure.qualifier]
    if figure.before is not None and figure.after is not None:
        return f"{hedge}{text.number(figure.before)} → {text.number(figure.after)}"
    value = figure.value if figure.value is not None else figure.change
    assert value is not None
    return hedge + text.number(value)
