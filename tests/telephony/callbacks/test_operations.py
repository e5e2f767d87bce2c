"""Promises in the database: one open per number, tried by rules, ended with a word to whom nobody reached."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.correspondence.models import Message
from infolinia.telephony.callbacks import operations, queries
from infolinia.telephony.callbacks.operations import CannotCallBack
from infolinia.telephony.models import CallBack, CallBackAttempt, CallBackSettings

pytestmark = pytest.mark.django_db
HALINA = "+48500000014"


@pytest.fixture
def promised(at: datetime) -> CallBack:
    """Halina's promise, asked on the page."""
    ident = operations.promise(number="500 000 014", why="web", arrived_at=at, at=at, email="halina@example.org")
    return CallBack.objects.get(pk=ident)


def attempt(one: CallBack, adviser: Staff, at: datetime, number: int = 1) -> str:
    """Let the telephone ring at the resident."""
    key = queries.key_of(one.pk, number)
    contacts.call_back_opened(
        engine_call_id=key,
        number=one.number,
        name="",
        language="pl",
        queue_code="general",
        reason="oddzwonienie",
        at=at,
        event_key=f"{key}:opened",
    )
    told: dict[str, Any] = {
        "call_back_id": one.pk,
        "key": key,
        "adviser_id": adviser.pk,
        "at": at,
        "until": at + timedelta(minutes=2),
    }
    operations.begin_attempt(**told, conversation_id=contacts.conversation_id_for(key))
    return key


def test_a_number_has_one_open_promise_that_keeps_the_earlier_place(promised: CallBack, at: datetime) -> None:
    earlier = at - timedelta(minutes=7)
    again = operations.promise(number="+48500000014", why="asked", arrived_at=earlier, at=at)
    assert again == promised.pk
    promised.refresh_from_db()
    assert (promised.arrived_at, CallBack.objects.count()) == (earlier, 1)


