"""The push process as browsers meet it: real PostgreSQL, real HTTP."""

import json
import os
import signal
import time
from collections.abc import Callable
from importlib import import_module

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from infolinia.city.models import Staff
from infolinia.config.engines.postgres import Cluster
from infolinia.config.processes import probe
from infolinia.config.processes.supervisor import Supervisor
from infolinia.core import live as signals
from tests.processes.conftest import RunOne, Stream, start_live

Listen = Callable[..., Stream]
PROMPT = 0.3  # seconds within which a change reaches the screens


def signed_in(staff: Staff) -> str:
    """Sign in as Django does and return the cookie."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(staff.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = staff.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def test_a_change_reaches_the_screen_promptly(listen: Listen, live: int, zofia: Staff) -> None:
    stream = listen(live, f"adviser.{zofia.pk},queue", cookie=signed_in(zofia))
    assert stream.next() == ("ready", json.dumps({"topics": [f"adviser.{zofia.pk}", "queue"], "refused": []}))
    sent = time.monotonic()
    signals.publish("adviser", zofia.pk)
    assert stream.next_but_beats() == ("message", json.dumps({"topic": f"adviser.{zofia.pk}"}))
    assert time.monotonic() - sent < PROMPT


def test_what_this_person_may_not_hear_is_refused_and_never_comes(listen: Listen, live: int, zofia: Staff) -> None:
    stream = listen(live, "board,queue", cookie=signed_in(zofia))
    assert json.loads(stream.next()[1]) == {"topics": ["queue"], "refused": ["board"]}
    signals.publish("board")
    signals.publish("queue")
    assert stream.next_but_beats() == ("message", '{"topic": "queue"}')


def test_silence_is_broken_every_two_seconds(listen: Listen, live: int) -> None:
    stream = listen(live, "public")
    stream.next()
    began = time.monotonic()
    assert [stream.next(), stream.next()] == [("beat", "1"), ("beat", "1")]
    assert time.monotonic() - began < 2 * 2.0 + 0.5


def test_strangers_hear_only_what_is_public(listen: Listen, live: int) -> None:
    assert listen(live, "queue").answer.status == 403
    assert listen(live, "queue", cookie="sessionid=made-up").answer.status == 403
    assert json.loads(listen(live, "public,queue").next()[1])["topics"] == ["public"]


def test_a_session_ends_with_the_account_and_with_a_new_password(
    listen: Listen, live: int, zofia: Staff, marek: Staff
) -> None:
    cookie, other = signed_in(zofia), signed_in(marek)
    zofia.set_password("zupelnie-inne-haslo-2026")
    zofia.save()
    marek.is_active = False
    marek.save()
    assert listen(live, "queue", cookie=cookie).answer.status == 403
    assert listen(live, "queue", cookie=other).answer.status == 403


@pytest.mark.parametrize(
    ("origin", "status"),
    [("http://localhost:8000", 200), ("https://localhost", 200), ("http://evil.example.com", 403), ("null", 403)],
)
def test_only_pages_of_this_host_may_listen(listen: Listen, live: int, zofia: Staff, origin: str, status: int) -> None:
    answer = listen(live, "queue", cookie=signed_in(zofia), origin=origin).answer
    assert answer.status == status
    if status == 200:
        assert answer.headers["Access-Control-Allow-Origin"] == origin
        assert answer.headers["Access-Control-Allow-Credentials"] == "true"


def test_browsers_that_left_are_forgotten(listen: Listen, live: int) -> None:
    streams = [listen(live, "public") for _ in range(5)]
    assert _browsers(live) == 5
    for stream in streams:
        stream.close()
    ends = time.monotonic() + 5
    while _browsers(live) and time.monotonic() < ends:
        pass
    assert _browsers(live) == 0


def _browsers(port: int) -> int:
    return int(json.loads(probe.get(port, "/health")[1])["browsers"])


def test_after_the_database_died_every_browser_refetches(
    listen: Listen, run_process: RunOne, cluster: Cluster, supervisor: Supervisor
) -> None:
    supervisor.start(cluster.part())
    assert supervisor.wait_ready("postgres", timeout=30)
    cluster.create_database()
    port = start_live(run_process, cluster.url)
    stream = listen(port, "public")
    assert stream.next()[0] == "ready"
    killed = supervisor.pid_of("postgres")
    assert killed
    os.kill(killed, signal.SIGKILL)
    assert supervisor.tend(until=lambda: supervisor.pid_of("postgres") not in (killed, None), timeout=5)
    assert supervisor.wait_ready("postgres", timeout=10)
    assert stream.next_but_beats() == ("resync", "1")
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        connection.execute("SELECT pg_notify('screens', '{\"topic\": \"public\"}')")
    assert stream.next_but_beats() == ("message", '{"topic": "public"}')
