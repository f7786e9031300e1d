"""Sources' addresses over time: the state machine alone, the turns of hosts, and the command against a local server."""

from __future__ import annotations

import json
import signal
import socket
import ssl
import struct
import subprocess
import sys
import threading
import urllib.error
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nienbieu import visits
from nienbieu.__main__ import main
from nienbieu.upkeep import (
    ROWS,
    STATE_FILE,
    Change,
    Observation,
    State,
    advance,
    change,
    classify,
    due,
    dump_states,
    parse_states,
    report,
)
from nienbieu.visits import Answer, Request, encoded, fault_of, target, visit

START = date(2026, 1, 5)
OK, GONE, BLOCKED, ERROR = (Observation(kind) for kind in ("ok", "gone", "blocked", "error"))


def after(*visits_: tuple[int, Observation]) -> State:
    """The state after visits, each as days from the start and what was seen."""
    state = None
    for days, seen in visits_:
        state = advance(state, seen, START + timedelta(days=days))
    assert state
    return state


# The state machine


def test_success_and_refusal_count_at_once() -> None:
    assert after((0, OK)).status == "ok"
    assert after((0, OK), (1, BLOCKED)).status == "blocked"
    assert after((0, BLOCKED), (1, OK)).status == "ok"


@pytest.mark.parametrize("seen", [GONE, ERROR])
def test_dead_needs_three_failures_over_fourteen_days(seen: Observation) -> None:
    assert after((0, seen), (7, seen), (14, seen)).status == "dead"
    assert after((0, seen), (7, seen), (13, seen)).status == "unknown"
    assert after((0, seen), (30, seen)).status == "unknown"
    assert after((0, OK), (1, seen), (8, seen)).status == "ok"


def test_a_success_between_begins_the_count_again() -> None:
    assert after((0, GONE), (7, GONE), (8, OK), (14, GONE)).status == "ok"
    assert after((0, GONE), (7, GONE), (8, OK)) == State(
        status="ok", checked=START + timedelta(8), since=START + timedelta(8)
    )


def test_a_refusal_between_neither_counts_nor_forgives() -> None:
    state = after((0, GONE), (7, GONE), (8, BLOCKED))
    assert (state.status, state.failures, state.first_failure) == ("blocked", 2, START)
    assert after((0, GONE), (7, GONE), (8, BLOCKED), (14, GONE)).status == "dead"


def test_the_dead_come_back() -> None:
    dead = (0, GONE), (7, GONE), (14, GONE)
    assert after(*dead, (15, OK)).status == "ok"
    assert after(*dead, (15, BLOCKED)).status == "blocked"


def test_since_is_the_day_the_status_began() -> None:
    assert after((0, OK), (7, OK), (14, OK)).since == START
    assert after((0, OK), (7, BLOCKED), (14, BLOCKED)).since == START + timedelta(7)


def test_the_final_address_is_that_of_the_last_success() -> None:
    moved = Observation("ok", final_url="https://a.example/b")
    assert after((0, moved), (7, GONE)).final_url == "https://a.example/b"
    assert after((0, moved), (7, OK)).final_url is None


VISITS = st.lists(st.tuples(st.integers(0, 10), st.sampled_from([OK, GONE, BLOCKED, ERROR])), min_size=1, max_size=12)


@given(VISITS)
def test_dead_is_never_said_too_early(steps: list[tuple[int, Observation]]) -> None:
    state, today, failed = None, START, list[date]()
    for days, seen in steps:
        today += timedelta(days=days)
        state = advance(state, seen, today)
        failed = [] if seen is OK else [*failed, today] if seen in (GONE, ERROR) else failed
        assert state.failures == len(failed)
        assert state.status != "dead" or (len(failed) >= 3 and (failed[-1] - failed[0]).days >= 14)
        assert state.checked == today
        assert state.since <= today


