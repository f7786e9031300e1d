"""Find a Chromium for the tests, or install one: with apt where that may be done, else Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from playwright.sync_api import Error, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""Headless in a container, and quiet: the browser itself asks no host for anything."""


def find_browser() -> str | None:
    """Return the path of an installed Chromium; None leaves the choice to Playwright."""
    chosen = os.environ.get("CHROMIUM")
    return chosen or next((path for name in NAMES if (path := shutil.which(name))), None)


def starts() -> bool:
    """Tell whether a browser starts."""
    try:
        with sync_playwright() as playwright:
            playwright.chromium.launch(executable_path=find_browser() or None, args=ARGUMENTS).close()
    except Error:
        return False
    return True


def install() -> None:
    """Try each way in turn; a way that fails makes room for the next."""
    privilege = [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo", "--non-interactive"]
    ways = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get"):
        ways.insert(0, [*privilege, "apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium"])
        ways.insert(0, [*privilege, "apt-get", "update", "--quiet"])
    for way in ways:
        print("Cài trình duyệt cho phép thử:", " ".join(way), flush=True)
        try:
            subprocess.run(way, check=False, stdout=subprocess.DEVNULL)
        except FileNotFoundError:
            continue
        if starts():
            return


def main() -> int:
    """Make sure that a browser starts."""
    if starts():
        return 0
    install()
    if starts():
        return 0
    print(
        "Không khởi động được Chromium. Cài gói 'chromium' rồi chạy lại, hoặc đặt CHROMIUM=<đường dẫn>.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
