"""Visiting the sources' addresses, politely: the one module with a network and a clock.

Only the command `nienbieu sources` uses it. Building and checking never do.
"""

from __future__ import annotations

import http.client
import math
import os
import socket
import ssl
import string
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from nienbieu.upkeep import Kind, Observation, classify

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
MAX_HOPS: Final = 10
PEEK: Final = 4096
"""Bytes read of a page, where asking for its head alone is refused."""


@dataclass(frozen=True)
class Request:
    """One request of a visit; a visit may take several."""

    id: str
    start: str
    """Address the visit began with."""
    url: str
    method: str = "HEAD"
    hops: int = 0
    """Redirects followed so far."""

    @property
    def host(self) -> str:
        """Host asked, empty for an address without one."""
        return host_of(self.url)


@dataclass(frozen=True)
class Answer:
    """What came back: an HTTP status, or what went wrong on the way."""

    status: int = 0
    location: str | None = None
    fault: tuple[Kind, str] | None = None


Ask = Callable[[Request], Answer]


class _Still(urllib.request.HTTPRedirectHandler):
    """Follows nothing by itself, so that every request to a host waits its turn."""

    def redirect_request(self, *_: Any) -> None:
        return None


def user_agent() -> str:
    """Name the project, and its repository where the environment knows it (`REPO_URL`)."""
    home = quote(os.environ.get("REPO_URL", ""), safe=string.punctuation)
    return f"NienBieu-sources/1 (Nien bieu, weekly link check{f'; +{home}' if home else ''})"


def ask(request: Request, timeout: float) -> Answer:
    """Send one request; `timeout` in seconds. Never raises for what servers and networks do."""
    if not request.url.startswith(("http://", "https://")):
        return Answer(fault=("error", "không phải địa chỉ http"))
    headers = {"User-Agent": user_agent(), "Accept": "*/*", "Accept-Language": "vi,en;q=0.5"}
    try:
        message = urllib.request.Request(request.url, headers=headers, method=request.method)
        with urllib.request.build_opener(_Still).open(message, timeout=timeout) as response:
            response.read(PEEK)
            return Answer(response.status)
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers.get("Location"))
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer(fault=fault_of(error))


def fault_of(error: Exception) -> tuple[Kind, str]:
    """Return what a failed request says of the address; a name that cannot be asked now is not a missing name."""
    reason = getattr(error, "reason", None)
    cause = reason if isinstance(reason, Exception) else error
    if isinstance(cause, socket.gaierror):
        missing = cause.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
        return ("gone", "không có tên miền") if missing else ("blocked", "không hỏi được tên miền")
    if isinstance(cause, TimeoutError):
        return "blocked", "quá giờ"
    if isinstance(cause, ssl.SSLError):
        return "blocked", "lỗi TLS"
    if isinstance(cause, ConnectionResetError | ConnectionAbortedError | BrokenPipeError):
        return "blocked", "bị ngắt kết nối"
    return "error", "không kết nối được"


def follow(request: Request, answer: Answer) -> Request | Observation:
    """Return the next request of the visit, or what the visit found.

    Many servers answer HEAD wrongly, so its failures are asked again with GET; not 429, which asks for less.
    """
    if answer.fault:
        return Observation(*answer.fault, reached=request.hops > 0 or request.method == "GET")
    if answer.status in REDIRECTS and answer.location:
        if request.hops >= MAX_HOPS:
            return Observation("error", "chuyển hướng không dứt")
        return replace(request, url=target(request.url, answer.location), hops=request.hops + 1)
    kind = classify(answer.status)
    if kind != "ok" and request.method == "HEAD" and answer.status != 429:
        return replace(request, method="GET")
    return Observation(kind, str(answer.status), None if request.url == request.start else request.url)


def visit(
    addresses: Mapping[str, str],
    ask: Ask,
    pause: float,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[tuple[str, Observation]]:
    """Visit id -> address one request at a time, `pause` seconds between two to one host; hosts take turns."""
    waiting = [Request(id_, url, url) for id_, url in ((id_, encoded(url)) for id_, url in addresses.items())]
    ready: dict[str, float] = {}
    while waiting:
        request = min(waiting, key=lambda request: ready.get(request.host, -math.inf))
        waiting.remove(request)
        if (wait := ready.get(request.host, -math.inf) - clock()) > 0:
            sleep(wait)
        result = follow(request, ask(request))
        ready[request.host] = clock() + pause
        if isinstance(result, Request):
            waiting.insert(0, result)
        else:
            yield request.id, result


def today() -> date:
    """Return the day of the machine's clock."""
    return date.today()


def host_of(url: str) -> str:
    """Return the host of an address in lower case, empty where there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def encoded(url: str) -> str:
    """Return an address as it is sent: letters beyond ASCII encoded, no fragment; a broken one as it is.

    >>> encoded("https://báo.example/bài#c")
    'https://xn--bo-mia.example/b%C3%A0i'
    """
    try:
        parts = urlsplit(url)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
        return quote(urlunsplit(parts._replace(netloc=host, fragment="")), safe=string.punctuation)
    except ValueError:
        return url


def target(url: str, location: str) -> str:
    """Return where a redirect of `url` leads; headers are read as Latin-1, whatever bytes were sent."""
    try:
        return encoded(urljoin(url, quote(location, safe=string.punctuation, encoding="iso-8859-1")))
    except ValueError:
        return location
