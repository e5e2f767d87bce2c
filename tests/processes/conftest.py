"""Engines and processes of a test's own, ended with it."""

import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from infolinia.config.engines import postgres
from infolinia.config.processes import probe
from infolinia.config.processes.ports import free_port
from infolinia.config.processes.supervisor import Supervisor, signals_held
from tests.processes.waiting import wait_until

RunOne = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A state folder of the test's own."""
    folder = tmp_path / "state"
    folder.mkdir()
    return folder


@pytest.fixture
def cluster(state: Path) -> Iterator[postgres.Cluster]:
    """An initialised PostgreSQL, not started yet."""
    yield postgres.prepare(state, port=free_port())
    postgres.discard(state)


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    """A supervisor whose children are gone when the test ends."""
    with signals_held():
        made = Supervisor(logs=tmp_path / "log", say=lambda text: None)
        yield made
        made.stop()


@pytest.fixture
def run_process(state: Path, tmp_path: Path) -> Iterator[RunOne]:
    """Run `infolinia <name>` with these variables until the test ends."""
    with ExitStack() as stack:

        def run(name: str, **variables: str) -> subprocess.Popen[bytes]:
            return stack.enter_context(_process(name, tmp_path, {"INFOLINIA_STATE": str(state), **variables}))

        yield run


@contextmanager
def _process(name: str, folder: Path, variables: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "infolinia.config.command", name]
    with (folder / f"{name}.log").open("ab") as log:
        child = subprocess.Popen(
            command, env={**os.environ, **variables}, stdout=log, stderr=log, preexec_fn=_hear_signals_again
        )
    try:
        yield child
    finally:
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(10)
        finally:
            child.kill()
            child.wait()


def _hear_signals_again() -> None:
    """Undo what a supervisor in the same test holds back."""
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


@pytest.fixture
def test_database_url(transactional_db: None) -> str:
    """The address of the tests' database, for a process beside the test."""
    given = connection.settings_dict
    secret = f":{given['PASSWORD']}" if given["PASSWORD"] else ""
    return f"postgresql://{given['USER']}{secret}@{given['HOST']}:{given['PORT']}/{given['NAME']}"


@pytest.fixture
def live(run_process: RunOne, test_database_url: str) -> int:
    """The push process on the tests' database; returns its port."""
    return start_live(run_process, test_database_url)


def start_live(run_process: RunOne, database_url: str, **variables: str) -> int:
    """Start the push process, wait until it listens to the database, and return its port."""
    port = free_port()
    told = {"DATABASE_URL": database_url, "INFOLINIA_LIVE_PORT": str(port), "INFOLINIA_SECRET_KEY": settings.SECRET_KEY}
    run_process("live", **{**told, **variables})
    wait_until(lambda: probe.get(port, "/health")[0] == 200, what="the push process")
    return port


class Stream:
    """One browser's stream of events."""

    def __init__(self, port: int, topics: str, *, cookie: str = "", origin: str = "") -> None:
        self._connection = http.client.HTTPConnection("localhost", port, timeout=8)
        headers = {"Cookie": cookie} if cookie else {}
        self._connection.request(
            "GET", f"/live?topics={topics}", headers=headers | ({"Origin": origin} if origin else {})
        )
        self.answer = self._connection.getresponse()

    def next(self) -> tuple[str, str]:
        """Return the next event as its name (`message` when it has none) and data."""
        name, data = "message", ""
        while line := self.answer.readline().decode().rstrip("\n"):
            field, _, value = line.partition(": ")
            name, data = (value, data) if field == "event" else (name, value)
        return name, data

    def next_but_beats(self) -> tuple[str, str]:
        """Return the next event that says something."""
        while (event := self.next())[0] == "beat":
            pass
        return event

    def close(self) -> None:
        """Go away without a word, as a browser does."""
        self.answer.close()
        self._connection.close()


@pytest.fixture
def listen() -> Iterator[Callable[..., Stream]]:
    """Open streams that close with the test: `listen(port, topics, cookie=…, origin=…)`."""
    with ExitStack() as stack:

        def start(port: int, topics: str, **headers: str) -> Stream:
            stream = Stream(port, topics, **headers)
            stack.callback(stream.close)
            return stream

        yield start
