"""The adviser's browser goes away in the middle of a talk and comes back, or does not."""

from collections.abc import Callable

import pytest

from infolinia.city.models import Staff
from infolinia.routing import queries as routing
from infolinia.telephony import operations as telephony
from tests.telephony.lines.running_lines import Desk, RunningLines, becomes, ledger, only_conversation
from tests.telephony.running import NUMBER, until

pytestmark = pytest.mark.engine
Seat = Callable[[Staff], Desk]


def test_a_reloaded_tab_continues_the_talk(lines: RunningLines, zofia: Staff, desk: Seat) -> None:
    before = desk(zofia).ready()
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=440)
        before.phone.ringing(timeout=10).answer()
        assert call.hears(before.phone.pitch)
        found = only_conversation().id
        telephony.hold(conversation_id=found, by=zofia.pk, on=True)
        assert until(lambda: routing.presence(zofia.pk).on_hold)
        after = desk(zofia)
        after.phone.pitch = 770.0
        telephony.rejoin(conversation_id=found, by=zofia.pk)
        bell = after.phone.ringing(timeout=10)
        assert bell.invitation
        assert bell.invitation["X-Infolinia-Rejoin"] == "1"
        assert bell.invitation["X-Infolinia-Conversation"] == str(found)
        bell.answer()
        assert call.hears(770.0)
        assert bell.hears(440)
        before.phone.calls[0].wait("ended")
        assert not routing.presence(zofia.pk).on_hold
        assert before.state == "talking"
        call.hang_up()
        assert becomes("after_call")
    assert ledger(found) == ["arrived", "queued", "offered", "answered", "held", "rejoined", "ended"]


def test_a_tab_that_dies_without_a_word_leaves_the_caller_with_music_and_then_with_somebody_else(
    lines: RunningLines, zofia: Staff, adam: Staff, desk: Seat
) -> None:
    dead = desk(zofia).ready()
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=440)
        bell = dead.phone.ringing(timeout=10).answer()
        assert call.hears(dead.phone.pitch)
        other = desk(adam).ready()
        bell.media.close()
        dead.vanish()
        found = only_conversation().id
        assert until(lambda: "parked" in ledger(found))
        assert call.hears_something()
        other.phone.ringing(timeout=20).answer()
        assert call.hears(other.phone.pitch)
        assert dead.is_in("after_call")
        assert until(lambda: only_conversation().adviser_id == adam.pk)
        call.hang_up()
        assert becomes("after_call")


def test_a_lost_registration_alone_does_not_disturb_a_talk(lines: RunningLines, zofia: Staff, desk: Seat) -> None:
    adviser = desk(zofia).ready()
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=440)
        bell = adviser.phone.ringing(timeout=10).answer()
        assert call.hears(adviser.phone.pitch)
        adviser.vanish()
        assert until(lambda: not routing.presence(zofia.pk).phone_ready)
        assert not until(lambda: "parked" in ledger(only_conversation().id), timeout=2)
        assert bell.hears(440)
        assert call.hears(adviser.phone.pitch)


def test_sound_that_ends_a_moment_after_the_telephone_was_lost_parks_the_caller(
    lines: RunningLines, zofia: Staff, desk: Seat
) -> None:
    dying = desk(zofia).ready()
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=440)
        bell = dying.phone.ringing(timeout=10).answer()
        assert call.hears(dying.phone.pitch)
        dying.vanish()
        assert until(lambda: not routing.presence(zofia.pk).phone_ready)
        assert not until(lambda: "parked" in ledger(only_conversation().id), timeout=2)
        bell.media.close()
        assert until(lambda: "parked" in ledger(only_conversation().id))
        assert call.hears_something()


def test_a_leg_that_the_engine_gives_up_as_silent_parks_the_caller(
    lines: RunningLines, zofia: Staff, desk: Seat
) -> None:
    """The engine ends a leg without sound by itself; here it is told to, which looks the same from outside."""
    adviser = desk(zofia).ready()
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=440)
        adviser.phone.ringing(timeout=10).answer()
        assert call.hears(adviser.phone.pitch)
        leg = next(one["name"] for one in lines.running.channels() if one["id"].startswith("ring~"))
        lines.running.console(f"channel request hangup {leg}")
        found = only_conversation().id
        assert until(lambda: "parked" in ledger(found))
        assert call.state == "talking"
        assert call.hears_something()
        telephony.rejoin(conversation_id=found, by=zofia.pk)
        assert until(lambda: adviser.phone.calls[-1].state == "ringing")
        adviser.phone.calls[-1].answer()
        assert call.hears(adviser.phone.pitch)