@given(st.lists(st.integers(0, 400), min_size=1, max_size=9), st.booleans())
def test_refusals_alone_never_kill(gaps: list[int], once_ok: bool) -> None:
    steps = [(0, OK)] * once_ok + [(sum(gaps[:index]), BLOCKED) for index in range(len(gaps))]
    assert after(*steps).status == "blocked"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        *((status, "ok") for status in (200, 204, 206)),
        *((status, "gone") for status in (404, 410)),
        *((status, "blocked") for status in (401, 403, 429, 451)),
        *((status, "error") for status in (304, 400, 406, 500, 503)),
    ],
)
def test_statuses_have_their_kinds(status: int, kind: str) -> None:
    assert classify(status) == kind


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (urllib.error.URLError(socket.gaierror(socket.EAI_NONAME, "no such name")), "gone"),
        (urllib.error.URLError(socket.gaierror(socket.EAI_AGAIN, "ask again")), "blocked"),
        (urllib.error.URLError(TimeoutError()), "blocked"),
        (TimeoutError(), "blocked"),
        (ConnectionResetError(), "blocked"),
        (urllib.error.URLError(ssl.SSLCertVerificationError(1, "expired")), "blocked"),
        (urllib.error.URLError(ConnectionRefusedError()), "error"),
        (ValueError("broken address"), "error"),
    ],
)
def test_faults_have_their_kinds(error: Exception, kind: str) -> None:
    assert fault_of(error)[0] == kind


# The state file and the report


def test_the_file_keeps_its_bytes() -> None:
    moved = Observation("ok", final_url="https://b.example/bài")
    states = {"b": after((0, moved)), "a": after((0, GONE))}
    text = dump_states(states)
    assert text == dump_states(dict(reversed(states.items()))) == dump_states(parse_states(text))
    assert text.startswith(
        '{\n "a": {\n  "checked": "2026-01-05",\n  "failures": 1,\n  "first_failure": "2026-01-05",\n'
    )
    assert text.endswith('"status": "ok"\n }\n}\n')
    assert "bài" in text
    assert set(json.loads(text)["a"]) == {"checked", "failures", "first_failure", "since", "status"}


@pytest.mark.parametrize("text", ["", "[]", '{"a": {}}', '{"a": {"status": "gone"}}', "null"])
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        parse_states(text)


def test_what_was_checked_lately_is_not_due() -> None:
    states = {"old": after((0, OK)), "new": after((9, OK)), "future": after((99, OK))}
    today = START + timedelta(10)
    assert due(["new", "old", "never", "future"], states, today, 6) == ["never", "old", "future"]
    assert due(["new"], states, today, 0) == ["new"]


def test_only_news_is_reported() -> None:
    good, bad, dead = after((0, OK)), after((0, BLOCKED)), after((0, GONE), (7, GONE), (14, GONE))
    assert change("a", "u", None, good, "200") is None
    assert change("a", "u", bad, bad, "403") is None
    assert change("a", "u", good, after((0, OK), (1, GONE)), "404") is None
    news = [change(id_, f"https://x.example/{id_}|", *rest) for id_, *rest in (("c", bad, good, "200"),)]
    news += [
        change("a", "https://x.example/a", good, dead, "404"),
        change("b", "https://x.example/b", None, bad, "403"),
    ]
    text = report([item for item in news if item])
    assert [line for line in text.splitlines() if line.startswith("##")] == [
        "## Mới mất (1)",
        "## Mới bị chặn (1)",
        "## Trở lại (1)",
    ]
    assert "| `c` | bị chặn | 200 | <https://x.example/c%7C> |" in text
    assert "| `b` | chưa xem | 403 | <https://x.example/b> |" in text
    assert report([]) == ""


def test_a_long_report_still_fits_an_issue() -> None:
    text = report(Change(f"s-{n}", "https://x.example/" + "d" * 300, "ok", "dead", "404") for n in range(500))
    assert text.count("<https:") == ROWS
    assert f"Và {500 - ROWS} nguồn nữa" in text
    assert 3 * len(text) < 65536


