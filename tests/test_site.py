"""Built sites, followed link by link: the real one and the minimal one."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from conftest import BASE, MINIMAL, ROOT, build

LOADING = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
}
HOST = "https://example.org"


@dataclass
class Html(HTMLParser):
    """What a page links to, loads and can be linked at."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "link" and values.get("rel") not in ("canonical", "alternate", "prev", "next"):
            self.loads.append(values["href"])
        if tag in LOADING and LOADING[tag] in values:
            self.loads.append(values[LOADING[tag]])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))


def parse(path: Path) -> Html:
    html = Html()
    html.feed(path.read_text(encoding="utf-8"))
    return html


def address(site: Path, page: Path) -> str:
    """Address of a built page, under the sub-path."""
    return HOST + BASE + page.relative_to(site).as_posix().removesuffix("index.html")


def target(site: Path, url: str) -> Path:
    path = site / unquote(urlsplit(url).path.removeprefix(BASE))
    return path / "index.html" if url.split("#")[0].endswith("/") else path


@pytest.fixture(params=["real_site", "small_site"])
def site(request: pytest.FixtureRequest) -> Path:
    path: Path = request.getfixturevalue(request.param)
    return path


@pytest.fixture
def pages(site: Path) -> dict[Path, Html]:
    return {path: parse(path) for path in sorted(site.rglob("*.html"))}


def broken(site: Path, pages: dict[Path, Html]) -> Iterator[str]:
    for page, html in pages.items():
        for href in html.links:
            url = urljoin(address(site, page), href)
            if not url.startswith(HOST):
                continue
            if not url.startswith(HOST + BASE):
                yield f"{address(site, page)}: {href} leaves the sub-path"
                continue
            path = target(site, url)
            if not path.is_file():
                yield f"{address(site, page)}: {href}"
            elif (anchor := unquote(urlsplit(url).fragment)) and path in pages and anchor not in pages[path].ids:
                yield f"{address(site, page)}: {href}: no such anchor"


def test_no_link_or_anchor_is_broken(site: Path, pages: dict[Path, Html]) -> None:
    assert list(broken(site, pages)) == []
    assert sum(len(html.links) for html in pages.values()) > 500


def test_ids_stand_once(pages: dict[Path, Html]) -> None:
    for page, html in pages.items():
        assert [id_ for id_, count in Counter(html.ids).items() if count > 1] == [], page


