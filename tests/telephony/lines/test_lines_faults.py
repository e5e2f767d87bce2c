"""The daemon, the database and the engine die at the worst moment; nobody is stranded and the register is right."""

import time
from collections.abc import Callable

import pytest

from infolinia.city.models import Staff
from infolinia.contacts.models import Conversation
from infolinia.routing.models import Offer, Presence
from tests.telephony.lines.running_lines import Desk, RunningLines, becomes, conversations, ledger, only_conversation
from tests.telephony.outage import database_away
from tests.telephony.running import NUMBER, until

pytestmark = pytest.mark.engine
Seat = Callable[[Staff], Desk]


def by_number(number: str) -> Conversation:
    return Conversation.objects.get(caller_number__endswith=number)


def test_the_daemon_dies_while_one_talks_one_waits_and_one_arrives(
    lines: RunningLines, zofia: Staff, adam: Staff, desk: Seat
) -> None:
    adviser, late = desk(zofia).ready(), desk(adam)
    with (
        lines.running.caller() as halina,
        lines.running.caller("500000015") as jan,
        lines.running.caller("500000016") as ewa,
    ):
        talk = halina.dial(NUMBER, pitch=440)
        bell = adviser.phone.ringing(timeout=10).answer()
        assert talk.hears(adviser.phone.pitch)
        waiting = jan.dial(NUMBER)
        assert becomes("waiting")
        lines.kill()
        arriving = ewa.dial(NUMBER)
        killed = time.monotonic()
        assert bell.hears(440), "the talk broke off"
        lines.start()
        assert time.monotonic() - killed < 5
        assert becomes("waiting", number=2, timeout=8)
        assert waiting.hears_something()
        assert arriving.hears_something()
        assert talk.hears(adviser.phone.pitch), "the talk broke off later"
        late.ready()
        late.phone.ringing().answer()
        assert becomes("talking", number=2)
        assert by_number("500000015").state == "talking", "who arrived first is served first"
        talk.hang_up()
        assert adviser.is_in("after_call")
        late.phone.calls[0].hang_up()
        waiting.wait("ended")
        arriving.hang_up()
        assert becomes("abandoned")
    assert becomes("after_call", number=2)
    assert [found.caller_number[-3:] for found in conversations()] == ["014", "015", "016"]
    assert ledger(by_number("500000014").id) == ["arrived", "queued", "offered", "answered", "ended"]


def test_what_ended_while_the_daemon_was_away_has_the_engines_times(
    lines: RunningLines, zofia: Staff, desk: Seat
) -> None:
    adviser = desk(zofia).ready()
    with lines.running.caller() as halina, lines.running.caller("500000015") as jan:
        talk = halina.dial(NUMBER)
        adviser.phone.ringing(timeout=10).answer()
        assert becomes("talking")
        lines.kill()
        talk.hang_up()
        missed = jan.dial(NUMBER).wait("talking")
        missed.hang_up()
        before = len(lines.running.diary())
        assert until(lambda: len(lines.running.diary()) >= before)
        lines.start()
        assert becomes("after_call")
        assert becomes("abandoned")
        assert adviser.is_in("after_call")
    said = {row[2]: float(row[1]) for row in lines.running.diary() if row[0] == "HANGUP"}
    for found in conversations():
        assert found.ended_at
        assert found.ended_at.timestamp() == pytest.approx(said[str(found.engine_call_id)], abs=0.001)


def test_a_phone_that_rings_on_while_the_daemon_was_away_can_be_answered(
    lines: RunningLines, zofia: Staff, desk: Seat
) -> None:
    adviser = desk(zofia).ready()
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=440)
        bell = adviser.phone.ringing(timeout=10)
        lines.kill()
        lines.start()
        bell.answer()
        assert bell.hears(440)
        assert call.hears(adviser.phone.pitch)
        assert becomes("talking")
        assert adviser.is_in("talking")
    assert becomes("after_call")
    assert [offer.result for offer in Offer.objects.all()] == ["answered"]


def test_a_phone_picked_up_while_the_daemon_is_away_rings_again(lines: RunningLines, zofia: Staff, desk: Seat) -> None:
    """The engine can't join the two without the daemon and drops the phone; the caller waits on."""
    adviser = desk(zofia).ready()
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=440)
        bell = adviser.phone.ringing(timeout=10)
        lines.kill()
        bell.answer()
        assert until(lambda: len(lines.running.channels()) == 1), "the engine keeps the phone"
        lines.start()
        assert until(lambda: len(adviser.phone.calls) == 2)
        adviser.phone.calls[1].answer()
        assert call.hears(adviser.phone.pitch)
        assert becomes("talking")
    assert becomes("after_call")
    assert [offer.result for offer in Offer.objects.order_by("offered_at")] == ["withdrawn", "answered"]


