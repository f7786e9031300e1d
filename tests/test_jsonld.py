"""The JSON-LD says only what the vocabulary of schema.org allows, and what the records say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from nienbieu import exports, jsonld
from nienbieu.catalog import Entry
from nienbieu.jsonld import Node
from nienbieu.pipeline import check_content
from nienbieu.site import Site

ROOT = Path(__file__).resolve().parent.parent
BASE = "https://example.org/nien-bieu/"
VOCABULARY = json.loads((ROOT / "tests" / "data" / "schemaorg.json").read_text(encoding="utf-8"))
"""Part of the release its header names: types, data types and properties."""
KEYWORDS = {"@context", "@type", "@id", "@graph"}
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
COVERAGE = re.compile(rf"{DAY.pattern}(/({DAY.pattern}|\.\.))?")


@cache
def site_of(folder: str) -> Site:
    site, problems = check_content(ROOT / folder)
    assert not problems
    return site


def data_of(folder: str) -> Iterator[Node]:
    """Everything the site of that content says in JSON-LD."""
    site = site_of(folder)
    yield from (jsonld.record_jsonld(site, entry, BASE) for entry in site.catalog.entries)
    yield jsonld.dataset_jsonld(site, BASE, exports.all_files(site))
    yield jsonld.website_jsonld(site, BASE)


@cache
def ancestry(name: str) -> frozenset[str]:
    """A type or data type with all its ancestors; empty for a name the vocabulary lacks."""
    known = VOCABULARY["types"] | VOCABULARY["datatypes"]
    if name not in known:
        return frozenset()
    return frozenset({name}.union(*(ancestry(parent) for parent in known[name])))


def faults(data: Node) -> list[str]:
    """What a validator would say of the data: one line per fault."""
    nodes = data.get("@graph", [data])
    types = {node["@id"]: node["@type"] for node in walk(nodes) if "@type" in node and "@id" in node}
    return [fault for node in nodes for fault in faults_of(node, types)]


def walk(value: Any) -> Iterator[Node]:
    """Every object in the value, the outer ones first."""
    if isinstance(value, list | tuple):
        for item in value:
            yield from walk(item)
    elif isinstance(value, dict):
        yield value
        yield from walk(list(value.values()))


def faults_of(node: Node, types: dict[str, str]) -> Iterator[str]:
    kinds = ancestry(node["@type"])
    if not kinds:
        yield f"{node['@type']} is no type"
    if "@id" in node and not is_address(node["@id"]):
        yield f"{node['@id']} is no address"
    for name in node.keys() - KEYWORDS:
        values = node[name] if isinstance(node[name], list) else [node[name]]
        for value in values:
            yield from faults_of_value(node["@type"], name, value, types)


def faults_of_value(type_: str, name: str, value: Any, types: dict[str, str]) -> Iterator[str]:
    where = f"{type_}.{name}"
    # https://schema.org/docs/actions.html: an input constraint is the action's property with `-input`, in text.
    rule = VOCABULARY["properties"].get(name.removesuffix("-input"))
    if rule is None or not ancestry(type_) & set(rule["domains"]):
        yield f"{where} is not allowed"
    elif name.endswith("-input"):
        if not re.fullmatch(r"required name=\w+", value):
            yield f"{where} is no input constraint"
    elif not any(fits(value, wanted, types) for wanted in rule["ranges"]):
        yield f"{where} takes {rule['ranges']}, not {value!r}"
    if isinstance(value, dict) and "@type" in value:
        yield from faults_of(value, types)


def fits(value: Any, wanted: str, types: dict[str, str]) -> bool:
    """Tell whether a value is of a type or data type; a bare reference has the type of what it refers to."""
    match value:
        case dict():
            return wanted in ancestry(value.get("@type") or types.get(value["@id"], ""))
        case bool():
            return wanted == "Boolean"
        case int():
            return wanted in ("Integer", "Number")
        case float():
            return wanted == "Number"
        case str():
            return wanted == "Text" or (wanted == "URL" and is_address(value)) or (wanted == "Date" and is_date(value))
    return False


def is_address(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in ("http", "https") and "." in parts.netloc and not re.search(r"[\s<>\"{}|\\^`]", text)


def is_date(text: str) -> bool:
    if not DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("folder", ["content", "tests/minimal"])
def test_the_vocabulary_allows_all_that_is_said(folder: str) -> None:
    assert [fault for data in data_of(folder) for fault in faults(data)] == []


def test_the_vocabulary_covers_every_kind() -> None:
    used = {
        node["@type"]
        for folder in ("content", "tests/minimal")
        for data in data_of(folder)
        for node in walk(data)
        if "@type" in node
    }
    assert {"Event", "EventSeries", "Organization", "AdministrativeArea", "Observation", "Dataset", "WebSite"} <= used
    assert used <= set(VOCABULARY["header"]["used"])


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        ({"@type": "Article", "headline": "Tên"}, None),
        ({"@type": "Articel", "headline": "Tên"}, "Articel is no type"),
        ({"@type": "Article", "startDate": "2019"}, "Article.startDate is not allowed"),
        ({"@type": "Article", "variableMeasured": "Phòng"}, "Article.variableMeasured is not allowed"),
        ({"@type": "Article", "headlin": "Tên"}, "Article.headlin is not allowed"),
        ({"@type": "Thing", "name-input": "required name=x", "query-input": "x"}, "Thing.query-input is not allowed"),
        ({"@type": "SearchAction", "query-input": "x"}, "SearchAction.query-input is no input constraint"),
        ({"@type": "Event", "startDate": "2019-02-30"}, "Event.startDate takes ['Date', 'DateTime'], not '2019-02-30'"),
        ({"@type": "Event", "startDate": "2019~"}, "Event.startDate takes ['Date', 'DateTime'], not '2019~'"),
        ({"@type": "Thing", "url": "mo-hinh/x/"}, "Thing.url takes ['URL'], not 'mo-hinh/x/'"),
        ({"@type": "Thing", "@id": "#x"}, "#x is no address"),
        (
            {"@type": "Article", "publisher": {"@type": "Place", "name": "x"}},
            "Article.publisher takes ['Organization', 'Person'], not {'@type': 'Place', 'name': 'x'}",
        ),
        (
            {"@type": "Article", "about": {"@id": "https://example.org/#nowhere"}},
            "Article.about takes ['Thing'], not {'@id': 'https://example.org/#nowhere'}",
        ),
        ({"@type": "Article", "about": [{"@type": "Event", "value": 1}]}, "Event.value is not allowed"),
    ],
)
def test_the_check_finds_what_is_wrong(node: Node, expected: str | None) -> None:
    found = faults(node)
    assert (expected in found) if expected else found == []


def graph(entry: Entry, site: Site) -> tuple[Node, Node, Node]:
    article, subject, crumbs = jsonld.record_jsonld(site, entry, BASE)["@graph"]
    return article, subject, crumbs


def cited_by(entry: Entry, site: Site) -> set[str]:
    """Every source the prose and the front matter name, at whatever depth."""
    nodes = walk(entry.record.model_dump())
    listed = {source for node in nodes for source in node.get("sources", ())}
    return listed | site.proses[entry.path].uses.keys()


@pytest.mark.parametrize("folder", ["content", "tests/minimal"])
def test_an_article_is_dated_and_sourced_as_its_page(folder: str) -> None:
    site = site_of(folder)
    for entry in site.catalog.entries:
        article, subject, _ = graph(entry, site)
        assert article["dateModified"] == entry.updated >= article["datePublished"]
        assert article["about"]["@id"] == subject["@id"]
        assert COVERAGE.fullmatch(article.get("temporalCoverage", "2000"))
        identities = [work["@id"] for work in article["citation"]]
        assert len(set(identities)) == len(identities)
        assert set(identities) == {f"{BASE}nguon/{source}/#nguon" for source in cited_by(entry, site)}
        assert {work["url"] for work in article["citation"] if "url" in work} == set(article.get("isBasedOn", []))
        cited = set(identities)
        for thing in article.get("mentions", []):
            assert {source["@id"] for source in thing.get("subjectOf", [])} <= cited


def minimal(folder: str, slug: str) -> tuple[Node, Node, Node]:
    site = site_of("tests/minimal")
    entry = site.catalog.get(folder, slug)
    assert entry
    return graph(entry, site)


def test_a_meeting_known_to_the_day_is_an_event() -> None:
    article, subject, _ = minimal("cot-moc", "hoi-nghi-2019")
    assert (subject["@type"], subject["startDate"]) == ("Event", "2019-07-01")
    assert "endDate" not in subject
    assert article["temporalCoverage"] == "2019-07-01"


@pytest.mark.parametrize(("folder", "slug"), [("cot-moc", "khai-mac-2018"), ("mo-hinh", "ha-giang")])
def test_a_period_or_a_model_is_no_event(folder: str, slug: str) -> None:
    article, subject, _ = minimal(folder, slug)
    assert subject["@type"] == "Thing"
    assert not {"startDate", "endDate"} & subject.keys()
    assert article["temporalCoverage"]


def test_a_meeting_of_several_days_has_an_end(content: Any) -> None:
    root = content()
    path = root / "cot-moc" / "hoi-nghi-2019.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("date: 2019-07-01", "date: 2019-07-01/2019-07-03"), encoding="utf-8"
    )
    site, _ = check_content(root)
    _, subject, _ = graph(site.catalog.by_path["cot-moc/hoi-nghi-2019.md"], site)
    assert (subject["startDate"], subject["endDate"]) == ("2019-07-01", "2019-07-03")


def test_a_hedged_date_is_not_stated(content: Any) -> None:
    root = content()
    for path in root.rglob("*.md"):
        words = re.sub(r"^(date: [\d-]+)$", r"\1~", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        path.write_text(words, encoding="utf-8")
    site, _ = check_content(root)
    for entry in site.catalog.entries:
        article, subject, _ = graph(entry, site)
        assert "temporalCoverage" not in article
        assert not {"startDate", "foundingDate", "legislationDate", "datePublished"} & subject.keys()


def test_what_ended_is_contained_in_what_is_today() -> None:
    _, subject, _ = minimal("dia-phuong", "ha-giang")
    whole = {"@type": "AdministrativeArea", "@id": f"{BASE}dia-phuong/tuyen-quang/#chu-de", "name": "Tuyên Quang"}
    assert subject["containedInPlace"] == whole
    assert "containedInPlace" not in minimal("dia-phuong", "tuyen-quang")[1]


def test_an_edition_is_an_event_of_the_award() -> None:
    site = site_of("content")
    for slug, entry in site.catalog.folders["bua-liem-vang"].items():
        _, subject, crumbs = graph(entry, site)
        if slug == "bua-liem-vang":
            assert subject["@type"] == "EventSeries"
            assert [step["position"] for step in crumbs["itemListElement"]] == [1, 2]
        else:
            assert subject["@type"] == "Event"
            assert subject["superEvent"]["@id"] == f"{BASE}bua-liem-vang/#chu-de"
            held = "Lễ trao giải: " if getattr(entry.record, "date", None) else ""
            assert subject["name"] == held + entry.record.title


def test_laws_and_numbered_acts_of_the_state_are_legislation() -> None:
    """The Party's documents are not: their numbers carry no year."""
    site = site_of("content")
    for entry in site.catalog.folders["van-ban"].values():
        _, subject, _ = graph(entry, site)
        kind, number = getattr(entry.record, "type", ""), getattr(entry.record, "identifier", None) or ""
        of_the_state = kind == "law" or bool(re.match(r"\d+/\d{4}/", number))
        assert (subject["@type"] == "Legislation") == of_the_state
        assert "Nguồn không nêu" not in json.dumps(subject, ensure_ascii=False)


