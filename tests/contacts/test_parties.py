"""Who is called into a talk, who takes it over, and the calls that advisers make: each event once, in any order."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from infolinia.city.models import Staff
from infolinia.contacts import operations, queries
from infolinia.contacts.models import CallEvent, CallParty, Conversation
from infolinia.contacts.operations.questions import unfinished
from infolinia.contacts.rules.call_state import after_transfer
from tests.contacts.test_calls import arrive, later, story

pytestmark = pytest.mark.django_db
KEY = "engine-1~unit~zdiz~1"


def talking(adviser: Staff, at: datetime) -> UUID:
    call = arrive(at)
    for event in story(call, adviser, at)[:3]:
        event()
    return call


def invite(call: UUID, at: datetime, *, staff: Staff | None = None, by: Staff) -> None:
    operations.party_invited(
        conversation_id=call,
        key=KEY,
        kind="adviser" if staff else "unit",
        label=str(staff or "Zarząd Dróg"),
        staff_id=staff.pk if staff else None,
        by_id=by.pk,
        at=at,
        event_key=f"{KEY}:invited",
    )


@pytest.mark.parametrize(
    ("kind", "answered", "state"),
    [
        ("adviser", True, "talking"),
        ("adviser", False, "waiting"),
        ("queue", False, "waiting"),
        ("unit", False, "after_call"),
        ("number", False, "after_call"),
    ],
)
def test_after_a_transfer_to(kind: str, answered: bool, state: str) -> None:
    assert after_transfer(kind=kind, answered=answered) == state


def test_the_register_says_who_spoke_from_when_to_when(zofia: Staff, adam: Staff, at: datetime) -> None:
    call = talking(zofia, at)
    for _again in range(2):
        invite(call, later(at, 20), staff=adam, by=zofia)
    found = queries.asked(adam.pk)
    assert found
    assert (found.state, found.by_name, found.conversation_id) == ("ringing", str(zofia), call)
    for _again in range(2):
        operations.party_joined(conversation_id=call, key=KEY, at=later(at, 25), event_key=f"{KEY}:joined")
        operations.party_held(conversation_id=call, key=KEY, on=True, at=later(at, 30), event_key=f"{KEY}:held")
    assert queries.party_of(call).state == "held"  # type: ignore[union-attr]
    for _again in range(2):
        operations.party_left(conversation_id=call, key=KEY, result="spoken", at=later(at, 60), event_key=f"{KEY}:left")
    party = CallParty.objects.get()
    moments = (later(at, 20), later(at, 25), later(at, 60))
    assert (party.invited_at, party.joined_at, party.left_at) == moments
    assert not party.is_held
    assert queries.asked(adam.pk) is None
    kinds = CallEvent.objects.filter(conversation_id=call, at__gte=later(at, 20)).order_by("at")
    assert list(kinds.values_list("kind", flat=True)) == ["party_invited", "party_joined", "party_held", "party_left"]


def test_a_call_passed_to_a_unit_is_written_up_by_who_passed_it(zofia: Staff, at: datetime) -> None:
    call = talking(zofia, at)
    operations.call_transferred(
        conversation_id=call, kind="unit", label="Zarząd Dróg", warm=True, by_id=zofia.pk, at=at, event_key="t"
    )
    row = Conversation.objects.get(id=call)
    assert (row.state, row.adviser_id, row.ended_at) == ("after_call", zofia.pk, None)
    question = row.questions.get()
    operations.set_outcome(question_id=question.pk, by_id=zofia.pk, at=at, outcome="passed_on")
    operations.finish(conversation_id=call, by_id=zofia.pk, at=later(at, 90))
    assert [one.conversation_id for one in queries.open_calls()] == [call], "the line still lasts"
    operations.call_ended(conversation_id=call, at=later(at, 300), by="caller", event_key="e")
    row.refresh_from_db()
    assert (row.state, row.ended_at) == ("closed", later(at, 300))
    assert queries.open_calls() == []


def test_a_call_passed_to_a_queue_is_answered_by_the_next(zofia: Staff, adam: Staff, at: datetime) -> None:
    call = talking(zofia, at)
    operations.call_transferred(
        conversation_id=call, kind="queue", label="Podatki", queue_code="podatki", warm=False, at=at, event_key="t"
    )
    row = Conversation.objects.get(id=call)
    assert (row.state, row.queue_code, row.adviser_id) == ("waiting", "podatki", None)
    operations.call_offered(conversation_id=call, adviser_id=adam.pk, at=later(at, 60), event_key="o2")
    assert Conversation.objects.get(id=call).state == "ringing"
    operations.offer_lost(conversation_id=call, adviser_id=adam.pk, at=later(at, 70), why="x", event_key="l2")
    assert Conversation.objects.get(id=call).state == "waiting"
    operations.call_answered(conversation_id=call, adviser_id=adam.pk, at=later(at, 90), event_key="a2")
    row.refresh_from_db()
    assert (row.state, row.adviser_id, row.answered_at) == ("talking", adam.pk, later(at, 12))


def test_who_gives_up_after_a_transfer_is_written_up_by_who_spoke_last(zofia: Staff, at: datetime) -> None:
    call = talking(zofia, at)
    operations.call_transferred(
        conversation_id=call, kind="queue", label="Podatki", queue_code="podatki", warm=False, at=at, event_key="t"
    )
    operations.call_ended(conversation_id=call, at=later(at, 99), by="caller", event_key="e")
    row = Conversation.objects.get(id=call)
    assert (row.state, row.adviser_id) == ("after_call", zofia.pk)


def test_a_colleague_who_takes_the_call_over_sees_it(zofia: Staff, adam: Staff, at: datetime) -> None:
    call = talking(zofia, at)
    operations.call_transferred(
        conversation_id=call,
        kind="adviser",
        label=str(adam),
        to_adviser_id=adam.pk,
        warm=True,
        by_id=zofia.pk,
        at=at,
        event_key="t",
    )
    assert queries.conversation_for(adam, call).state == "talking"
    assert queries.open_of(zofia.pk) == []


def test_a_call_that_nobody_answered_outside_waits_again(zofia: Staff, at: datetime) -> None:
    call = talking(zofia, at)
    operations.call_transferred(
        conversation_id=call, kind="number", label="500 000 015", warm=False, at=at, event_key="t"
    )
    operations.call_returned(conversation_id=call, at=later(at, 30), event_key="r")
    row = Conversation.objects.get(id=call)
    assert (row.state, row.adviser_id) == ("waiting", None)


def call_out(by: Staff, at: datetime, reason: str = "Brakuje numeru działki") -> UUID:
    return operations.open_call_out(key="out-1", number="500 000 014", reason=reason, by_id=by.pk, at=at)


def test_a_call_out_needs_a_reason(zofia: Staff, at: datetime) -> None:
    with pytest.raises(operations.CannotCallOut, match="po co dzwonisz"):
        call_out(zofia, at, "  ")


def test_an_attempt_that_reached_nobody_needs_no_outcome(zofia: Staff, at: datetime) -> None:
    call = call_out(zofia, at)
    assert call == call_out(zofia, at)
    view = queries.conversation_for(zofia, call)
    assert (view.direction, view.reason, view.state) == ("outbound", "Brakuje numeru działki", "ringing")
    for _again in range(2):
        operations.call_out_failed(
            conversation_id=call, result="no_answer", why="no_answer", at=later(at, 30), event_key="f"
        )
    row = Conversation.objects.get(id=call)
    assert (row.state, row.attempt, row.ended_at) == ("after_call", "no_answer", later(at, 30))
    assert unfinished(row) == ""


def test_a_call_out_that_is_answered_is_a_talk(zofia: Staff, at: datetime) -> None:
    call = call_out(zofia, at)
    operations.reached(conversation_id=call, at=later(at, 9), adviser_id=zofia.pk, event_key="a")
    operations.call_ended(conversation_id=call, at=later(at, 99), by="adviser", event_key="e")
    row = Conversation.objects.get(id=call)
    assert (row.state, row.attempt) == ("after_call", "reached")
    assert "wynik" in unfinished(row)
    operations.set_attempt(conversation_id=call, attempt="wrong_number", by_id=zofia.pk, at=at + timedelta(hours=1))
    row.refresh_from_db()
    assert (row.attempt, unfinished(row)) == ("wrong_number", "")
