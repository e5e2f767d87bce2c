"""A second daemon stands by: it takes over at once when the first dies or freezes, and never while the first works."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from infolinia.city.models import Staff
from infolinia.core import heartbeat
from tests.telephony.lines.running_lines import Desk, RunningLines, becomes
from tests.telephony.outage import database_away
from tests.telephony.running import NUMBER, until

pytestmark = pytest.mark.engine
Seat = Callable[[Staff], Desk]


@pytest.fixture
def standby(lines: RunningLines) -> Iterator[subprocess.Popen[bytes]]:
    """A second daemon beside the one that serves."""
    with (lines.running.state / "standby.log").open("ab") as log:
        arguments = [sys.executable, "-m", "infolinia.config.command", "lines"]
        process = subprocess.Popen(arguments, env=lines.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        assert until(lambda: (beat := heartbeat.read("standby")) is not None and beat.age < 1, 20)
        yield process
    finally:
        process.terminate()
        process.wait(10)
        print((lines.running.state / "standby.log").read_text()[-5000:])


def leader() -> int:
    """Return the process that says it serves."""
    beat = heartbeat.read("lines")
    return beat.pid if beat and beat.alive and beat.age < 1.5 else 0


def test_the_standby_serves_within_five_seconds_after_the_first_died(
    lines: RunningLines, standby: subprocess.Popen[bytes], zofia: Staff, adam: Staff, desk: Seat
) -> None:
    adviser, other = desk(zofia).ready(), desk(adam)
    with lines.running.caller() as halina, lines.running.caller("500000015") as jan:
        talk = halina.dial(NUMBER, pitch=440)
        bell = adviser.phone.ringing(timeout=15).answer()
        assert bell.hears(440)
        waiting = jan.dial(NUMBER)
        assert becomes("waiting", timeout=15)
        lines.kill()
        killed = time.monotonic()
        other.ready()
        other.phone.ringing(timeout=10).answer()
        assert time.monotonic() - killed < 5, "who waits is served by the other daemon"
        assert until(lambda: leader() == standby.pid, 3)
        assert talk.hears(adviser.phone.pitch), "the talk goes on"
        assert waiting.hears(other.phone.pitch)


def test_the_standby_does_not_take_the_lead_from_one_that_works_while_the_database_restarts(
    lines: RunningLines, standby: subprocess.Popen[bytes], zofia: Staff, desk: Seat
) -> None:
    adviser = desk(zofia).ready()
    assert lines.process
    with lines.running.caller() as halina:
        with database_away():
            call = halina.dial(NUMBER, pitch=440)
            adviser.phone.ringing(timeout=15).answer()
            assert call.hears(adviser.phone.pitch)
        assert becomes("talking", timeout=10)
        assert leader() == lines.process.pid
        assert standby.poll() is None


def test_one_that_froze_is_ended_and_the_standby_serves(
    lines: RunningLines, standby: subprocess.Popen[bytes], zofia: Staff, desk: Seat
) -> None:
    adviser = desk(zofia)
    assert lines.process
    with lines.running.caller() as halina:
        halina.dial(NUMBER)
        assert becomes("waiting", timeout=15)
        lines.process.send_signal(signal.SIGSTOP)
        assert lines.process.wait(25) == -signal.SIGKILL
        lines.process = None
        assert until(lambda: leader() == standby.pid, 10)
        adviser.ready()
        adviser.phone.ringing(timeout=15)
