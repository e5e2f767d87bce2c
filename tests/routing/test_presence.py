"""What people may choose, what the exchange writes, and what screens are shown."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.routing import operations, queries
from infolinia.routing.models import Offer, Presence
from infolinia.routing.operations import CannotChangeState

pytestmark = pytest.mark.django_db


def puts(staff: Staff, state: str, at: datetime, **more: object) -> None:
    """The exchange writes a state."""
    operations.record_presence(staff_id=staff.pk, state=state, since=at, idle_since=at, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "wanted", "allowed"),
    [
        ("offline", "ready", True),
        ("ready", "break", True),
        ("break", "ready", True),
        ("ready", "offline", True),
        ("ringing", "break", True),
        ("ringing", "offline", True),
        ("after_call", "break", True),
        ("after_call", "offline", True),
        ("ringing", "ready", False),
        ("talking", "break", False),
        ("talking", "offline", False),
        ("after_call", "ready", False),
        ("ready", "talking", False),
        ("ready", "ringing", False),
    ],
)
def test_what_a_person_may_choose(zofia: Staff, at: datetime, now: str, wanted: str, allowed: bool) -> None:
    puts(zofia, now, at)
    later = at + timedelta(minutes=1)
    if allowed:
        operations.set_state(staff_id=zofia.pk, state=wanted, reason="", at=later)
    else:
        with pytest.raises(CannotChangeState):
            operations.set_state(staff_id=zofia.pk, state=wanted, reason="", at=later)
    view = queries.presence(zofia.pk)
    assert (view.state, view.since) == ((wanted, later) if allowed else (now, at))


def test_choosing_the_same_again_does_not_restart_the_clock(zofia: Staff, at: datetime) -> None:
    operations.set_state(staff_id=zofia.pk, state="ready", reason="", at=at)
    operations.set_state(staff_id=zofia.pk, state="ready", reason="", at=at + timedelta(minutes=5))
    assert queries.presence(zofia.pk).since == at


def test_finishing_makes_ready_only_after_a_call(zofia: Staff, at: datetime) -> None:
    puts(zofia, "after_call", at)
    operations.finish_after_call(staff_id=zofia.pk, at=at + timedelta(seconds=1))
    assert queries.presence(zofia.pk).state == "ready"
    puts(zofia, "break", at + timedelta(seconds=2))
    operations.finish_after_call(staff_id=zofia.pk, at=at + timedelta(seconds=3))
    assert queries.presence(zofia.pk).state == "break"


def test_what_the_exchange_knew_before_never_overwrites_a_newer_choice(zofia: Staff, at: datetime) -> None:
    operations.set_state(staff_id=zofia.pk, state="break", reason="obiad", at=at)
    puts(zofia, "ringing", at - timedelta(seconds=1))
    view = queries.presence(zofia.pk)
    assert (view.state, view.reason) == ("break", "obiad")


def test_a_known_reason_is_read_as_words_and_a_typed_one_as_typed(zofia: Staff, at: datetime) -> None:
    puts(zofia, "break", at, reason="no_answer")
    assert queries.presence(zofia.pk).reason == "Nie odebrano"
    puts(zofia, "break", at, reason="szkolenie")
    assert queries.presence(zofia.pk).reason == "Szkolenie"
    puts(zofia, "break", at, reason="u dentysty")
    assert queries.presence(zofia.pk).reason == "u dentysty"


def test_somebody_who_never_came_is_offline(zofia: Staff) -> None:
    view = queries.presence(zofia.pk)
    assert (view.state, view.since, view.phone_ready) == ("offline", None, False)


def test_the_offer_that_rings_is_shown_with_its_end(zofia: Staff, at: datetime) -> None:
    conversation, until = uuid4(), at + timedelta(seconds=20)
    puts(zofia, "ringing", at, conversation_id=conversation)
    operations.open_offer(key="a", staff_id=zofia.pk, conversation_id=conversation, at=at, expires_at=until)
    view = queries.presence(zofia.pk)
    assert (view.offer_conversation_id, view.offer_expires_at) == (conversation, until)
    assert view.talking_conversation_id is None
    operations.close_offer(key="a", at=at, result="answered")
    operations.close_offer(key="a", at=at + timedelta(seconds=9), result="no_answer")
    assert queries.presence(zofia.pk).offer_conversation_id is None
    assert Offer.objects.get().result == "answered"


def test_the_database_refuses_two_open_offers_of_one_adviser_or_of_one_call(
    zofia: Staff, adam: Staff, at: datetime
) -> None:
    conversation, until = uuid4(), at + timedelta(seconds=20)
    operations.open_offer(key="a", staff_id=zofia.pk, conversation_id=conversation, at=at, expires_at=until)
    for key, staff, call in (("b", zofia, uuid4()), ("c", adam, conversation)):
        with pytest.raises(IntegrityError), transaction.atomic():
            operations.open_offer(key=key, staff_id=staff.pk, conversation_id=call, at=at, expires_at=until)
    operations.withdraw_offers(except_keys=[], at=at)
    operations.open_offer(key="d", staff_id=zofia.pk, conversation_id=conversation, at=at, expires_at=until)
    assert list(Offer.objects.order_by("key").values_list("result", flat=True)) == ["withdrawn", ""]


def test_every_change_of_state_is_in_the_history_also_one_by_raw_sql(zofia: Staff, at: datetime) -> None:
    operations.set_state(staff_id=zofia.pk, state="ready", reason="", at=at)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE routing_presence SET state = 'break' WHERE staff_id = %s", [zofia.pk])
    states = Presence.pgh_event_model.objects.order_by("pgh_id").values_list("state", flat=True)  # type: ignore[attr-defined]
    assert list(states) == ["offline", "ready", "break"]


def test_the_board_shows_who_works_first_and_counts_todays_calls(
    zofia: Staff, adam: Staff, marek: Staff, at: datetime
) -> None:
    puts(zofia, "after_call", at)
    conversation = contacts.call_arrived(
        engine_call_id="1.1",
        channel="phone",
        number="500000014",
        name="",
        language="pl",
        queue_code="general",
        at=at,
        event_key="1.1:arrived",
    )
    contacts.call_answered(conversation_id=conversation, adviser_id=zofia.pk, at=at, event_key="1.1:answered")
    lines = queries.board(at)
    assert [(line.name, line.state, line.calls_today) for line in lines] == [
        ("Zofia Bryza", "after_call", 1),
        ("Adam Rejs", "offline", 0),
    ]


def test_waiting_counts_only_callers_who_hear_music(at: datetime) -> None:
    for number in range(3):
        conversation = contacts.call_arrived(
            engine_call_id=f"1.{number}",
            channel="phone",
            number="",
            name="",
            language="pl",
            queue_code="general",
            at=at + timedelta(seconds=number),
            event_key=f"1.{number}:arrived",
        )
        if number:
            contacts.call_queued(conversation_id=conversation, at=at, event_key=f"1.{number}:queued")
    waiting = queries.waiting(at + timedelta(minutes=1))
    assert (waiting.count, waiting.longest_since) == (2, at + timedelta(seconds=1))


def test_a_queue_is_made_once_and_keeps_its_name() -> None:
    operations.ensure_queue(code="parkowanie", name="Parkowanie")
    operations.ensure_queue(code="parkowanie", name="Inna nazwa")
    lines = [(line.code, line.name, line.answer_within) for line in queries.queues()]
    assert lines.count(("parkowanie", "Parkowanie", 20)) == 1
    assert "Inna nazwa" not in {name for _code, name, _within in lines}


def test_who_has_not_sat_down_yet_has_an_empty_day(zofia: Staff, at: datetime) -> None:
    assert queries.day_of_work(zofia.pk, at).at_screen_since is None
