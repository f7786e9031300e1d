"""The claim ledger: every statement with a number or a date, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nienbieu import labels, text
from nienbieu.catalog import Catalog, Entry
from nienbieu.fields import Disagreement, Figure, Reported
from nienbieu.prose import Prose
from nienbieu.timeline import moments_of


@dataclass(frozen=True)
class Claim:
    """One sourced statement of one page; a claim in the strict sense when it has a number or a date."""

    kind: str
    """`summary`, `prose`, `figure`, `event` or `term`."""
    page: str
    """Address of its page below the root."""
    title: str
    """Title of its page."""
    anchor: str
    text: str
    sources: tuple[str, ...]

    @property
    def id(self) -> str:
        """Unique on the site: `mo-hinh/ha-giang#c-1a2b3c4d`."""
        return f"{self.page.rstrip('/')}#{self.anchor}"

    @property
    def url(self) -> str:
        """Address below the root."""
        return f"{self.page}#{self.anchor}"

    @property
    def is_strict(self) -> bool:
        """Whether it states a number or a date, that is, has a digit."""
        return any(c.isdigit() for c in self.text)


def all_statements(catalog: Catalog, proses: Mapping[str, Prose]) -> tuple[Claim, ...]:
    """Every sourced statement, in order of page and place on it."""
    of_records = (claim for entry in catalog.entries for claim in _of_record(entry, proses[entry.path]))
    return (*of_records, *_of_glossary(catalog))


def _of_record(entry: Entry, prose: Prose) -> Iterator[Claim]:
    record, page = entry.record, (entry.url, entry.record.title)
    yield Claim("summary", *page, "tom-tat", record.summary, record.sources)
    for block in prose.blocks:
        if block.sources:
            yield Claim("prose", *page, block.anchor, block.text, block.sources)
    for figure in record.figures:
        yield Claim("figure", *page, figure_anchor(figure), figure_text(figure), figure.sources)
    for disagreement in record.disagreements:
        sources = tuple(dict.fromkeys(source for value in disagreement.values for source in value.sources))
        yield Claim("figure", *page, figure_anchor(disagreement), disagreement_text(disagreement), sources)
    for moment in moments_of(entry):
        if moment.origin != "record":
            anchor = moment.url.partition("#")[2]
            yield Claim("event", *page, anchor, f"{moment.date}: {moment.title}", moment.sources)


def _of_glossary(catalog: Catalog) -> Iterator[Claim]:
    for term in (located.value for located in catalog.terms):
        if term.sources:
            words = f"{term.term}: {term.definition}"
            yield Claim("term", "thuat-ngu/", "Thuật ngữ", text.slugify(term.term), words, term.sources)


def figure_anchor(figure: Figure | Disagreement) -> str:
    """Anchor of a figure on its page."""
    return f"so-{figure.id}"


def figure_text(figure: Figure) -> str:
    """Say a figure in one line: `Phòng chuyên môn: 12 → 7 phòng`."""
    return f"{figure.what}: {figure_value(figure)} {figure.unit}" + (f" ({figure.date})" if figure.date else "")


def disagreement_text(disagreement: Disagreement) -> str:
    """Say a disagreement in one line, the preferred value first."""
    first, *others = sorted(disagreement.values, key=lambda value: not value.preferred)
    rest = "; ".join(figure_value(value) for value in others)
    return f"{disagreement.what}: {figure_value(first)} {disagreement.unit} (có nguồn nêu {rest})"


def figure_value(figure: Figure | Reported) -> str:
    """Write the value as the source states it: `khoảng 97.900`, `12 → 7`, `−5`."""
    if isinstance(figure, Reported):
        return labels.QUALIFIERS[figure.qualifier] + text.number(figure.value)
    hedge = labels.QUALIFIERS[figure.qualifier]
    if figure.before is not None and figure.after is not None:
        return f"{hedge}{text.number(figure.before)} → {text.number(figure.after)}"
    value = figure.value if figure.value is not None else figure.change
    assert value is not None
    return hedge + text.number(value)
