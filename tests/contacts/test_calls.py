"""A call in the register: times from the engine, each event once, nothing lost."""

import itertools
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import Http404

from infolinia.city.models import Staff
from infolinia.contacts import operations, queries
from infolinia.contacts.models import CallEvent, ContactPoint, Conversation, Resident

pytestmark = pytest.mark.django_db
COUNTER = itertools.count()


def arrive(at: datetime, number: str = "+48500000014", name: str = "") -> UUID:
    ordinal = next(COUNTER)
    return operations.call_arrived(
        engine_call_id=f"engine-{ordinal}",
        channel="phone",
        number=number,
        name=name,
        language="pl",
        queue_code="general",
        at=at,
        event_key=f"arrived-{ordinal}",
    )


def later(at: datetime, seconds: int) -> datetime:
    return at + timedelta(seconds=seconds)


def story(call: UUID, adviser: Staff, at: datetime) -> list[Callable[[], None]]:
    """The events of an ordinary call, each ready to be played any number of times."""
    return [
        lambda: operations.call_queued(conversation_id=call, at=later(at, 8), event_key=f"q-{call}"),
        lambda: operations.call_offered(
            conversation_id=call, adviser_id=adviser.pk, at=later(at, 9), event_key=f"o-{call}"
        ),
        lambda: operations.call_answered(
            conversation_id=call, adviser_id=adviser.pk, at=later(at, 12), event_key=f"a-{call}"
        ),
        lambda: operations.call_ended(conversation_id=call, at=later(at, 200), by="caller", event_key=f"e-{call}"),
    ]


def test_an_ordinary_call_keeps_the_engines_times(zofia: Staff, at: datetime) -> None:
    call = arrive(at)
    for event in story(call, zofia, at):
        event()
    view = queries.conversation_for(zofia, call)
    assert (view.arrived_at, view.offered_at, view.answered_at, view.ended_at) == (
        at,
        later(at, 9),
        later(at, 12),
        later(at, 200),
    )
    assert (view.state, view.waited_seconds, len(view.questions)) == ("after_call", 12, 1)


@pytest.mark.parametrize("seed", range(8))
def test_doubled_and_shuffled_events_leave_the_same_register(zofia: Staff, at: datetime, seed: int) -> None:
    call = arrive(at)
    events = story(call, zofia, at) * 2
    random.Random(seed).shuffle(events)
    for event in events:
        event()
    view = queries.conversation_for(zofia, call)
    assert (view.state, view.answered_at, view.ended_at) == ("after_call", later(at, 12), later(at, 200))
    assert [line.kind for line in queries.ledger(call)] == ["arrived", "queued", "offered", "answered", "ended"]


def test_a_caller_who_gives_up_is_abandoned_and_nobodys_work(zofia: Staff, at: datetime) -> None:
    call = arrive(at)
    queued, offered, _, ended = story(call, zofia, at)
    queued(), offered(), ended()
    assert Conversation.objects.get(id=call).state == "abandoned"
    assert queries.current_of(zofia.pk) is None


def test_a_lost_offer_is_kept_in_the_ledger_and_the_caller_waits_on(zofia: Staff, adam: Staff, at: datetime) -> None:
    call = arrive(at)
    story(call, zofia, at)[1]()
    operations.offer_lost(
        conversation_id=call, adviser_id=zofia.pk, at=later(at, 29), why="no_answer", event_key=f"l-{call}"
    )
    row = Conversation.objects.get(id=call)
    assert (row.state, row.adviser_id, row.arrived_at) == ("waiting", None, at)
    assert queries.ledger(call)[-1].details == {"why": "no_answer"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("Ala\x00\x1b[31m\r\nX: y", "Ala[31m X: y"),
        ("\u202eacilah", "acilah"),
        ("Z" * 4096, "Z" * 80),
    ],
)
def test_a_hostile_caller_name_is_only_text(at: datetime, name: str, shown: str) -> None:
    assert Conversation.objects.get(id=arrive(at, name=name)).caller_name == shown


def test_one_known_resident_under_the_number_is_shown_two_are_not(at: datetime) -> None:
    halina = Resident.objects.create(name="Halina Zatoka", created_at=at)
    ContactPoint.objects.create(resident=halina, kind="phone", value="+48500000014")
    assert Conversation.objects.get(id=arrive(at)).resident_id == halina.id
    other = Resident.objects.create(name="Jan Zatoka", created_at=at)
    ContactPoint.objects.create(resident=other, kind="phone", value="+48500000014")
    assert Conversation.objects.get(id=arrive(at)).resident_id is None


def test_a_conversation_is_not_finished_without_an_outcome(zofia: Staff, at: datetime) -> None:
    call = arrive(at)
    for event in story(call, zofia, at):
        event()
    with pytest.raises(operations.CannotFinish, match="nr 1"):
        operations.finish(conversation_id=call, by_id=zofia.pk, at=later(at, 230))
    question = operations.open_question(call)
    assert question is not None
    operations.set_outcome(question_id=question, by_id=zofia.pk, at=later(at, 231), outcome="answered")
    operations.finish(conversation_id=call, by_id=zofia.pk, at=later(at, 232))
    assert queries.conversation_for(zofia, call).state == "closed"


def test_an_open_line_is_not_finished(zofia: Staff, at: datetime) -> None:
    call = arrive(at)
    for event in story(call, zofia, at)[:3]:
        event()
    with pytest.raises(operations.CannotFinish, match="rozłącz"):
        operations.finish(conversation_id=call, by_id=zofia.pk, at=later(at, 20))


def test_another_adviser_may_not_open_it_the_supervisor_may(
    zofia: Staff, adam: Staff, marek: Staff, at: datetime
) -> None:
    call = arrive(at)
    for event in story(call, zofia, at):
        event()
    with pytest.raises(Http404):
        queries.conversation_for(adam, call)
    assert queries.conversation_for(marek, call).adviser_name == "Zofia Bryza"


@pytest.mark.parametrize("statement", ["UPDATE contacts_callevent SET kind='x'", "DELETE FROM contacts_callevent"])
def test_the_ledger_cannot_be_changed(at: datetime, statement: str) -> None:
    arrive(at)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert CallEvent.objects.count() == 1