def test_the_database_itself_refuses_a_second_open_promise(promised: CallBack, at: datetime) -> None:
    row = CallBack(number=HALINA, why="web", arrived_at=at, asked_at=at, due_at=at, expires_at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("number", ["700 000 000", "+49 30 000000", "112", "800 000 000", "801 000 000", "", "halina"])
def test_no_call_is_promised_to_a_premium_foreign_short_or_service_number(number: str, at: datetime) -> None:
    with pytest.raises(CannotCallBack):
        operations.promise(number=number, why="web", arrived_at=at, at=at)
    assert not CallBack.objects.exists()


def test_the_journal_may_tell_everything_twice(promised: CallBack, zofia: Staff, at: datetime) -> None:
    for _ in range(2):
        key = attempt(promised, zofia, at)
    for _ in range(2):
        operations.attempt_failed(key=key, result="no_answer", at=at + timedelta(seconds=30))
    promised.refresh_from_db()
    assert (promised.state, promised.attempts, CallBackAttempt.objects.count()) == ("waiting", 1, 1)


def test_after_the_last_attempt_a_letter_goes_out_once(promised: CallBack, zofia: Staff, at: datetime) -> None:
    CallBackSettings.objects.create(tries=2)
    for number in (1, 2):
        moment = at + timedelta(minutes=20 * number)
        operations.attempt_failed(key=attempt(promised, zofia, moment, number), result="no_answer", at=moment)
    promised.refresh_from_db()
    assert promised.state == "not_reached"
    (letter,) = messages()
    assert letter.to == "halina@example.org"
    assert "014" in letter.text
    assert "500 000 014" not in letter.text, "the whole number is nobody else's business"


def messages() -> list[Message]:
    """Return what goes out."""
    return list(Message.objects.all())


def test_a_promise_that_expires_ends_with_a_letter(promised: CallBack) -> None:
    assert operations.expire(at=promised.expires_at - timedelta(seconds=1)) == 0
    assert operations.expire(at=promised.expires_at) == 1
    promised.refresh_from_db()
    assert (promised.state, len(messages())) == ("expired", 1)


@pytest.mark.parametrize(
    ("number", "email", "way"),
    [("500 000 014", "", "sms"), ("500 000 014", "halina@", "sms"), ("58 626 26 26", "", None)],
)
def test_who_gave_no_address_is_told_by_text_where_the_number_takes_one(
    at: datetime, number: str, email: str, way: str | None
) -> None:
    ident = operations.promise(number=number, why="web", arrived_at=at, at=at, email=email)
    operations.expire(at=CallBack.objects.get(pk=ident).expires_at)
    found = [(one.channel, one.to, one.segments <= 2, one.purpose) for one in messages()]
    assert found == ([(way, "+48500000014", True, "missed_call_back")] if way else [])


def test_a_machine_that_the_adviser_heard_is_tried_again(promised: CallBack, zofia: Staff, at: datetime) -> None:
    key = attempt(promised, zofia, at)
    operations.reached(key=key, at=at)
    operations.say_result(
        conversation_id=contacts.conversation_id_for(key),
        result="machine",
        by_id=zofia.pk,
        at=at + timedelta(minutes=1),
    )
    promised.refresh_from_db()
    assert (promised.state, promised.attempts, promised.closed_at) == ("waiting", 1, None)
    assert promised.due_at == at + timedelta(minutes=16)


@pytest.mark.parametrize("result", ["wrong_number", "refused"])
def test_a_no_is_an_answer(promised: CallBack, zofia: Staff, at: datetime, result: str) -> None:
    key = attempt(promised, zofia, at)
    operations.reached(key=key, at=at)
    told: dict[str, Any] = {"conversation_id": contacts.conversation_id_for(key)}
    operations.say_result(**told, result=result, by_id=zofia.pk, at=at)
    operations.say_result(**told, result=result, by_id=zofia.pk, at=at)
    promised.refresh_from_db()
    assert (promised.state, promised.attempts) == (result, 1)


def test_nobody_else_says_how_an_attempt_went(promised: CallBack, zofia: Staff, adam: Staff, at: datetime) -> None:
    key = attempt(promised, zofia, at)
    operations.reached(key=key, at=at)
    operations.say_result(conversation_id=contacts.conversation_id_for(key), result="refused", by_id=adam.pk, at=at)
    promised.refresh_from_db()
    assert promised.state == "reached"


def test_a_fault_before_the_ring_leaves_everything_as_it_was(promised: CallBack, zofia: Staff, at: datetime) -> None:
    operations.attempt_never_made(key=attempt(promised, zofia, at))
    promised.refresh_from_db()
    assert (promised.state, promised.due_at, CallBackAttempt.objects.count()) == ("waiting", at, 0)


def test_while_the_telephone_rings_nothing_can_be_called_off(promised: CallBack, zofia: Staff, at: datetime) -> None:
    attempt(promised, zofia, at)
    with pytest.raises(CannotCallBack):
        operations.cancel(call_back_id=promised.pk, by_id=zofia.pk, at=at)


def test_what_was_called_off_stays_so_though_the_telephone_was_on_its_way(
    promised: CallBack, zofia: Staff, at: datetime
) -> None:
    operations.cancel(call_back_id=promised.pk, by_id=zofia.pk, at=at)
    key = attempt(promised, zofia, at)
    operations.attempt_failed(key=key, result="no_answer", at=at)
    promised.refresh_from_db()
    assert promised.state == "cancelled"


def test_who_called_again_need_not_be_called(promised: CallBack, at: datetime) -> None:
    operations.called_again(number=HALINA, at=at + timedelta(minutes=3))
    promised.refresh_from_db()
    assert promised.state == "called_again"


def web(number: str, at: datetime, address: str = "192.0.2.1") -> UUID:
    """Ask on the page."""
    return operations.ask_on_web(number=number, name="", subject="", email="", address=address, at=at)


def test_one_address_asks_for_few_calls_an_hour(at: datetime) -> None:
    for last in range(operations.PER_ADDRESS):
        web(f"50000001{last}", at)
    with pytest.raises(CannotCallBack, match="za godzinę"):
        web("500000019", at)
    web("500000019", at, "192.0.2.2")
    web("500000018", at + timedelta(hours=1, seconds=1))


def test_nobody_can_have_somebody_called_again_who_said_no(at: datetime, zofia: Staff) -> None:
    row = CallBack.objects.get(pk=web("500000014", at))
    key = attempt(row, zofia, at)
    operations.reached(key=key, at=at)
    operations.say_result(conversation_id=contacts.conversation_id_for(key), result="refused", by_id=zofia.pk, at=at)
    with pytest.raises(CannotCallBack, match="nie możemy dziś"):
        web("500000014", at + timedelta(hours=2), "192.0.2.9")


def test_who_said_no_on_the_telephone_is_not_called_for_the_page_either(
    promised: CallBack, zofia: Staff, at: datetime
) -> None:
    key = attempt(promised, zofia, at)
    operations.reached(key=key, at=at)
    operations.say_result(conversation_id=contacts.conversation_id_for(key), result="refused", by_id=zofia.pk, at=at)
    with pytest.raises(CannotCallBack, match="nie możemy dziś"):
        web(promised.number, at + timedelta(hours=2))


def test_an_attempt_is_known_before_and_after_it_is_made(
    promised: CallBack, zofia: Staff, at: datetime, django_assert_max_num_queries: Callable[..., object]
) -> None:
    coming = contacts.conversation_id_for(queries.key_of(promised.pk, 1))
    found = queries.of_conversation(coming)
    assert found
    assert found.id == promised.pk
    attempt(promised, zofia, at)
    found = queries.of_conversation(coming)
    assert found
    assert found.state == "calling"
    assert queries.of_conversation(uuid4()) is None
    with django_assert_max_num_queries(2):  # type: ignore[attr-defined]
        (fact,) = queries.open_facts()
    assert (fact.key, fact.made) == (queries.key_of(promised.pk, 1), 1)
