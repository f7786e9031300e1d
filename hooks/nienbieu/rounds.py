"""The command `nienbieu sources`: one round of visits, kept after every visit, and the news of it."""

from __future__ import annotations

import functools
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from nienbieu import arguments, visits
from nienbieu.problems import did_you_mean
from nienbieu.reading import read_content
from nienbieu.upkeep import (
    STATE_FILE,
    STATUS_WORDS,
    Change,
    Observation,
    State,
    advance,
    change,
    due,
    dump_states,
    parse_states,
    report,
    tally,
)

OFFLINE_HOSTS = 3
"""A round in which none of so many hosts answers says something of this machine's network, not of theirs."""
INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


class WrongCallError(Exception):
    """What was asked for cannot be done; the message says why, in Vietnamese."""


@dataclass
class Round:
    """One round: what was known before, what is known now."""

    path: Path
    """State file."""
    addresses: Mapping[str, str]
    """Source id -> address of every source that has one."""
    before: dict[str, State]
    states: dict[str, State] = field(init=False)
    changes: list[Change] = field(default_factory=list)
    reached: bool = False
    hosts: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.states = dict(self.before)

    def note(self, id_: str, seen: Observation, today: date) -> State:
        """Take in one visit and keep it in the state file."""
        old, new = self.states.get(id_), advance(self.states.get(id_), seen, today)
        self.states[id_] = new
        save(self.path, dump_states(self.states))
        if news := change(id_, self.addresses[id_], old, new, seen.detail):
            self.changes.append(news)
        self.reached |= seen.reached
        self.hosts.add(visits.host_of(self.addresses[id_]))
        return new

    @property
    def offline(self) -> bool:
        """Tell whether the round says nothing of the sources."""
        return not self.reached and len(self.hosts) >= OFFLINE_HOSTS

    def undo(self) -> None:
        """Put the state file back as it was, or away if there was none."""
        if self.before:
            save(self.path, dump_states(self.before))
        else:
            self.path.unlink(missing_ok=True)


def add_options(parser: ArgumentParser) -> None:
    """Give a parser the options of the command."""
    add = parser.add_argument
    add("--state", type=Path, metavar="TỆP", help=f"tệp tình trạng (mặc định: <thư mục nội dung>/{STATE_FILE})")
    add("--report", type=Path, metavar="TỆP", help="ghi những gì đổi thành Markdown; không có gì đổi thì tệp rỗng")
    add("--only", nargs="+", default=[], metavar="MÃ", help="chỉ xem những nguồn này")
    add(
        "--limit",
        type=arguments.count,
        metavar="SỐ",
        help="xem nhiều nhất ngần này địa chỉ, cũ nhất trước",
    )
    add(
        "--fresh-days",
        type=arguments.days,
        default=6,
        metavar="NGÀY",
        help="bỏ qua địa chỉ xem chưa đủ số ngày (6)",
    )
    add("--pause", type=arguments.seconds, default=5.0, metavar="GIÂY", help="nghỉ giữa hai lần hỏi một máy chủ (5)")
    add("--timeout", type=arguments.patience, default=20.0, metavar="GIÂY", help="chờ một máy chủ nhiều nhất (20)")
    add("--today", type=arguments.day, metavar="NGÀY", help="ngày ghi vào tệp, dạng 2026-01-31 (mặc định: hôm nay)")


def run(options: Namespace) -> int:
    """Run the command; exit code 0 also when sources are dead, 1 when nothing could be kept, 2 for a wrong call."""
    try:
        return _run(options)
    except WrongCallError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"Không đọc hoặc ghi được {error.filename}: {error.strerror}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nĐã dừng. Chạy lại để xem tiếp.", file=sys.stderr)
        return INTERRUPTED


def _run(options: Namespace) -> int:
    today = options.today or visits.today()
    round_ = _prepare(options)
    chosen = [id_ for id_ in options.only or round_.addresses if id_ in round_.addresses]
    targets = due(set(chosen), round_.states, today, options.fresh_days)[: options.limit]
    print(f"Xem {len(targets)} trong {len(chosen)} địa chỉ.", file=sys.stderr)
    finished = _visit(round_, targets, today, options)
    if round_.offline:
        round_.undo()
        print("Không máy chủ nào trả lời: có lẽ máy này không có mạng. Không ghi gì.", file=sys.stderr)
        return 1 if finished else INTERRUPTED
    news = report(round_.changes)
    if options.report:
        save(options.report, news)
    print(f"{news or 'Không có gì đổi.'}\n{len(round_.states)} nguồn đã xem: {tally(round_.states.values())}.")
    return 0 if finished else INTERRUPTED


def _visit(round_: Round, targets: list[str], today: date, options: Namespace) -> bool:
    """Visit the targets in turn; False when a person stopped it."""
    ask = functools.partial(visits.ask, timeout=options.timeout)
    addresses = {id_: round_.addresses[id_] for id_ in targets}
    try:
        for number, (id_, seen) in enumerate(visits.visit(addresses, ask, options.pause), start=1):
            state = round_.note(id_, seen, today)
            _progress(number, len(targets), f"{id_}: {seen.detail}, {STATUS_WORDS[state.status]}")
    except KeyboardInterrupt:
        print("\nĐã dừng; những gì đã xem thì đã ghi. Chạy lại để xem tiếp.", file=sys.stderr)
        return False
    return True


def _prepare(options: Namespace) -> Round:
    """Read content and state; sources that no longer exist, or have no address now, leave the state."""
    if not options.content.is_dir():
        raise WrongCallError(f"{options.content}: không có thư mục này. Kiểm tra --content hoặc CONTENT_DIR.")
    catalog = read_content(options.content, options.content.as_posix())
    addresses = {id_: source.value.URL for id_, source in catalog.sources.items() if source.value.URL}
    for id_ in options.only:
        if id_ not in addresses:
            cure = did_you_mean(id_, addresses, "Xem các mã trong thư mục nguon.")
            raise WrongCallError(f"--only {id_}: không có nguồn nào mang mã này và có địa chỉ. {cure}")
    path = options.state or options.content / STATE_FILE
    known = _load(path)
    kept = {id_: known[id_] for id_ in known if id_ in addresses or f"nguon/{id_}" in catalog.unread}
    return Round(path, addresses, kept)


def _load(path: Path) -> dict[str, State]:
    if not path.exists():
        return {}
    try:
        return parse_states(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise WrongCallError(f"{path}: không phải tệp tình trạng nguồn. Sửa hoặc xóa tệp ấy.") from error


def save(path: Path, text: str) -> None:
    """Write a whole file or leave the old one: there is never half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.tmp")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _progress(number: int, total: int, text: str) -> None:
    """Tell how far the round is: one line that is drawn again on a terminal, a line each elsewhere."""
    if not sys.stderr.isatty():
        print(f"[{number}/{total}] {text}", file=sys.stderr)
        return
    bar = "█" * (20 * number // total)
    print(f"\r\x1b[K{bar:·<20} {number}/{total} {text[:50]}", end="\n" if number == total else "", file=sys.stderr)
    sys.stderr.flush()
