"""Measure the search as readers meet it: `make search-report`.

Quality: the golden queries typed into the real box of the real site. Bytes and times: made-up documents
(`corpus.py`) behind the same box, beside the theme's own engine on the same documents in the same run.
Bytes are gzip where a host like GitHub Pages sends gzip; the slow line is made by the server: every
request waits 150 ms and all share 1.6 Mbit/s.
"""

from __future__ import annotations

import gzip
import http.server
import json
import random
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import ClassVar

from playwright.sync_api import Browser, sync_playwright

from conftest import ROOT
from corpus import corpus
from install_browser import ARGUMENTS, find_browser
from nienbieu.search.documents import Document, Section, read_documents
from nienbieu.search.index import Index
from nienbieu.search.scripts import scripts
from search_tools import GOALS, Box, by_class, golden, quality

SITE = ROOT / "site"
SIZES = (100, 1_000, 3_000)
COLD, WARM = 15, 12
"""Queries typed into a fresh browser, and queries typed letter by letter."""
ROUND_TRIP, BYTES_A_SECOND = 0.15, 200_000

Files = dict[str, bytes]


class _Server(http.server.BaseHTTPRequestHandler):
    """The real site with other files below `/search/`, packed as a host would, on a fast or a slow line."""

    protocol_version = "HTTP/1.1"
    files: ClassVar[Files] = {}
    theirs = False
    slow = False
    sent: ClassVar[list[int]] = []
    line = threading.Lock()

    def do_GET(self) -> None:
        path = self.path.partition("?")[0].lstrip("/")
        data = self.files.get(path) or self._page(path)
        packs = path.endswith((".js", ".json", ".css", ".html", "/")) or not path
        body = gzip.compress(data, 9) if packs else data
        if self.slow:
            time.sleep(ROUND_TRIP)
            with self.line:
                time.sleep(len(body) / BYTES_A_SECOND)
        if path.startswith("search/") or "/workers/" in path:
            self.sent.append(len(body))
        self.send_response(200 if data else 404)
        self.send_header("Content-Length", str(len(body)))
        if packs:
            self.send_header("Content-Encoding", "gzip")
        kind = {"js": "text/javascript", "css": "text/css", "json": "application/json", "svg": "image/svg+xml"}
        self.send_header("Content-Type", kind.get(path.rpartition(".")[2], "text/html; charset=utf-8"))
        self.end_headers()
        self.wfile.write(body)

    def _page(self, path: str) -> bytes:
        file = SITE / (path + "index.html" if not path or path.endswith("/") else path)
        data = file.read_bytes() if file.is_file() else b""
        if self.theirs and file.name == "index.html":
            worker = next((SITE / "assets" / "javascripts" / "workers").glob("search.*.js"))
            data = data.replace(b"search/worker.js", f"assets/javascripts/workers/{worker.name}".encode())
        return data

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Threads(http.server.ThreadingHTTPServer):
    """A page that is closed before all its answers came is no fault."""

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def served(files: Files, theirs: bool = False, slow: bool = False) -> Iterator[tuple[str, list[int]]]:
    """Serve; gives the address and the sizes of what the search asked for, as it comes."""
    sent: list[int] = []
    handler = type("_", (_Server,), {"files": files, "theirs": theirs, "slow": slow, "sent": sent})
    with _Threads(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/", sent
        server.shutdown()


def report_quality(browser: Browser) -> None:
    """Print the quality of both golden sets and every query whose first answer is not right."""
    with served({}) as (url, _):
        page = browser.new_page()
        box = Box(page, url)
        answers = {name: [(query, box.ask(query.text)) for query in golden(name)] for name in ("dev", "held-out")}
        page.close()
    for name, found in answers.items():
        whole = quality(found)
        macro = statistics.mean(one.first for one in by_class(found).values())
        print(f"\n{name}: {whole.count} queries, success@1 {whole.first:.3f} (macro {macro:.3f}), ", end="")
        print(f"success@5 {whole.five:.3f}, MRR@10 {whole.rank:.3f}, zero results {whole.empty:.3f}")
    everything = answers["dev"] + answers["held-out"]
    print(f"\n{'class':<10} {'n':>4} {'s@1':>6} {'goal':>5} {'s@5':>6} {'MRR':>6} {'zero':>5}")
    for kind, one in by_class(everything).items():
        mark = "" if one.first >= GOALS[kind] else "  below the goal"
        print(f"{kind:<10} {one.count:>4} {one.first:>6.3f} {GOALS[kind]:>5} {one.five:>6.3f} {one.rank:>6.3f}", end="")
        print(f" {one.empty:>5.2f}{mark}")
    print("\nNot right at first:")
    for query, pages in everything:
        if pages[:1] and pages[0] not in query.pages:
            place = next((str(i) for i, page in enumerate(pages, 1) if page in query.pages), "-")
            print(f"  {query.kind:<10} {query.text!r}: {place}. of {query.pages[0]}, first {pages[0] or 'home'}")


def documents(count: int) -> tuple[list[str], list[Document]]:
    """Made-up documents, as lines and read."""
    texts = [path.read_text(encoding="utf-8").rpartition("---")[2] for path in sorted((ROOT / "content").rglob("*.md"))]
    lines = list(corpus(texts, count))
    return lines, read_documents(lines)[0]


def asked(pages: Sequence[Document], count: int) -> list[str]:
    """Queries of two to five words that stand together in some text."""
    chance = random.Random(3)
    found = []
    for _ in range(count):
        words = chance.choice(pages).sections[0].text.split()
        size, start = chance.randint(2, 5), chance.randrange(len(words) - 5)
        found.append(" ".join(words[start : start + size]))
    return found


def timed(work: Callable[[], object]) -> float:
    """Seconds of one core."""
    start = time.process_time()
    work()
    return time.process_time() - start


def report_build(pages: list[Document]) -> Files:
    """Print how long an index takes; returns its files as they lie in a site."""
    index = Index()
    whole = timed(lambda: (index.update(pages), index.files()))
    middle = len(pages) // 2
    text = pages[middle].sections[0].text.replace(" ", " mới ", 3)
    changed = [*pages[:middle], replace(pages[middle], sections=(Section("", "", text),)), *pages[middle + 1 :]]
    renewed = timed(lambda: (index.update(changed), index.files()))
    index.update(pages)
    print(f"  index: {whole:.1f} s of one core; after one changed page {renewed:.2f} s")
    return {f"search/{path}": data for path, data in (index.files() | scripts()).items()} | {
        "search/search_index.json": (SITE / "search" / "search_index.json").read_bytes()
    }


def their_index(lines: Sequence[str]) -> Files:
    """The theme's own index of the documents."""
    config = json.loads((SITE / "search" / "search_index.json").read_text(encoding="utf-8"))["config"]
    data = json.dumps({"config": config, "docs": [json.loads(line) for line in lines]}, ensure_ascii=False)
    return {"search/search_index.json": data.encode()}


_UNTIL_DRAWN = """text => new Promise((resolve) => {
  const list = document.querySelector(".md-search-result__list"), input = document.querySelector(".md-search__input");
  const start = performance.now(), done = () => { watcher.disconnect(); resolve(performance.now() - start); };
  const watcher = new MutationObserver(() => list.children.length && done());
  watcher.observe(list, { childList: true });
  setTimeout(done, 15000);
  input.value = text;
  input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
})"""


def cold(browser: Browser, url: str, sent: list[int], query: str, waits: bool) -> tuple[float, int, int]:
    """Seconds to the first result, from opening the page or, if it `waits`, from the first key; bytes; before a key."""
    context = browser.new_context()
    page = context.new_page()
    sent.clear()
    start = time.perf_counter()
    page.goto(url, wait_until="networkidle" if waits else "domcontentloaded")
    page.wait_for_selector(".md-search__input", state="attached")
    before = sum(sent)
    start = time.perf_counter() if waits else start
    page.evaluate("document.querySelector('.md-search__input').focus()")
    page.evaluate(_UNTIL_DRAWN, query)
    seconds, total = time.perf_counter() - start, sum(sent)
    context.close()
    return seconds, total, before


def middle(values: Sequence[float], share: float = 0.5) -> float:
    """The value below which that share lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def report_first(browser: Browser, name: str, files: Files, queries: Sequence[str], theirs: bool) -> None:
    """Print the first query: bytes, and seconds on a fast and a slow line."""
    with served(files, theirs) as (url, sent):
        found = [cold(browser, url, sent, query, waits=True) for query in queries]
    with served(files, theirs, slow=True) as (url, sent):
        slow = [cold(browser, url, sent, query, waits=not theirs)[0] for query in queries[:5]]
    print(
        f"  {name}: first result after {middle([s for s, _, _ in found]):.2f} s, slow line {middle(slow):.2f} s; "
        f"bytes {middle([b for _, b, _ in found]) / 1000:.1f} kB (of them before the first letter "
        f"{middle([b for _, _, b in found]) / 1000:.1f} kB)"
    )


def report_letters(browser: Browser, name: str, files: Files, queries: Sequence[str], theirs: bool) -> None:
    """Print letter after letter in one open page: milliseconds to the drawn result, bytes of a further query."""
    times, sizes = [], []
    with served(files, theirs) as (url, sent):
        page = browser.new_page()
        page.goto(url, wait_until="networkidle")
        page.evaluate("document.querySelector('.md-search__input').focus()")
        page.evaluate(_UNTIL_DRAWN, queries[0])
        for query in queries[1:]:
            for size in range(1, len(query) + 1):
                sent.clear()
                times.append(page.evaluate(_UNTIL_DRAWN, query[:size]))
                sizes.append(sum(sent))
        page.close()
    print(
        f"  {name}: letter to drawn result p50 {middle(times):.0f} ms, p95 {middle(times, 0.95):.0f} ms; "
        f"bytes p50 {middle(sizes) / 1000:.1f} kB, p95 {middle(sizes, 0.95) / 1000:.1f} kB"
    )


def main() -> None:
    """Print the whole report."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser() or None, args=ARGUMENTS)
        report_quality(browser)
        for count in SIZES:
            print(f"\n{count} made-up documents of 700 words")
            lines, pages = documents(count)
            queries = asked(pages, COLD)
            ours, theirs = report_build(pages), their_index(lines)
            for name, files, is_theirs in (("this search", ours, False), ("the theme's", theirs, True)):
                report_first(browser, name, files, queries, is_theirs)
                report_letters(browser, name, files, queries[:WARM], is_theirs)
        browser.close()


if __name__ == "__main__":
    main()
