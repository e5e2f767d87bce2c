"""Thousands of broken invitations: engine and daemon stay up, callers are served, no call is stuck."""

from collections.abc import Callable

import pytest

from infolinia.city.models import Staff
from tests.drills.mutated import Mischief, mutated
from tests.drills.sizes import SIZE
from tests.telephony.lines.running_lines import Desk, RunningLines
from tests.telephony.running import CARRIER, NUMBER, until

pytestmark = [pytest.mark.engine, pytest.mark.timeout(300)]
STRANGER = "127.0.0.8"


def test_each_is_another_one_and_always_the_same() -> None:
    made = [mutated(number, CARRIER, 5060).split(b"Call-ID")[0] for number in range(200)]
    assert len(set(made)) > 190


def test_broken_invitations_change_nothing(lines: RunningLines, zofia: Staff, desk: Callable[[Staff], Desk]) -> None:
    adviser = desk(zofia)
    assert lines.running.process
    assert lines.process
    operator, stranger = Mischief(lines.running.address, CARRIER), Mischief(lines.running.address, STRANGER)
    try:
        for number in range(SIZE.mutated):
            (stranger if number % 4 == 0 else operator).send(number)
        assert lines.running.process.poll() is None, "the engine lives"
        assert lines.process.poll() is None, "the daemon lives"
        assert until(lambda: len(lines.running.channels()) <= 1, 60), lines.running.channels()
        adviser.ready()
        with lines.running.caller("500000099") as halina:
            call = halina.dial(NUMBER, pitch=440)
            adviser.phone.ringing(timeout=20).answer()
            assert call.hears(adviser.phone.pitch), "an honest caller is served"
            call.hang_up()
        assert operator.taken_in > SIZE.mutated / 100, "some were right enough to reach the line"
        assert not stranger.taken_in, "a stranger reaches nothing"
        assert until(lambda: not lines.running.channels(), 60), lines.running.channels()
        assert adviser.is_in("after_call")
    finally:
        operator.close()
        stranger.close()
    assert "Traceback" not in lines.log()