# Turns of hosts


class Clock:
    """A clock that moves only when somebody sleeps or asks."""

    def __init__(self, per_request: float = 1.0) -> None:
        self.now, self.per_request = 0.0, per_request
        self.asked: list[tuple[str, str, float]] = []
        self.answers: dict[str, Answer] = {}

    def ask(self, request: Request) -> Answer:
        self.asked.append((request.method, request.url, self.now))
        self.now += self.per_request
        return self.answers.get(request.url, Answer(200))

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds

    def go(self, *urls: str, pause: float = 5.0) -> list[tuple[str, Observation]]:
        found = visit({url: url for url in urls}, self.ask, pause, lambda: self.now, self.sleep)
        return list(found)


def test_hosts_take_turns_and_one_host_is_not_hurried() -> None:
    clock = Clock()
    clock.go("https://a.vn/1", "https://a.vn/2", "https://b.vn/1", "https://a.vn/3", "https://c.vn/1", "https://b.vn/2")
    assert [url.removeprefix("https://") for _, url, _ in clock.asked] == [
        *("a.vn/1", "b.vn/1", "c.vn/1"),
        *("a.vn/2", "b.vn/2", "a.vn/3"),
    ]


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["ok", "405", "moved"])), max_size=9),
    st.sampled_from([0.0, 2.0, 5.0]),
)
def test_between_two_requests_to_a_host_there_is_the_pause(plan: list[tuple[str, str]], pause: float) -> None:
    clock = Clock()
    urls = [f"https://{host}.vn/{number}-{kind}" for number, (host, kind) in enumerate(plan)]
    for url in urls:
        if url.endswith("405"):
            clock.answers[url] = Answer(405)
        elif url.endswith("moved"):
            clock.answers[url] = Answer(301, "/end")
    assert sorted(id_ for id_, _ in clock.go(*urls, pause=pause)) == sorted(urls)
    last: dict[str, float] = {}
    for _, url, moment in clock.asked:
        host = url[8]
        assert moment - last.get(host, -99.0) >= pause + clock.per_request
        last[host] = moment


def test_redirects_end_somewhere() -> None:
    clock = Clock()
    clock.answers = {"https://a.vn/x": Answer(302, "/x"), "https://a.vn/f": Answer(302, "file:///etc/passwd")}
    [(_, loop)] = clock.go("https://a.vn/x")
    assert (loop.kind, len(clock.asked)) == ("error", visits.MAX_HOPS + 1)
    assert visits.ask(Request("f", "x", "file:///etc/passwd"), 1.0).fault == ("error", "không phải địa chỉ http")


def test_addresses_are_sent_as_ascii() -> None:
    assert encoded("http://a.vn/“bài”?q=1%20#x") == "http://a.vn/%E2%80%9Cb%C3%A0i%E2%80%9D?q=1%20"
    assert encoded("http://báo.vn/") == "http://xn--bo-mia.vn/"
    assert encoded("http://[broken") == "http://[broken"
    assert target("https://a.vn/x/", "../bài".encode().decode("latin-1")) == "https://a.vn/b%C3%A0i"


# The command against a server that plays every behaviour


