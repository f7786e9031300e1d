"""One compiled page, and the writing of it from a template."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from nienbieu import claims, labels, text, timeline
from nienbieu.catalog import Catalog
from nienbieu.edtf import Edtf, Point
from nienbieu.model import Source
from nienbieu.notes import Notes
from nienbieu.urls import relative

_HEADING = re.compile(r"#{1,6} ")


@dataclass(frozen=True)
class Page:
    """A page of the compiled tree."""

    url: str
    """Address below the root: `mo-hinh/ha-giang/`."""
    title: str
    description: str
    body: str
    """Markdown headings with HTML between them; no empty line inside the HTML."""
    source: str = ""
    """File to edit, below the content folder; empty for pages nobody writes."""
    meta: dict[str, Any] = field(default_factory=dict)
    """Further front matter."""

    @property
    def path(self) -> str:
        """File in the compiled tree."""
        return f"{self.url.rstrip('/') or 'index'}.md"

    @property
    def markdown(self) -> str:
        """The whole file."""
        head = {"title": self.title, "description": self.description, **self.meta}
        front = yaml.safe_dump(head, allow_unicode=True, sort_keys=True, width=1000)
        return f"---\n{front}---\n\n{self.body}"


class Writer:
    """What a template may use to write one page: links, citations, dates."""

    def __init__(self, catalog: Catalog, url: str, uses: dict[str, int] | None = None) -> None:
        self.catalog = catalog
        self.url = url
        self.notes = Notes(uses)

    def href(self, url: str) -> str:
        """Link from this page to another address below the root."""
        return relative(self.url, url)

    def cite(self, sources: Iterable[str]) -> Markup:
        """Numbered marks for the sources, leading to the notes at the foot."""
        return self._marks((source, *self.notes.mark(source)) for source in sources)

    def cite_lead(self, sources: Iterable[str]) -> Markup:
        """Marks of the summary, whose numbers were set aside before the prose was rendered."""
        return self._marks((source, n, f"trich-{n}-1") for n, source in enumerate(sources, 1))

    def _marks(self, marks: Iterable[tuple[str, int, str]]) -> Markup:
        links = (
            Markup('<a href="#nguon-{n}" id="{id}" aria-label="Nguồn {n}: {publisher}">{n}</a>').format(
                n=number, id=anchor, publisher=self.source(source).publisher
            )
            for source, number, anchor in marks
        )
        return Markup('<sup class="nb-cite" data-search-exclude>{}</sup>').format(Markup("").join(links))

    def source(self, source: str) -> Source:
        """The source record of an id."""
        return self.catalog.sources[source].value

    def cited(self) -> list[tuple[int, Source, int]]:
        """Number, source and count of uses of everything cited so far."""
        return [(n, self.source(s), uses) for n, (s, uses) in enumerate(self.notes.uses.items(), 1)]


def write(template: str, writer: Writer, **values: Any) -> str:
    """Render a template to a page body: headings stand alone, HTML has no empty lines."""
    rendered = _environment().get_template(template).render(w=writer, **values)
    lines: list[str] = []
    for line in rendered.splitlines():
        if _HEADING.match(line):
            lines += ["", line, ""]
        elif line.strip():
            lines.append(line.strip())
    return "\n".join(lines).strip() + "\n"


def time(date: Edtf) -> Markup:
    """A date in words, each point of it machine-readable."""
    words = str(date)
    for point in {date.start, date.end} - {None}:
        assert isinstance(point, Point)
        words = words.replace(str(point), f'<time datetime="{point.iso}">{escape(str(point))}</time>', 1)
    return Markup(words)


def pre(words: str) -> Markup:
    """Escape a text for `<pre>` on one line of the compiled page."""
    return Markup(str(escape(words)).replace("\n", "&#10;"))


def heading(words: str) -> Markup:
    """Escape a text for a Markdown heading."""
    return Markup(re.sub(r"([\\`*_{}\[\]#|])", r"\\\1", str(escape(words))))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("nienbieu", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        comment_start_string="<#",
        comment_end_string="#>",
    )  # `{#` opens a heading anchor here
    environment.filters |= {
        "time": time,
        "h": heading,
        "pre": pre,
        "number": text.number,
        "slug": text.slugify,
        "entry": lambda slug, catalog, folder: catalog.get(folder, slug),
        "lineage_title": timeline.lineage_title,
        "figure_value": claims.figure_value,
        "figure_anchor": claims.figure_anchor,
    }
    environment.globals |= {"labels": labels, "moment_anchor": timeline.moment_anchor, "by_year": timeline.by_year}
    return environment
