"""Twice and ten times as many callers as the line takes in: each is told something, the rest goes on as before."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from infolinia.contacts.models import Conversation
from infolinia.telephony.models import CallBack
from infolinia.telephony.provisioning.trunk_settings import Admission
from tests.drills.crowd import Crowd
from tests.drills.sizes import SIZE
from tests.telephony.callers.phone import Call
from tests.telephony.lines.running_lines import RunningLines
from tests.telephony.running import NUMBER, until

pytestmark = [pytest.mark.engine, pytest.mark.timeout(300)]


@pytest.fixture
def ceiling(lines: RunningLines) -> Iterator[int]:
    """A line that takes in a few calls a second, and lets as many knock as it takes in within three."""
    lines.running.set_global("CALLS_A_SECOND", str(SIZE.ceiling))
    lines.running.set_global("CROWD", str(3 * SIZE.ceiling))
    yield SIZE.ceiling
    usual = Admission()
    lines.running.set_global("CALLS_A_SECOND", str(usual.calls_a_second))
    lines.running.set_global("CROWD", str(usual.crowd))


@pytest.mark.parametrize("times", [2, 10])
def test_above_the_ceiling_callers_hear_something_and_the_line_works_on(
    lines: RunningLines, tmp_path: Path, ceiling: int, times: int
) -> None:
    running, rate = lines.running, times * ceiling
    number = rate * SIZE.seconds
    with Crowd(tmp_path, running.address, number=number, rate=rate, hold=25) as crowd:
        told = until(lambda: crowd.outcomes()["answered"] + crowd.outcomes()["refused"] == number, SIZE.seconds + 10)
        assert told, "nobody hears silence"
        assert times > 2 or not crowd.outcomes()["refused"]
        assert Conversation.objects.count() < number, "more than the ceiling did not go straight in"
        began = time.monotonic()
        with running.caller("500000099") as halina:
            assert until(lambda: halina.dial(NUMBER).reaches("talking", "refused") == "talking", 10)
            assert halina.calls[-1].hears_something(), "a caller after the wave is served as ever"
            assert until(lambda: Conversation.objects.filter(caller_number__endswith="500000099").exists(), 10)
        assert time.monotonic() - began < 10
        assert Conversation.objects.count() >= 0.9 * ceiling * SIZE.seconds, "goodput"
        assert crowd.finished(60)
        said = crowd.outcomes()
    assert said["left"] + said["dropped"] + said["refused"] == number
    assert not crowd.errors()
    assert until(lambda: not running.channels(), 20), "no call is stuck"


def test_what_each_of_a_crowd_is_told(lines: RunningLines, tmp_path: Path, ceiling: int) -> None:
    running = lines.running
    running.set_global("CALLS_A_SECOND", "0")
    running.set_global("CROWD", "2")
    with Crowd(tmp_path, running.address, number=16, rate=16, hold=30) as crowd:
        assert until(lambda: crowd.outcomes()["answered"] + crowd.outcomes()["refused"] == 16, 10)
        assert crowd.have("dropped", 8, 25), "told that everybody is busy, then good-bye"
        assert crowd.outcomes()["refused"] >= 6, "the operator's network tells the others"
        assert not Conversation.objects.exists()
        running.set_global("CALLS_A_SECOND", "40")
        assert until(lambda: Conversation.objects.count() == 2, 15), "those who knock come in when the wave is over"
        assert crowd.finished(40)
    assert until(lambda: not running.channels(), 20)


def _promised_after_one(call: Call) -> bool:
    call.press("1")
    return until(CallBack.objects.exists, 1)


def test_whoever_is_told_that_all_are_busy_may_ask_to_be_called_back(lines: RunningLines, ceiling: int) -> None:
    running = lines.running
    running.set_global("CALLS_A_SECOND", "0")
    running.set_global("CROWD", "1")
    with running.caller("500000098") as first, running.caller("500000099") as halina:
        first.dial(NUMBER).wait("talking")
        call = halina.dial(NUMBER).wait("talking")
        assert call.hears_something()
        assert until(lambda: "!WaitExten!" in running.console("core show channels concise"), 30)
        call.press("1")
        assert until(lambda: "!WaitExten!" not in running.console("core show channels concise"), 4)
        running.set_global("CALLS_A_SECOND", "40")
        assert until(lambda: Conversation.objects.filter(caller_number__endswith="500000099").exists(), 30)
        assert any(_promised_after_one(call) for _ in range(15)), "the number is said, and one means that it is right"
        call.wait("ended", timeout=30)
    promised = CallBack.objects.get()
    assert (promised.number, promised.why) == ("+48500000099", "asked")
