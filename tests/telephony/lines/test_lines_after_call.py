"""The time after a call in the real daemon: it ends by itself, longer when asked for, or is not at all."""

from collections.abc import Callable

import pytest

from infolinia.city.models import Staff
from infolinia.core import clock
from infolinia.routing import operations as routing
from infolinia.routing import queries as presence
from infolinia.routing.models import WorkSettings
from tests.telephony.lines.running_lines import Desk, RunningLines, becomes
from tests.telephony.running import NUMBER, until

pytestmark = pytest.mark.engine
Seat = Callable[[Staff], Desk]


def works(staff: Staff, after_call: str, seconds: int = 0) -> None:
    WorkSettings.objects.create(staff=staff, after_call=after_call, after_call_seconds=seconds)
    routing.rules_changed()


def one_call(lines: RunningLines, adviser: Desk, number: str = "500000014") -> None:
    with lines.running.caller(number) as resident:
        call = resident.dial(NUMBER, caller=number)
        assert until(lambda: any(one.state == "ringing" for one in adviser.phone.calls), 10)
        next(one for one in adviser.phone.calls if one.state == "ringing").answer()
        assert becomes("talking")
        call.hang_up()
        assert until(lambda: presence.presence(adviser.staff.pk).state not in ("talking", "ringing"))


def test_the_time_ends_by_itself_unless_more_is_asked_for(lines: RunningLines, zofia: Staff, desk: Seat) -> None:
    works(zofia, "timed", 3)
    adviser = desk(zofia).ready()
    one_call(lines, adviser)
    assert adviser.state == "after_call"
    assert presence.presence(zofia.pk).until
    assert adviser.is_in("ready")
    one_call(lines, adviser, "500000015")
    assert adviser.state == "after_call"
    routing.extend_after_call(staff_id=zofia.pk, at=clock.now())
    assert until(lambda: presence.presence(zofia.pk).until is None)
    assert not adviser.is_in("ready", timeout=4)
    adviser.finish()
    assert adviser.is_in("ready")


def test_who_needs_no_time_is_ready_at_once(lines: RunningLines, zofia: Staff, desk: Seat) -> None:
    works(zofia, "off")
    adviser = desk(zofia).ready()
    one_call(lines, adviser)
    assert adviser.state == "ready"
