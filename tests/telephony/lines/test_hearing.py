"""A talk in which only one side is heard is noticed and told; an ordinary one is not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from infolinia.city.models import Staff
from infolinia.contacts.models import CallEvent
from infolinia.telephony.models import LineAlarm
from tests.drills.crowd import Crowd
from tests.telephony.lines.running_lines import Desk, RunningLines, becomes
from tests.telephony.running import NUMBER, until

pytestmark = pytest.mark.engine
Seat = Callable[[Staff], Desk]


def test_a_caller_whose_sound_never_arrives_is_told_to_the_office_and_an_ordinary_talk_is_not(
    lines: RunningLines, tmp_path: Path, zofia: Staff, adam: Staff, desk: Seat
) -> None:
    both = desk(zofia).ready()
    with lines.running.caller("500000014") as halina:
        call = halina.dial(NUMBER, pitch=440)
        both.phone.ringing(timeout=15).answer()
        assert call.hears(both.phone.pitch)
        other = desk(adam).ready()
        with Crowd(tmp_path, lines.running.address, number=1, rate=1, hold=25, prefix="50009"):
            other.phone.ringing(timeout=15).answer()
            assert becomes("talking", number=2)
            assert until(lambda: LineAlarm.objects.filter(kind="one_way", subject="caller").exists(), 20)
        told = CallEvent.objects.filter(kind="caller_not_heard").select_related("conversation")
        assert ["50009" in one.conversation.caller_number for one in told] == [True]
        assert not LineAlarm.objects.filter(kind="one_way", subject="adviser").exists()