def test_the_engine_restarts_and_calls_that_are_gone_are_closed(lines: RunningLines, zofia: Staff, desk: Seat) -> None:
    adviser = desk(zofia).ready()
    with lines.running.caller() as halina:
        halina.dial(NUMBER)
        adviser.phone.ringing(timeout=10).answer()
        assert becomes("talking")
        lines.running.stop(how=9)
        lines.running.start()
        assert becomes("after_call", timeout=10)
        assert until(lines.serves)
        assert adviser.is_in("after_call")
        assert not Presence.objects.get(staff=zofia).phone_ready
        assert adviser.register_again()
        adviser.finish()
    with lines.running.caller("500000015") as jan:
        jan.dial(NUMBER)
        assert until(lambda: any(call.state == "ringing" for call in adviser.phone.calls), 10)


def test_the_database_loses_every_connection_in_the_middle_of_it_all(
    lines: RunningLines, zofia: Staff, desk: Seat
) -> None:
    """A restart of PostgreSQL as the daemon sees it: no connection survives, and new ones are refused for a while."""
    adviser = desk(zofia).ready()
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=440)
        bell = adviser.phone.ringing(timeout=10)
        assert becomes("ringing")
        with database_away():
            bell.answer()
            assert call.hears(adviser.phone.pitch)
            assert bell.hears(440)
            call.hang_up()
            bell.wait("ended")
    assert becomes("after_call", timeout=10)
    assert ledger(only_conversation().id) == ["arrived", "queued", "offered", "answered", "ended"]
    assert adviser.is_in("after_call")
    adviser.finish()
    with lines.running.caller("500000015") as jan:
        jan.dial(NUMBER)
        assert until(lambda: any(call.state == "ringing" for call in adviser.phone.calls), 10)


def test_a_call_that_the_fallback_queue_connected_is_the_advisers_own(
    lines: RunningLines, zofia: Staff, desk: Seat
) -> None:
    adviser = desk(zofia).ready()
    assert adviser.known_to_the_fallback()
    lines.kill()
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=440)
        bell = adviser.phone.ringing(timeout=15).answer()
        assert call.hears(adviser.phone.pitch)
        lines.start()
        assert becomes("talking")
        assert adviser.is_in("talking")
        assert bell.hears(440), "the talk broke off"
        call.hang_up()
        assert adviser.is_in("after_call")
    found = only_conversation()
    assert (found.state, found.adviser_id) == ("after_call", zofia.pk)
    assert found.answered_at
    assert found.ended_at
    assert found.arrived_at < found.answered_at < found.ended_at


def test_a_call_that_the_fallback_queue_served_from_beginning_to_end_is_in_the_register(
    lines: RunningLines, zofia: Staff, desk: Seat
) -> None:
    adviser = desk(zofia).ready()
    assert adviser.known_to_the_fallback()
    lines.kill()
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=440)
        adviser.phone.ringing(timeout=15).answer()
        assert call.hears(adviser.phone.pitch)
        call.hang_up()
        assert until(lambda: not lines.running.channels())
    lines.start()
    assert becomes("after_call")
    found = only_conversation()
    assert (found.caller_number, found.adviser_id) == ("+48500000014", zofia.pk)
    assert ledger(found.id) == ["arrived", "answered", "ended"]


def test_a_caller_given_to_the_fallback_queue_comes_back_with_the_first_arrival(
    lines: RunningLines, zofia: Staff, desk: Seat
) -> None:
    adviser = desk(zofia)
    with lines.running.caller() as halina:
        halina.dial(NUMBER)
        assert becomes("waiting")
        found = only_conversation()
        path = f"channels/{found.engine_call_id}/continue"
        assert lines.running.ari("POST", path, context="fallback", extension="s", priority="1")[0] == 204
        assert until(lambda: all(one["dialplan"]["app_name"] != "Stasis" for one in lines.running.channels()))
        adviser.ready()
        adviser.phone.ringing(timeout=15)
        assert only_conversation().arrived_at == found.arrived_at
