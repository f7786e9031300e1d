"""How the addresses of sources fare over many visits: a pure state machine, its file and its report.

A newspaper that refuses a machine still stands for people, and a site that is down tonight is back
tomorrow. So only addresses that say they are gone, again and again, are called dead.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import Field, TypeAdapter

from nienbieu.fields import Line, Slug, Strict

Kind = Literal["ok", "gone", "blocked", "error"]
Status = Literal["ok", "blocked", "dead", "unknown"]

STATE_FILE: Final = "tinh-trang-nguon.json"
"""Name of the result in the content folder."""
DEAD_FAILURES: Final = 3
DEAD_DAYS: Final = 14
"""Fewer failures, or failures over fewer days, never make an address dead."""
GONE: Final = frozenset({404, 410})
BLOCKED: Final = frozenset({401, 403, 429, 451})
NEWS: Final = {"dead": "Mới mất", "blocked": "Mới bị chặn", "ok": "Trở lại"}
STATUS_WORDS: Final = {"ok": "mở được", "blocked": "bị chặn", "dead": "đã mất", "unknown": "chưa rõ"}
ROWS: Final = 50
"""Rows of a table; more would not fit an issue's 65 536 characters, and nobody would read them."""


@dataclass(frozen=True)
class Observation:
    """What one visit found."""

    kind: Kind
    detail: str = ""
    """HTTP status or Vietnamese words, for people."""
    final_url: str | None = None
    """Where redirects ended, when not at the address itself."""
    reached: bool = True
    """False: no server answered at all, which may be the fault of the visitor's own network."""


class State(Strict):
    """What is known of one address."""

    status: Status
    checked: date
    """Day of the last visit."""
    since: date
    """Day the present status began."""
    failures: Annotated[int, Field(strict=True, ge=0)] = 0
    """Visits since the last success that found it gone or in error."""
    first_failure: date | None = None
    final_url: Line | None = None
    """Where redirects ended at the last success, when not at the address itself."""


States = Mapping[str, State]
_FILE: Final = TypeAdapter(dict[Slug, State])


@dataclass(frozen=True)
class Change:
    """A source whose status changed in a way people should hear of."""

    id: str
    url: str
    before: Status | None
    after: Status
    detail: str


def classify(status: int) -> Kind:
    """Return what an HTTP status means for an address.

    Source: https://www.rfc-editor.org/rfc/rfc9110#name-status-codes; 451 is in RFC 7725.

    >>> [classify(status) for status in (204, 410, 403, 503)]
    ['ok', 'gone', 'blocked', 'error']
    """
    if 200 <= status < 300:
        return "ok"
    return "gone" if status in GONE else "blocked" if status in BLOCKED else "error"


def advance(state: State | None, observation: Observation, today: date) -> State:
    """Return the state after one more visit; `None` is an address never visited."""
    before = state or State(status="unknown", checked=today, since=today)
    good, failed = observation.kind == "ok", observation.kind in ("gone", "error")
    failures = 0 if good else before.failures + failed
    first = None if good else before.first_failure or (today if failed else None)
    status = _verdict(before.status, observation.kind, failures, (today - first).days if first else 0)
    return State(
        status=status,
        checked=today,
        since=before.since if status == before.status else today,
        failures=failures,
        first_failure=first,
        final_url=observation.final_url if good else before.final_url,
    )


def _verdict(before: Status, kind: Kind, failures: int, days: int) -> Status:
    if kind == "ok" or kind == "blocked":
        return kind
    return "dead" if failures >= DEAD_FAILURES and days >= DEAD_DAYS else before


def due(ids: Iterable[str], states: States, today: date, fresh_days: int) -> list[str]:
    """Return the ids not checked within `fresh_days`, the longest unchecked first.

    A check dated after today was made by a wrong clock and counts as none.
    """

    def fresh(id_: str) -> bool:
        return id_ in states and 0 <= (today - states[id_].checked).days < fresh_days

    def last(id_: str) -> tuple[date, str]:
        return (states[id_].checked if id_ in states else date.min, id_)

    return sorted((id_ for id_ in ids if not fresh(id_)), key=last)


def parse_states(text: str) -> dict[str, State]:
    """Read the state file; ValueError where it is not one."""
    return _FILE.validate_json(text)


def dump_states(states: States) -> str:
    """Write the state file: the same states give the same bytes."""
    plain = {id_: state.model_dump(mode="json") for id_, state in states.items()}
    for state in plain.values():
        if state["final_url"] is None:
            del state["final_url"]
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def change(id_: str, url: str, before: State | None, after: State, detail: str) -> Change | None:
    """Return what is new about a source: dead, blocked or back again; None when nothing is."""
    old = before.status if before else None
    back = after.status == "ok" and old in ("dead", "blocked")
    fallen = after.status in ("dead", "blocked") and after.status != old
    return Change(id_, url, old, after.status, detail) if back or fallen else None


def report(changes: Iterable[Change]) -> str:
    """Render the changes as Markdown tables, one for each kind of news; empty when there are none."""
    found = sorted(changes, key=lambda change: change.id)
    tables = [_table(title, [c for c in found if c.after == status]) for status, title in NEWS.items()]
    return "\n".join(table for table in tables if table)


def tally(states: Iterable[State]) -> str:
    """Count states: `12 mở được, 3 bị chặn, 0 đã mất, 1 chưa rõ`."""
    found = [str(state.status) for state in states]
    return ", ".join(f"{found.count(status)} {words}" for status, words in STATUS_WORDS.items())


def _table(title: str, changes: list[Change]) -> str:
    if not changes:
        return ""
    lines = [f"## {title} ({len(changes)})", "", "| Nguồn | Trước | Lần này | Địa chỉ |", "| --- | --- | --- | --- |"]
    lines += [_row(change) for change in changes[:ROWS]]
    if len(changes) > ROWS:
        lines += ["", f"Và {len(changes) - ROWS} nguồn nữa; xem `{STATE_FILE}`."]
    return "\n".join(lines) + "\n"


def _row(change: Change) -> str:
    before = STATUS_WORDS[change.before] if change.before else "chưa xem"
    url = change.url.replace("|", "%7C").replace(">", "%3E")
    return f"| `{change.id}` | {before} | {change.detail} | <{url}> |"
