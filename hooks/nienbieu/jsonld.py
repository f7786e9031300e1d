"""The pages in the words of schema.org, as JSON-LD, from the records the pages are made from.

Vocabulary: https://schema.org, held by `tests/test_jsonld.py` to its release. What the vocabulary
cannot say truly is left out: a date that a source hedges, a figure that is about, over or under.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from markupsafe import Markup

from nienbieu import labels
from nienbieu.catalog import Entry
from nienbieu.claims import figure_anchor
from nienbieu.edtf import Edtf
from nienbieu.exports import DataFile
from nienbieu.fields import Figure
from nienbieu.model import Milestone, Model, Source
from nienbieu.site import Site
from nienbieu.subjects import Node, cited, date_iso, node, reference, source_id, subject, subject_id
from nienbieu.timeline import HUBS

_CONTEXT: Final = {"@context": "https://schema.org"}
_NAME: Final = "Niên biểu"
_LICENSE: Final = "https://creativecommons.org/licenses/by/4.0/"
_DATA_DESCRIPTION: Final = (
    "Số liệu, mốc thời gian, văn bản, địa phương, mô hình và nguồn trên Niên biểu; mỗi số liệu đều ghi nguồn."
)
_ENCODINGS: Final = {"csv": "text/csv", "json": "application/json", "md": "text/markdown"}


def record_jsonld(site: Site, entry: Entry, base: str) -> Node:
    """The graph of a record's page: the article, what it is about, and the way to it.

    `base` is the site's full address with a closing slash, here and below.
    """
    return {
        **_CONTEXT,
        "@graph": [_article(site, entry, base), subject(site.catalog, entry, base), _crumbs(entry, base)],
    }


def dataset_jsonld(site: Site, base: str, files: Sequence[DataFile]) -> Node:
    """The open data of `/du-lieu/`; `files` are those of `exports.all_files`."""
    values = {
        "name": f"Dữ liệu mở của {_NAME}",
        "description": _DATA_DESCRIPTION,
        "url": f"{base}du-lieu/",
        "creator": _publisher(base),
        "dateModified": _newest(site),
        "temporalCoverage": _years(moment.date for moment in site.moments),
        "distribution": [_download(file, base) for file in files],
    }
    return {**_CONTEXT, **node("Dataset", {**_open(base), **values})}


def website_jsonld(site: Site, base: str) -> Node:
    """The site itself, for its home page, with its search (https://schema.org/docs/actions.html)."""
    entry_point = node("EntryPoint", {"urlTemplate": f"{base}tim-kiem/?q={{search_term_string}}"})
    values = {
        "name": _NAME,
        "description": labels.HOME_DESCRIPTION,
        "url": base,
        "dateModified": _newest(site),
        "potentialAction": node(
            "SearchAction", {"target": entry_point, "query-input": "required name=search_term_string"}
        ),
    }
    return {**_CONTEXT, **node("WebSite", {**_open(base), **values})}


def script(data: Node) -> Markup:
    """The element that carries JSON-LD: one line, the same bytes for the same data, no way out of the element."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    escaped = re.sub("[<>&\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", text)
    return Markup(f'<script type="application/ld+json">{escaped}</script>')


def _newest(site: Site) -> str:
    """Day of the newest change note."""
    return max((entry.updated for entry in site.catalog.entries), default="")


def _open(base: str) -> Node:
    """What every work of the site offers: free, in Vietnamese, under one licence."""
    return {
        "inLanguage": "vi",
        "isAccessibleForFree": True,
        "license": _LICENSE,
        "publisher": _publisher(base),
    }


def _publisher(base: str) -> Node:
    return node("Organization", {"@id": f"{base}#nien-bieu", "name": _NAME, "url": base})


def _article(site: Site, entry: Entry, base: str) -> Node:
    record, url = entry.record, base + entry.url
    sources = _sources(site, entry)
    values = {
        "@id": f"{url}#bai",
        "headline": record.title,
        "description": record.summary,
        "url": url,
        "mainEntityOfPage": url,
        "author": {"@id": _publisher(base)["@id"]},
        "datePublished": min(change.date.iso for change in record.changes),
        "dateModified": entry.updated,
        "temporalCoverage": _coverage(entry),
        "about": {"@id": subject_id(entry, base)},
        "mentions": [*_named(site, entry, base), *_observations(entry, base)],
        "citation": [cited(source, base) for source in sources],
        "isBasedOn": list(dict.fromkeys(source.URL for source in sources if source.URL)),
    }
    return node("Article", {**_open(base), **values})


def _sources(site: Site, entry: Entry) -> list[Source]:
    """What the page cites, once each, in order of first citation."""
    record = entry.record
    of_figures = (source for figure in record.figures for source in figure.sources)
    of_values = (source for differing in record.disagreements for value in differing.values for source in value.sources)
    of_changes = (source for change in record.lineage for source in change.sources)
    of_events = (source for event in record.events for source in event.sources)
    in_prose = site.proses[entry.path].uses
    ids = dict.fromkeys((*record.sources, *in_prose, *of_values, *of_figures, *of_changes, *of_events))
    return [site.catalog.sources[id_].value for id_ in ids]


def _named(site: Site, entry: Entry, base: str) -> Iterator[Node]:
    """The places, documents and organizations that the front matter names."""
    for folder, key in HUBS.items():
        for slug in getattr(entry.record, key):
            named = site.catalog.get(folder, slug)
            if named and named is not entry:
                yield reference(named, base)


def _observations(entry: Entry, base: str) -> Iterator[Node]:
    """The exact figures, with the sources each of them rests on."""
    for figure in entry.record.figures:
        if figure.value is not None and figure.qualifier == "exact":
            yield _observation(figure, f"{base}{entry.url}#{figure_anchor(figure)}", base)


def _observation(figure: Figure, address: str, base: str) -> Node:
    values = {
        "@id": address,
        "variableMeasured": figure.what,
        "value": figure.value,
        "unitText": figure.unit,
        "observationDate": date_iso(figure.date),
        "description": figure.note,
        "subjectOf": [{"@id": source_id(source, base)} for source in figure.sources],
    }
    return node("Observation", values)


def _crumbs(entry: Entry, base: str) -> Node:
    steps = [("Trang chủ", ""), (labels.FOLDERS[entry.folder], f"{entry.folder}/"), (entry.record.title, entry.url)]
    if entry.url == f"{entry.folder}/":
        del steps[-1]
    items = [
        node("ListItem", {"position": n, "name": name, "item": node("WebPage", {"@id": base + url, "name": name})})
        for n, (name, url) in enumerate(steps, 1)
    ]
    return node("BreadcrumbList", {"itemListElement": items})


def _download(file: DataFile, base: str) -> Node:
    values = {
        "name": file.name,
        "description": file.description,
        "contentUrl": f"{base}du-lieu/{file.name}",
        "encodingFormat": _ENCODINGS.get(file.name.rpartition(".")[2]),
    }
    return node("DataDownload", values)


def _coverage(entry: Entry) -> str:
    """The time a milestone or a model tells of, as ISO 8601; dates of other kinds are days of their subjects."""
    match entry.record:
        case Milestone(date=date) | Model(date=date):
            hedged = date.start.hedge or (date.end and date.end.hedge)
            return "" if hedged else date.text
    return ""


def _years(dates: Iterable[Edtf]) -> str:
    """From the first year to the last: `1930/2026`."""
    years = [point.year for date in dates for point in (date.start, date.end) if point]
    return f"{min(years)}/{max(years)}" if years else ""