def test_a_decree_of_the_state_is_legislation(content: Any) -> None:
    root = content()
    path = root / "van-ban" / "18-nq-tw.md"
    words = path.read_text(encoding="utf-8").replace("identifier: 18-NQ/TW", "identifier: 18/2017/NĐ-CP")
    path.write_text(words, encoding="utf-8")
    site, _ = check_content(root)
    data = jsonld.record_jsonld(site, site.catalog.by_path["van-ban/18-nq-tw.md"], BASE)
    subject = data["@graph"][1]
    assert subject["@type"] == "Legislation"
    assert subject["legislationIdentifier"] == "18/2017/NĐ-CP"
    assert subject["legislationDate"] == "2017-10-25"
    assert subject["legislationPassedBy"]["name"] == "Ban Chấp hành Trung ương"
    assert faults(data) == []


def test_only_exact_figures_are_observations() -> None:
    site = site_of("content")
    for entry in site.catalog.entries:
        shown = {thing["@id"] for thing in graph(entry, site)[0].get("mentions", []) if thing["@type"] == "Observation"}
        exact = {f for f in entry.record.figures if f.value is not None and f.qualifier == "exact"}
        assert shown == {f"{BASE}{entry.url}#so-{figure.id}" for figure in exact}


def test_the_way_to_a_page_begins_at_home() -> None:
    _, _, crumbs = minimal("mo-hinh", "ha-giang")
    steps = [(step["name"], step["item"]["@id"]) for step in crumbs["itemListElement"]]
    assert steps[:2] == [("Trang chủ", BASE), ("Mô hình", f"{BASE}mo-hinh/")]
    assert steps[2][1] == f"{BASE}mo-hinh/ha-giang/"