class Server(ThreadingHTTPServer):
    """Plays the behaviour that a path names and remembers what was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.hanging, self.release = threading.Event(), threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"

    def handle_error(self, *_: object) -> None:
        """Clients that hang up are part of the play."""


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_HEAD(self) -> None:
        self.play()

    def do_GET(self) -> None:
        self.play()

    def play(self) -> None:
        what = self.path.strip("/").partition("-")[0]
        self.server.asked.append(f"{self.command} {self.path}")
        self.server.agents.add(self.headers["User-Agent"])
        if what == "slow":
            self.server.hanging.set()
            self.server.release.wait()
        elif what == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.close_connection = True
        elif what == "moved":
            self.answer(301, "/200-end")
        elif what == "nohead":
            self.answer(405 if self.command == "HEAD" else 200)
        else:
            self.answer(int(what))

    def answer(self, status: int, location: str | None = None) -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0" if self.command == "HEAD" else "100000")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(b"x" * 100000)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with Server() as served:
        thread = threading.Thread(target=served.serve_forever, daemon=True)
        thread.start()
        yield served
        served.release.set()
        served.shutdown()


def sources(root: Path, server: Server, *names: str) -> Path:
    """A content folder of sources whose ids are the paths the server plays."""
    (root / "nguon").mkdir(parents=True, exist_ok=True)
    items = [f"- {{id: '{n}', type: webpage, publisher: Báo, URL: '{server.url}{n}', grade: A}}\n" for n in names]
    without = "- {id: in, type: webpage, publisher: Báo in, grade: A}\n"
    (root / "nguon" / "bao.yml").write_text("".join(items) + without, encoding="utf-8")
    return root


def run(root: Path, *more: str, today: str = "2026-01-05") -> int:
    return main(["sources", "--content", str(root), "--pause", "0", "--today", today, *more])


def statuses(root: Path) -> dict[str, str]:
    return {id_: state.status for id_, state in parse_states((root / STATE_FILE).read_text("utf-8")).items()}


def test_each_behaviour_has_its_status(tmp_path: Path, server: Server) -> None:
    names = ("200", "moved", "403", "404", "410", "429", "500", "reset", "nohead")
    root = sources(tmp_path, server, *names)
    for today in ("2026-01-05", "2026-01-12", "2026-01-19"):
        assert run(root, today=today) == 0
    alive, dead, blocked = ("200", "moved", "nohead"), ("404", "410", "500"), ("403", "429", "reset")
    assert statuses(root) == {
        **dict.fromkeys(alive, "ok"),
        **dict.fromkeys(dead, "dead"),
        **dict.fromkeys(blocked, "blocked"),
    }
    states = parse_states((root / STATE_FILE).read_text("utf-8"))
    assert states["moved"].final_url == server.url + "200-end"
    assert states["200"].final_url is None
    assert states["404"].first_failure == START
    assert all(agent.startswith("NienBieu") for agent in server.agents)


def test_asking_for_the_head_comes_first_and_429_is_not_asked_twice(tmp_path: Path, server: Server) -> None:
    run(sources(tmp_path, server, "200", "429", "nohead", "404"))
    asked = server.asked
    assert sorted(asked) == ["GET /404", "GET /nohead", "HEAD /200", "HEAD /404", "HEAD /429", "HEAD /nohead"]
    assert asked.index("HEAD /nohead") < asked.index("GET /nohead")


def test_a_slow_server_is_blocked(tmp_path: Path, server: Server) -> None:
    root = sources(tmp_path, server, "slow")
    assert run(root, "--timeout", "0.2") == 0
    assert statuses(root) == {"slow": "blocked"}
    assert server.asked == ["HEAD /slow"]


def test_fresh_addresses_are_skipped_and_the_file_keeps_its_bytes(tmp_path: Path, server: Server) -> None:
    root = sources(tmp_path, server, "200-a", "404-b")
    run(root)
    once, asked = (root / STATE_FILE).read_bytes(), len(server.asked)
    run(root, today="2026-01-10")
    assert (root / STATE_FILE).read_bytes() == once
    assert len(server.asked) == asked
    run(root, "--fresh-days", "0", "--only", "200-a", today="2026-01-10")
    assert server.asked[asked:] == ["HEAD /200-a"]


def test_limits_and_choices_are_kept(tmp_path: Path, server: Server) -> None:
    root = sources(tmp_path, server, "200-a", "200-b", "200-c")
    run(root, "--limit", "1")
    run(root, "--limit", "1")
    assert server.asked == ["HEAD /200-a", "HEAD /200-b"]
    run(root, "--state", str(tmp_path / "new" / "state.json"), "--only", "200-c", "200-a")
    assert set(parse_states((tmp_path / "new" / "state.json").read_text("utf-8"))) == {"200-a", "200-c"}


def test_sources_that_are_gone_leave_the_file(tmp_path: Path, server: Server) -> None:
    run(sources(tmp_path, server, "200-a", "200-b"))
    run(sources(tmp_path, server, "200-b", "200-c"))
    assert set(statuses(tmp_path)) == {"200-b", "200-c"}


def test_a_round_goes_on_where_it_stopped(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = sources(tmp_path, server, *(f"200-{letter}" for letter in "abcd"))
    real = visits.ask

    def interrupted(request: Request, timeout: float) -> Answer:
        if request.id == "200-c":
            raise KeyboardInterrupt
        return real(request, timeout)

    with monkeypatch.context() as patch:
        patch.setattr(visits, "ask", interrupted)
        assert run(root) == 130
    assert set(statuses(root)) == {"200-a", "200-b"}
    assert "Chạy lại để xem tiếp" in capsys.readouterr().err
    assert run(root) == 0
    assert server.asked == [f"HEAD /200-{letter}" for letter in "abcd"]
    assert [path.name for path in root.iterdir() if path.is_file()] == [STATE_FILE]


def test_ctrl_c_leaves_a_whole_file_and_no_traceback(tmp_path: Path, server: Server) -> None:
    root = sources(tmp_path, server, "200-a", "slow-b")
    command = [sys.executable, "-m", "nienbieu", "sources", "--content", str(root), "--pause", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert server.hanging.wait(60)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in out + err
    assert "[1/2] 200-a: 200, mở được" in err
    assert statuses(root) == {"200-a": "ok"}


def test_news_is_printed_and_written(tmp_path: Path, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    root, file = sources(tmp_path / "content", server, "403", "200"), tmp_path / "report.md"
    run(root, "--report", str(file))
    assert "## Mới bị chặn (1)" in file.read_text("utf-8")
    out = capsys.readouterr().out
    assert "| `403` | chưa xem | 403 |" in out
    assert "2 nguồn đã xem: 1 mở được, 1 bị chặn, 0 đã mất, 0 chưa rõ." in out
    run(root, "--report", str(file), today="2026-01-12")
    assert file.read_bytes() == b""
    assert "Không có gì đổi." in capsys.readouterr().out


def test_a_machine_without_network_blames_nobody(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = sources(tmp_path, server, "200")
    run(root)
    known = (root / STATE_FILE).read_bytes()
    lines = [
        f"- {{id: s{n}, type: webpage, publisher: Báo, URL: 'http://s{n}.invalid/', grade: A}}\n" for n in range(3)
    ]
    (root / "nguon" / "xa.yml").write_text("".join(lines), encoding="utf-8")
    monkeypatch.setattr(visits, "ask", lambda request, timeout: Answer(fault=("gone", "không có tên miền")))
    assert run(root) == 1
    assert (root / STATE_FILE).read_bytes() == known
    assert "không có mạng" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [["--limit", "0"], ["--pause", "-1"], ["--timeout", "0"], ["--today", "hôm nay"], ["--fresh-days", "x"], ["--so"]],
)
def test_wrong_arguments_are_a_wrong_call(tmp_path: Path, server: Server, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(sources(tmp_path, server, "200"), *arguments)
    assert stopped.value.code == 2
    assert not server.asked


def test_unknown_names_are_a_wrong_call(tmp_path: Path, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    root = sources(tmp_path, server, "200-bao-nghe-an")
    assert run(root, "--only", "200-bao-nghe-am") == 2
    assert "Có phải '200-bao-nghe-an'?" in capsys.readouterr().err
    assert run(root, "--only", "in") == 2
    assert run(tmp_path / "nowhere") == 2
    (root / STATE_FILE).write_text("[]", encoding="utf-8")
    assert run(root) == 2
    assert (root / STATE_FILE).read_text("utf-8") == "[]"
    assert not server.asked