def test_nothing_is_loaded_from_elsewhere(site: Path, pages: dict[Path, Html]) -> None:
    for page, html in pages.items():
        for load in html.loads:
            url = urljoin(address(site, page), load)
            assert url.startswith(HOST + BASE), f"{page}: {load}"
            assert target(site, url).is_file(), f"{page}: {load}"
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\(\s*['\"]?(https?:)?//", sheet.read_text(encoding="utf-8")), sheet


def test_headings_have_one_first_and_no_gap(pages: dict[Path, Html]) -> None:
    for page, html in pages.items():
        assert html.headings.count(1) == 1, page
        steps = zip(html.headings, html.headings[1:], strict=False)
        assert all(after - before <= 1 for before, after in steps), (page, html.headings)


def test_every_page_is_within_three_clicks_of_home(site: Path, pages: dict[Path, Html]) -> None:
    clicks, waiting = {site / "index.html": 0}, [site / "index.html"]
    while waiting:
        page = waiting.pop(0)
        for href in pages[page].links:
            linked = target(site, urljoin(address(site, page), href))
            if "://" not in href and linked in pages and linked not in clicks:
                clicks[linked] = clicks[page] + 1
                waiting.append(linked)
    assert set(pages) - clicks.keys() == {site / "404.html"}
    assert max(clicks.values()) <= 3


def navigation(page: Path) -> str:
    html = page.read_text(encoding="utf-8")
    tabs = re.search(r'<nav class="md-tabs".*?</nav>', html, re.DOTALL)
    side = re.search(
        r'<div class="md-sidebar md-sidebar--primary".*?<div class="md-sidebar md-sidebar--secondary"', html, re.DOTALL
    )
    assert tabs and side
    return tabs[0] + side[0]


def test_navigation_does_not_grow_with_the_content(real_site: Path, small_site: Path) -> None:
    """Its links are the fixed few, whatever the number of records."""
    for name in ("index.html", "mo-hinh/index.html", "van-ban/18-nq-tw/index.html", "nguon/index.html"):
        real, small = (set(re.findall(r'href="([^"#]+)"', navigation(site / name))) for site in (real_site, small_site))
        assert real == small
        assert 15 <= len(real) <= 25


def test_records_lead_to_their_file_and_to_a_report(real_site: Path) -> None:
    html = (real_site / "mo-hinh/ban-to-chuc-noi-vu-ha-giang/index.html").read_text(encoding="utf-8")
    assert re.search(r'rel="edit" href="[^"]+/edit/main/content/mo-hinh/ban-to-chuc-noi-vu-ha-giang\.md"', html)
    assert re.search(r'href="[^"]+/issues/new\?template=bao-loi\.yml&amp;title=[^"]+&amp;trang=[^"]+ha-giang', html)
    compiled = (real_site / "so-lieu/index.html").read_text(encoding="utf-8")
    assert 'rel="edit"' not in compiled


def test_lists_show_every_record(real_site: Path) -> None:
    """The search page offers the complete list to readers without JavaScript."""
    listed = parse(real_site / "tim-kiem/index.html").links
    for path in (ROOT / "content").glob("*/*.md"):
        slug = path.relative_to(ROOT / "content").as_posix().removesuffix(".md").removesuffix("/index")
        assert f"../{slug}/" in listed


def test_the_timeline_is_complete_without_javascript(real_site: Path) -> None:
    html = (real_site / "nien-bieu/index.html").read_text(encoding="utf-8")
    moments = json.loads((real_site / "du-lieu/timeline.json").read_text(encoding="utf-8"))
    assert html.count('class="nb-moment"') == len(moments)
    for moment in moments:
        assert f'id="{moment["id"]}"' in html
    assert html.count("<time datetime=") >= len(moments)


def test_same_content_builds_the_same_bytes(small_site: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert build(MINIMAL, again).returncode == 0
    names = {path.relative_to(small_site) for path in small_site.rglob("*") if path.is_file()}
    assert names == {path.relative_to(again) for path in again.rglob("*") if path.is_file()}
    differing = [name for name in sorted(names) if (small_site / name).read_bytes() != (again / name).read_bytes()]
    assert differing == []


def test_flawed_content_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    content, site = tmp_path / "content", tmp_path / "site"
    (content / "mo-hinh").mkdir(parents=True)
    (content / "mo-hinh" / "x.md").write_text("Không có đầu trang.\n", encoding="utf-8")
    site.mkdir()
    (site / "index.html").write_text("trang cũ", encoding="utf-8")
    result = build(content, site)
    assert result.returncode == 1
    assert "mo-hinh/x.md:1: tệp không có phần đầu trang YAML" in result.stderr
    assert "Traceback" not in result.stderr
    assert [path.name for path in site.iterdir()] == ["index.html"]
    assert (site / "index.html").read_text(encoding="utf-8") == "trang cũ"


def test_preview_follows_the_content(tmp_path: Path) -> None:
    """A mistake takes its page away until it is repaired; the server goes on."""
    content = tmp_path / "content"
    shutil.copytree(MINIMAL, content)
    record = content / "mo-hinh" / "ha-giang.md"
    sound = record.read_text(encoding="utf-8")
    port = free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    environment = os.environ | {"CONTENT_DIR": str(content), "NO_MKDOCS_2_WARNING": "1"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, env=environment, **quiet) as server:
        try:
            page = f"http://127.0.0.1:{port}/mo-hinh/ha-giang/"
            wait_for(page, 200)
            record.write_text(sound.replace("status: ended", "status: sai"), encoding="utf-8")
            wait_for(page, 404)
            record.write_text(sound, encoding="utf-8")
            wait_for(page, 200)
        finally:
            server.terminate()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(url: str, status: int) -> None:
    """Ask until the answer has this status; give up after a minute."""
    found = None
    for _ in range(240):
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:
                found = answer.status
        except urllib.error.HTTPError as error:
            found = error.code
        except OSError:
            found = None
        if found == status:
            return
        time.sleep(0.25)
    raise AssertionError(f"{url}: {found}, not {status}")


def test_a_fixed_page_cannot_hide_a_compiled_one(tmp_path: Path) -> None:
    """MkDocs would replace one by the other without a word."""
    project = tmp_path / "project"
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(".git", ".venv", "site", ".cache", "tests"))
    (project / "docs" / "so-lieu.md").write_text("# Trang khác\n", encoding="utf-8")
    result = build(MINIMAL, tmp_path / "site", project)
    assert result.returncode == 1
    assert "docs/so-lieu.md trùng tên" in result.stderr