def test_every_data_file_is_distributed() -> None:
    site = site_of("content")
    files = exports.all_files(site)
    data = jsonld.dataset_jsonld(site, BASE, files)
    assert [file["contentUrl"] for file in data["distribution"]] == [f"{BASE}du-lieu/{file.name}" for file in files]
    assert all("/" in file["encodingFormat"] for file in data["distribution"])
    assert re.fullmatch(r"\d{4}/\d{4}", data["temporalCoverage"])


def test_the_search_is_the_one_of_the_site() -> None:
    action = jsonld.website_jsonld(site_of("tests/minimal"), BASE)["potentialAction"]
    assert action["target"]["urlTemplate"] == f"{BASE}tim-kiem/?q={{search_term_string}}"


def test_a_script_cannot_be_left() -> None:
    data = {"b": "</script><!-- &amp; \u2028", "a": "Niên biểu"}
    element = str(jsonld.script(data))
    assert element == (
        '<script type="application/ld+json">{"a":"Niên biểu",'
        r'"b":"\u003c/script\u003e\u003c!-- \u0026amp; \u2028"}</script>'
    )
    assert json.loads(element.removeprefix('<script type="application/ld+json">').removesuffix("</script>")) == data


@pytest.mark.parametrize("folder", ["content", "tests/minimal"])
def test_scripts_are_one_line_and_always_the_same(folder: str) -> None:
    elements = [jsonld.script(data) for data in data_of(folder)]
    assert elements == [jsonld.script(data) for data in data_of(folder)]
    assert not any("\n" in element for element in elements)
