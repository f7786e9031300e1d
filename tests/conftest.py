"""What several tests need: small content to change, the real site built once, a server and a browser."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from install_browser import ARGUMENTS, find_browser

ROOT = Path(__file__).resolve().parent.parent
MINIMAL = ROOT / "tests" / "minimal"
BASE = "/nien-bieu/"
"""Sub-path the sites of the tests are served under, as GitHub Pages does with a repository's name."""


@pytest.fixture
def content(tmp_path: Path) -> Callable[..., Path]:
    """Return a maker of content folders: the minimal one with some files changed or, with None, removed."""

    def make(changes: dict[str, str | None] | None = None) -> Path:
        root = tmp_path / "content"
        shutil.copytree(MINIMAL, root)
        for name, text in (changes or {}).items():
            path = root / name
            if text is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        return root

    return make


def build(content_dir: Path, site_dir: Path, project: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Build a site as `make site` does, into another folder."""
    environment = os.environ | {
        "CONTENT_DIR": str(content_dir),
        "SITE_DIR": str(site_dir),
        "SITE_URL": f"https://example.org{BASE}",
        "SOURCE_DATE_EPOCH": "1790000000",
        "NO_MKDOCS_2_WARNING": "1",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content, built once a test process."""
    return _built(ROOT / "content", tmp_path_factory.mktemp("real") / "site")


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The minimal content, built once a test process."""
    return _built(MINIMAL, tmp_path_factory.mktemp("small") / "site")


def _built(content_dir: Path, site_dir: Path) -> Path:
    result = build(content_dir, site_dir)
    assert result.returncode == 0, result.stdout + result.stderr
    return site_dir


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under `BASE`, with the site's own 404 page."""

    def translate_path(self, path: str) -> str:
        if not path.startswith(BASE):
            return str(Path(self.directory) / "no-such-file")
        return super().translate_path(path.removeprefix(BASE.rstrip("/")))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def real_url(real_site: Path) -> Iterator[str]:
    """Address the real site is served at."""
    handler = functools.partial(_Handler, directory=str(real_site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}{BASE}"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium; a missing one is an error, never a skip."""
    executable = find_browser()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable or None, args=ARGUMENTS)
        yield launched
        launched.close()
