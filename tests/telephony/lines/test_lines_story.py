"""A call from the carrier to the adviser's ear, and every way in which it may go otherwise."""

from collections.abc import Callable
from datetime import time

import pytest

from infolinia.city import operations as city
from infolinia.city.models import OpeningHours, Staff
from infolinia.core import clock
from infolinia.core.clock import city_day
from infolinia.routing import queries as presence
from infolinia.routing.models import Offer
from infolinia.telephony import operations as telephony
from tests.telephony.lines.running_lines import Desk, RunningLines, becomes, between, ledger, only_conversation
from tests.telephony.running import NUMBER, RunningEngine, until

pytestmark = pytest.mark.engine
Seat = Callable[[Staff], Desk]


def test_a_resident_calls_and_an_adviser_answers(lines: RunningLines, zofia: Staff, desk: Seat) -> None:
    adviser = desk(zofia).ready()
    began = clock.now()
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, name="Halina Zatoka", pitch=440)
        call.wait("talking")
        bell = adviser.phone.ringing(timeout=10)
        assert becomes("ringing")
        assert adviser.is_in("ringing")
        bell.answer()
        assert call.hears(adviser.phone.pitch)
        assert bell.hears(440)
        assert becomes("talking")
        assert adviser.is_in("talking")
        call.hang_up()
        bell.wait("ended")
    assert becomes("after_call")
    assert adviser.is_in("after_call")
    found = only_conversation()
    assert ledger(found.id) == ["arrived", "queued", "offered", "answered", "ended"]
    times = [found.arrived_at, found.queued_at, found.offered_at, found.answered_at, found.ended_at]
    assert all(between(moment, began, clock.now()) for moment in times)
    assert times == sorted(moment for moment in times if moment)
    assert (found.caller_number, found.caller_name, found.adviser_id) == ("+48500000014", "Halina Zatoka", zofia.pk)
    assert Offer.objects.get().result == "answered"
    adviser.finish()
    assert adviser.is_in("ready")


def test_the_adviser_may_hang_up_with_their_own_phone(lines: RunningLines, zofia: Staff, desk: Seat) -> None:
    adviser = desk(zofia).ready()
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER)
        adviser.phone.ringing(timeout=10).answer()
        assert becomes("talking")
        adviser.phone.calls[0].hang_up()
        call.wait("ended")
    assert becomes("after_call")
    assert adviser.is_in("after_call")


def test_the_adviser_holds_and_ends_the_call_on_the_screen(lines: RunningLines, zofia: Staff, desk: Seat) -> None:
    adviser = desk(zofia).ready()
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=440)
        bell = adviser.phone.ringing(timeout=10).answer()
        assert call.hears(adviser.phone.pitch)
        found = only_conversation().id
        telephony.hold(conversation_id=found, by=zofia.pk, on=True)
        assert until(lambda: "held" in ledger(found))
        assert not call.hears(adviser.phone.pitch, timeout=1.5)
        assert call.hears_something()
        telephony.hold(conversation_id=found, by=zofia.pk, on=False)
        assert call.hears(adviser.phone.pitch)
        telephony.hang_up(conversation_id=found, by=zofia.pk)
        call.wait("ended")
        bell.wait("ended")
    assert becomes("after_call")


def test_a_caller_who_gives_up_is_in_the_register(lines: RunningLines) -> None:
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER).wait("talking")
        assert becomes("waiting")
        assert call.hears_something()
        call.hang_up()
        assert becomes("abandoned")
    assert ledger(only_conversation().id) == ["arrived", "queued", "ended"]


def test_the_first_who_becomes_ready_gets_the_waiting_caller(lines: RunningLines, zofia: Staff, desk: Seat) -> None:
    adviser = desk(zofia)
    with lines.running.caller() as halina:
        halina.dial(NUMBER).wait("talking")
        assert becomes("waiting")
        adviser.ready()
        adviser.phone.ringing()


def test_the_longest_idle_is_rung_first(lines: RunningLines, zofia: Staff, adam: Staff, desk: Seat) -> None:
    second, first = desk(zofia), desk(adam).ready()
    second.ready()
    with lines.running.caller() as halina, lines.running.caller("500000015") as jan:
        halina.dial(NUMBER)
        first.phone.ringing(timeout=10)
        assert not second.phone.calls
        jan.dial(NUMBER, caller="500000015")
        second.phone.ringing(timeout=10)


def test_who_does_not_answer_goes_on_a_break(
    impatient_lines: RunningLines, zofia: Staff, adam: Staff, desk: Seat
) -> None:
    first = desk(zofia).ready()
    second = desk(adam).ready()
    with impatient_lines.running.caller() as halina:
        halina.dial(NUMBER)
        bell = first.phone.ringing(timeout=10)
        second.phone.ringing().answer()
        bell.wait("ended")
        assert becomes("talking")
        assert first.is_in("break")
    assert [offer.result for offer in Offer.objects.order_by("offered_at")] == ["no_answer", "answered"]


def test_a_rejected_call_goes_to_the_next_at_once(lines: RunningLines, zofia: Staff, adam: Staff, desk: Seat) -> None:
    first = desk(zofia).ready()
    second = desk(adam).ready()
    with lines.running.caller() as halina:
        halina.dial(NUMBER)
        first.phone.ringing(timeout=10).hang_up()
        second.phone.ringing(timeout=1)
        assert first.is_in("break")


HOSTILE = "<script>alert(1)</script>\u202e" + "A" * 4000


def test_who_is_switched_off_is_rung_no_more(lines: RunningLines, zofia: Staff, adam: Staff, desk: Seat) -> None:
    hers = desk(zofia).ready()
    assert hers.known_to_the_fallback()
    Staff.objects.filter(pk=zofia.pk).update(is_active=False)
    city.rights_changed(staff_id=zofia.pk)
    assert until(lambda: not presence.presence(zofia.pk).phone_ready)
    his = desk(adam).ready()
    with lines.running.caller() as halina:
        halina.dial(NUMBER)
        his.phone.ringing(timeout=10)
        assert not hers.phone.calls
    status, _found = lines.running.ari("GET", f"endpoints/PJSIP/{hers.phone.user}")
    assert status == 404


def test_a_hostile_name_is_only_text(lines: RunningLines, zofia: Staff, desk: Seat) -> None:
    adviser = desk(zofia).ready()
    with lines.running.caller() as halina:
        halina.dial(NUMBER, name=HOSTILE)
        adviser.phone.ringing(timeout=10)
    shown = only_conversation().caller_name
    assert shown.startswith("<script>alert(1)</script>AAA")
    assert len(shown) <= 80
    assert shown.isprintable()


def test_outside_opening_hours_the_caller_hears_when_the_line_opens(
    quick_asterisk: RunningEngine, transactional_db: None, zofia: Staff
) -> None:
    OpeningHours.objects.all().delete()
    day_after_tomorrow = (city_day(clock.now()).weekday() + 2) % 7
    OpeningHours.objects.create(weekday=day_after_tomorrow, opens=time(7), closes=time(18))
    with RunningLines(quick_asterisk, open_always=False) as lines, lines.running.caller() as halina:
        call = halina.dial(NUMBER)
        assert call.hears_something()
        call.wait("ended", timeout=30)
        assert becomes("out_of_hours")
    assert ledger(only_conversation().id) == ["arrived", "ended"]
