"""Addresses in cards: which may be asked, how they answer, and what a dead one leads to. The servers are our own."""

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from infolinia.city.models import Staff, Unit
from infolinia.knowledge import operations, queries
from infolinia.knowledge.links.addresses import is_public
from infolinia.knowledge.links.probe import Answer, Policy, probe
from infolinia.knowledge.models import SourceLink
from tests.knowledge.conftest import Publish


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("8.8.8.8", True),
        ("2606:4700:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:7f00:1::", False),
        ("nonsense", False),
    ],
)
def test_only_public_addresses_may_be_asked(address: str, expected: bool) -> None:
    assert is_public(address) is expected


class _Site(BaseHTTPRequestHandler):
    """A site whose paths say how they answer."""

    seen: list[str] = []
    gate = threading.Event()

    def _answer(self) -> None:
        self.seen.append(f"{self.command} {self.path}")
        name = self.path.strip("/")
        if name == "slow":
            self.gate.wait(5)
        if name.startswith("to-"):
            self._send(302, self.path.replace("/to-", "/", 1))
        elif name == "inside":
            self._send(302, "http://10.0.0.1/secret")
        elif name == "loop":
            self._send(301, "/loop")
        elif name == "no-head":
            self._send(405 if self.command == "HEAD" else 200)
        else:
            self._send(int(name) if name.isdigit() else 200)

    def _send(self, status: int, location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = _answer

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    """The address of a site of our own."""
    _Site.seen, _Site.gate = [], threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    _Site.gate.set()
    server.shutdown()
    server.server_close()
    thread.join()


OURS = Policy(schemes=("http",), ports=None, is_allowed=lambda address: address == "127.0.0.1", seconds=1.0)


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("ok", Answer("alive", "200")),
        ("404", Answer("dead", "404")),
        ("410", Answer("dead", "410")),
        ("500", Answer("dead", "500")),
        ("403", Answer("alive", "403")),
        ("503", Answer("busy", "503")),
        ("429", Answer("busy", "429")),
        ("no-head", Answer("alive", "200")),
        ("to-ok", Answer("alive", "200")),
        ("to-404", Answer("dead", "404")),
        ("loop", Answer("dead", "too_many_redirects")),
        ("inside", Answer("refused", "not_public")),
        ("slow", Answer("dead", "no_answer_in_time")),
    ],
)
def test_how_an_address_answers(site: str, path: str, answer: Answer) -> None:
    assert probe(f"{site}/{path}", OURS) == answer


def test_head_comes_first_and_get_only_where_head_failed(site: str) -> None:
    probe(f"{site}/ok", OURS)
    probe(f"{site}/no-head", OURS)
    assert _Site.seen == ["HEAD /ok", "HEAD /no-head", "GET /no-head"]


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://example.org/", "not_https"),
        ("https://127.0.0.1/", "not_public"),
        ("https://localhost/", "not_public"),
        ("https://[::1]/", "not_public"),
        ("https://user:pass@example.org/", "unusual"),
        ("https://example.org:8443/", "unusual"),
        ("ftp://example.org/", "not_https"),
    ],
)
def test_the_real_limits_let_nobody_look_inside(url: str, why: str) -> None:
    assert probe(url, Policy()) == Answer("refused", why)


def test_a_server_that_is_not_there_is_dead() -> None:
    assert probe("http://127.0.0.1:9/", OURS) == Answer("dead", "broken")


@pytest.fixture
def link(publish: Publish, roads: Unit, at: datetime) -> SourceLink:
    """An address in a card of the roads section."""
    publish(
        "dziura",
        "Dziura w jezdni",
        unit="zdiz-utrzymanie",
        answer="Opis: https://example.org/dziura.",
        sources=["Ustawa, https://example.org/ustawa"],
        when=at,
    )
    assert operations.collect_links(at=at) == 2
    return SourceLink.objects.get(url="https://example.org/dziura")


DEAD, ALIVE = Answer("dead", "404"), Answer("alive", "200")


def test_dead_twice_in_a_row_is_a_task_once(link: SourceLink, piotr: Staff, at: datetime) -> None:
    operations.note_answer(link_id=link.pk, answer=DEAD, at=at)
    assert queries.tasks_for(piotr, at) == ()
    operations.note_answer(link_id=link.pk, answer=DEAD, at=at + timedelta(days=1))
    operations.note_answer(link_id=link.pk, answer=DEAD, at=at + timedelta(days=2))
    [task] = queries.tasks_for(piotr, at)
    assert (task.kind, task.text) == ("dead_link", "https://example.org/dziura")
    assert [line.state for line in queries.link_lines()] == ["dead", "unchecked"]
    assert queries.link_lines()[0].answer == "strony nie ma (404)"


@pytest.mark.parametrize("between", [ALIVE, Answer("refused", "not_https")])
def test_an_answer_between_begins_the_count_anew(link: SourceLink, piotr: Staff, at: datetime, between: Answer) -> None:
    for days, answer in enumerate([DEAD, between, DEAD]):
        operations.note_answer(link_id=link.pk, answer=answer, at=at + timedelta(days=days))
    assert queries.tasks_for(piotr, at) == ()


def test_a_busy_server_counts_for_nothing(link: SourceLink, piotr: Staff, at: datetime) -> None:
    for days, answer in enumerate([DEAD, Answer("busy", "503"), DEAD]):
        operations.note_answer(link_id=link.pk, answer=answer, at=at + timedelta(days=days))
    assert len(queries.tasks_for(piotr, at)) == 1


def test_the_task_closes_when_the_address_answers_again(link: SourceLink, piotr: Staff, at: datetime) -> None:
    for days, answer in enumerate([DEAD, DEAD, ALIVE]):
        operations.note_answer(link_id=link.pk, answer=answer, at=at + timedelta(days=days))
    assert queries.tasks_for(piotr, at) == ()
    for days, answer in enumerate([DEAD, DEAD], 10):
        operations.note_answer(link_id=link.pk, answer=answer, at=at + timedelta(days=days))
    assert len(queries.tasks_for(piotr, at)) == 1


def test_an_address_that_left_the_cards_is_forgotten_with_its_task(
    link: SourceLink, publish: Publish, piotr: Staff, at: datetime
) -> None:
    for days in (0, 1):
        operations.note_answer(link_id=link.pk, answer=DEAD, at=at + timedelta(days=days))
    publish("dziura", "Dziura w jezdni", unit="zdiz-utrzymanie", answer="Bez adresu.", when=at + timedelta(days=2))
    assert operations.collect_links(at=at + timedelta(days=2)) == 0
    assert queries.link_lines() == []
    assert queries.tasks_for(piotr, at) == ()


def test_a_run_asks_what_is_due_slowly_and_not_again(publish: Publish, site: str, at: datetime) -> None:
    publish("a", "Karta", answer="https://example.org/x")
    SourceLink.objects.bulk_create(SourceLink(url=f"{site}/{path}") for path in ("ok", "404"))
    pauses: list[float] = []
    assert operations.check_links(now=lambda: at, policy=OURS, pause=pauses.append) == 2
    assert operations.check_links(now=lambda: at, policy=OURS, pause=pauses.append) == 0
    assert pauses == [2.0]
    assert dict(SourceLink.objects.values_list("answer", "state")) == {"200": "alive", "404": "failing"}
    assert operations.check_links(now=lambda: at + timedelta(days=1), policy=OURS, pause=pauses.append) == 1
    assert operations.check_links(now=lambda: at + timedelta(days=9), policy=OURS, pause=pauses.append) == 2
