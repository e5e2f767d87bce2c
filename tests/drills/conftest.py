"""The whole telephone side as it runs in production: engine, daemon, watchdog, database, telephones."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from infolinia.core import heartbeat
from tests.telephony.conftest import engine_here, line_sounds
from tests.telephony.lines.conftest import desk, lines, quick_asterisk
from tests.telephony.lines.running_lines import RunningLines
from tests.telephony.running import RunningEngine, until

__all__ = ["desk", "engine_here", "line_sounds", "lines", "quick_asterisk"]


@dataclass
class Office:
    """One office's line."""

    engine: RunningEngine
    daemon: RunningLines


@pytest.fixture
def office(lines: RunningLines) -> Iterator[Office]:
    """The daemon, and the watchdog in a process of its own."""
    running = lines.running
    environment = os.environ | {"INFOLINIA_STATE": str(running.state)}
    command = [sys.executable, "-m", "infolinia.config.command", "watchdog"]
    with (running.state / "watchdog.log").open("ab") as log:
        watchdog = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        assert until(lambda: (beat := heartbeat.read("watchdog")) is not None and beat.age < 2, 10)
        yield Office(running, lines)
    finally:
        watchdog.terminate()
        assert watchdog.wait(5) == 0
        running.set_global("FALLBACK_ADVISERS", "")
        print((running.state / "watchdog.log").read_text()[-5000:])


@pytest.fixture(autouse=True)
def no_calls_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """End after each drill what its callers left: sipp vanishes without a word when its time is over."""
    yield
    if "quick_asterisk" in request.fixturenames:
        running = request.getfixturevalue("quick_asterisk")
        for channel in running.channels():
            running.ari("DELETE", f"channels/{channel['id']}")
        assert until(lambda: not running.channels(), 10)
