"""A third party in a talk: tones prove who hears whom, the register says from when to when."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from infolinia.city.models import Staff
from infolinia.contacts import queries as contacts
from infolinia.contacts.models import CallParty, Conversation
from infolinia.core import clock
from infolinia.routing import operations as routing
from infolinia.telephony import operations as telephony
from infolinia.telephony import talk_operations as talk
from infolinia.telephony.operations import CannotControlCall
from tests.telephony.callers.phone import Call, Phone
from tests.telephony.lines.running_lines import Desk, RunningLines, becomes, ledger, only_conversation
from tests.telephony.running import NUMBER, until

pytestmark = pytest.mark.engine
Seat = Callable[[Staff], Desk]
HALINA, ZOFIA, ADAM = 440.0, 620.0, 980.0


def answered(lines: RunningLines, halina: Phone, adviser: Desk) -> tuple[Call, Call]:
    """Let Halina's call reach the adviser; returns both ends."""
    call = halina.dial(NUMBER, pitch=HALINA)
    bell = adviser.phone.ringing(timeout=10).answer()
    assert call.hears(ZOFIA)
    assert becomes("talking")
    return call, bell


def consult(zofia: Staff, kind: str, which: str) -> None:
    found = only_conversation().id
    talk.consult(conversation_id=found, by=zofia.pk, to=talk.target(kind=kind, which=which), at=clock.now())


def order(what: Callable[..., None], zofia: Staff) -> None:
    what(conversation_id=only_conversation().id, by=zofia.pk, at=clock.now())


def party_is(state: str) -> bool:
    def claim() -> bool:
        party = contacts.party_of(only_conversation().id)
        return (party.state if party else "none") == state

    return until(claim)


@dataclass
class Consultation:
    """Both ends of Zofia's call from Halina, and Adam's end of the one in which she asks him."""

    adviser: Desk
    his: Desk
    call: Call
    bell: Call
    his_bell: Call


@pytest.fixture
def asked(lines: RunningLines, zofia: Staff, adam: Staff, desk: Seat) -> Iterator[Consultation]:
    """Zofia asks Adam about Halina's call; Halina hears music."""
    adviser, his = desk(zofia).ready(), desk(adam)
    his.phone.pitch = ADAM
    with lines.running.caller() as halina:
        call, bell = answered(lines, halina, adviser)
        his.ready()
        consult(zofia, "adviser", str(adam.pk))
        his_bell = his.phone.ringing(timeout=5).answer()
        assert bell.hears(ADAM)
        yield Consultation(adviser, his, call, bell, his_bell)


def test_a_colleague_is_consulted_while_the_caller_hears_music_then_all_three_then_back(
    lines: RunningLines, zofia: Staff, adam: Staff, desk: Seat
) -> None:
    adviser = desk(zofia).ready()
    with lines.running.caller() as halina:
        call, bell = answered(lines, halina, adviser)
        his = desk(adam).ready()
        his.phone.pitch = ADAM
        consult(zofia, "adviser", str(adam.pk))
        his_bell = his.phone.ringing(timeout=5)
        assert his.is_in("ringing")
        assert bell.hears_something(), "the adviser hears that it rings"
        his_bell.answer()
        assert party_is("talking")
        assert bell.hears(ADAM)
        assert his_bell.hears(ZOFIA)
        assert not call.hears(ZOFIA, timeout=1.0)
        assert call.hears_something(), "the caller hears music"
        assert his.is_in("talking")
        order(talk.swap, zofia)
        assert call.hears(ZOFIA)
        assert bell.hears(HALINA)
        assert not his_bell.hears(ZOFIA, timeout=1.0)
        order(talk.conference, zofia)
        assert his_bell.hears(HALINA, share=0.3)
        assert his_bell.hears(ZOFIA, share=0.3)
        assert call.hears(ADAM, share=0.3)
        order(talk.drop_party, zofia)
        his_bell.wait("ended")
        assert call.hears(ZOFIA)
        assert his.is_in("ready"), "no work after a question"
        assert adviser.state == "talking"
        call.hang_up()
        assert becomes("after_call")
    found = only_conversation()
    assert found.adviser_id == zofia.pk
    kinds = ["arrived", "queued", "offered", "answered", "held", "party_invited", "party_joined"]
    assert ledger(found.id)[: len(kinds)] == kinds
    party = CallParty.objects.get()
    assert (party.staff, party.by, party.result) == (adam, zofia, "spoken")
    assert party.joined_at
    assert party.left_at
    assert party.invited_at < party.joined_at < party.left_at


def test_a_colleague_who_was_consulted_takes_the_call_over(asked: Consultation, zofia: Staff, adam: Staff) -> None:
    order(talk.join_and_leave, zofia)
    asked.bell.wait("ended")
    assert asked.call.hears(ADAM)
    assert asked.his_bell.hears(HALINA)
    assert asked.adviser.is_in("after_call")
    assert asked.his.is_in("talking")
    assert until(lambda: only_conversation().adviser_id == adam.pk)
    asked.his_bell.hang_up()
    asked.call.wait("ended")
    assert asked.his.is_in("after_call")
    assert becomes("after_call")
    assert CallParty.objects.get().result == "transferred"
    assert ledger(only_conversation().id)[-2:] == ["transferred", "ended"]


def test_a_colleague_who_refuses_leaves_the_adviser_with_the_caller_on_hold(
    lines: RunningLines, zofia: Staff, adam: Staff, desk: Seat
) -> None:
    adviser, his = desk(zofia).ready(), desk(adam)
    with lines.running.caller() as halina:
        call, _bell = answered(lines, halina, adviser)
        consult_refused(zofia, adam)
        his.ready()
        consult(zofia, "adviser", str(adam.pk))
        his.phone.ringing(timeout=5).hang_up()
        assert party_is("none")
        assert his.is_in("ready")
        assert call.hears_something()
        order(talk.drop_party, zofia)
        assert CallParty.objects.get().result == "refused"
        assert adviser.state == "talking"


def consult_refused(zofia: Staff, adam: Staff) -> None:
    """Adam did not say yet that he is at work."""
    with pytest.raises(CannotControlCall, match="nie może teraz odebrać"):
        consult(zofia, "adviser", str(adam.pk))


def test_a_call_passed_to_a_queue_keeps_its_first_arrival(
    lines: RunningLines, zofia: Staff, adam: Staff, desk: Seat
) -> None:
    adviser, his = desk(zofia).ready(), desk(adam)
    his.phone.pitch = ADAM
    with lines.running.caller() as halina:
        call, bell = answered(lines, halina, adviser)
        arrived_at = only_conversation().arrived_at
        routing.ensure_queue(code="general", name="Sprawy ogólne")
        to = talk.target(kind="queue", which="general")
        talk.transfer(conversation_id=only_conversation().id, by=zofia.pk, to=to, at=clock.now())
        bell.wait("ended")
        assert becomes("waiting")
        assert adviser.is_in("after_call")
        assert call.hears_something()
        his.ready()
        his.phone.ringing(timeout=5).answer()
        assert call.hears(ADAM)
        assert becomes("talking")
        found = only_conversation()
        assert (found.arrived_at, found.adviser_id) == (arrived_at, adam.pk)


def test_a_call_passed_to_a_colleague_waits_for_that_person(
    lines: RunningLines, zofia: Staff, adam: Staff, marek: Staff, desk: Seat
) -> None:
    adviser = desk(zofia).ready()
    with lines.running.caller() as halina:
        call, _bell = answered(lines, halina, adviser)
        free, wanted = desk(marek).ready(), desk(adam)
        wanted.phone.pitch = ADAM
        wanted.ready()
        to = talk.target(kind="adviser", which=str(adam.pk))
        talk.transfer(conversation_id=only_conversation().id, by=zofia.pk, to=to, at=clock.now())
        wanted.phone.ringing(timeout=5).answer()
        assert call.hears(ADAM)
        assert not free.phone.calls
        assert adviser.is_in("after_call")


def test_the_adviser_who_puts_the_telephone_down_in_a_consultation_leaves_the_two_together(asked: Consultation) -> None:
    asked.bell.hang_up()
    assert asked.call.hears(ADAM)
    assert asked.adviser.is_in("after_call")


def test_the_daemon_dies_in_a_consultation_and_the_talk_goes_on(
    lines: RunningLines, asked: Consultation, zofia: Staff, adam: Staff
) -> None:
    lines.kill()
    assert asked.bell.hears(ADAM), "the consultation broke off"
    assert asked.his_bell.hears(ZOFIA)
    assert not asked.call.hears(ZOFIA, timeout=1.0), "the caller hears what is none of theirs"
    lines.start()
    assert asked.bell.hears(ADAM)
    assert asked.adviser.state == "talking"
    assert asked.his.is_in("talking")
    order(talk.join_and_leave, zofia)
    assert asked.call.hears(ADAM)
    assert asked.his_bell.hears(HALINA)
    assert asked.adviser.is_in("after_call")
    asked.call.hang_up()
    assert asked.his.is_in("after_call")
    assert becomes("after_call")
    found = Conversation.objects.get()
    assert found.adviser_id == adam.pk
    party = CallParty.objects.get()
    assert party.result == "transferred"
    assert [kind for kind in ledger(found.id) if kind in ("party_invited", "party_joined", "transferred", "ended")] == [
        "party_invited",
        "party_joined",
        "transferred",
        "ended",
    ]


def test_a_tab_reloaded_in_a_consultation_comes_back_to_it_and_the_caller_hears_nothing(
    asked: Consultation, zofia: Staff, desk: Seat
) -> None:
    after = desk(zofia)
    after.phone.pitch = 770.0
    telephony.rejoin(conversation_id=only_conversation().id, by=zofia.pk)
    new_bell = after.phone.ringing(timeout=10).answer()
    assert asked.his_bell.hears(770.0)
    assert new_bell.hears(ADAM)
    asked.bell.wait("ended")
    assert not asked.call.hears(770.0, timeout=1.0)
    order(talk.swap, zofia)
    assert asked.call.hears(770.0)


def test_a_colleague_whose_tab_was_reloaded_in_a_consultation_stays_in_it(
    lines: RunningLines, asked: Consultation, zofia: Staff, adam: Staff, desk: Seat
) -> None:
    after = desk(adam)
    after.phone.pitch = 770.0
    telephony.rejoin(conversation_id=only_conversation().id, by=adam.pk)
    new_bell = after.phone.ringing(timeout=10)
    assert new_bell.invitation and new_bell.invitation["X-Infolinia-Rejoin"] == "1"
    new_bell.answer()
    assert asked.bell.hears(770.0)
    assert new_bell.hears(ZOFIA)
    asked.his_bell.wait("ended")
    assert party_is("talking")
    lines.kill()
    lines.start()
    order(talk.conference, zofia)
    assert asked.call.hears(770.0, share=0.3), "the next daemon knows the new leg"
    order(talk.drop_party, zofia)
    new_bell.wait("ended")
    assert asked.call.hears(ZOFIA)
    asked.call.hang_up()
    assert becomes("after_call")
    assert CallParty.objects.get().result == "spoken"
