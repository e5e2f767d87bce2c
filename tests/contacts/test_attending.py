"""What a caller did before an adviser stands in the register: the choice, the message, and who handled it."""

from datetime import datetime, timedelta

import pytest

from infolinia.city.models import Staff
from infolinia.contacts import operations
from infolinia.contacts.models import CallEvent, Conversation
from infolinia.contacts.queries.pace import pace_since
from infolinia.contacts.rules import call_state

pytestmark = pytest.mark.django_db
CALL = "infolinia-1.1"
IDENT = operations.conversation_id_for(CALL)


@pytest.fixture
def call(at: datetime) -> Conversation:
    """A call in the greeting."""
    operations.call_arrived(
        engine_call_id=CALL,
        channel="phone",
        number="500000014",
        name="",
        language="pl",
        queue_code="general",
        at=at,
        event_key="a",
    )
    return Conversation.objects.get(id=IDENT)


def state() -> str:
    return Conversation.objects.get(id=IDENT).state


def test_a_choice_is_kept_and_written_once(call: Conversation, at: datetime) -> None:
    for _again in range(2):
        operations.call_chose(conversation_id=IDENT, queue_code="drogi", language="uk", at=at, event_key="c")
    found = Conversation.objects.get(id=IDENT)
    assert (found.queue_code, found.language, found.state) == ("drogi", "uk", "arrived")
    assert CallEvent.objects.filter(kind="chose").count() == 1


def test_a_message_is_no_call_given_up_whatever_comes_first(call: Conversation, at: datetime) -> None:
    operations.call_ended(conversation_id=IDENT, at=at, by="caller", event_key="e")
    assert state() == "abandoned"
    operations.message_left(conversation_id=IDENT, at=at, event_key="m")
    assert state() == "voicemail"
    operations.call_queued(conversation_id=IDENT, at=at, event_key="late")
    assert state() == "voicemail", "an event that comes late changes nothing"


def test_a_message_before_the_end_of_the_line_stays_a_message(call: Conversation, at: datetime) -> None:
    operations.message_left(conversation_id=IDENT, at=at, event_key="m")
    operations.call_ended(conversation_id=IDENT, at=at, by="out_of_hours", event_key="e")
    assert state() == "voicemail"


def test_who_handles_a_message_has_the_conversation(call: Conversation, zofia: Staff, at: datetime) -> None:
    operations.message_left(conversation_id=IDENT, at=at, event_key="m")
    operations.message_handled(conversation_id=IDENT, by_id=zofia.pk, at=at)
    found = Conversation.objects.get(id=IDENT)
    assert (found.state, found.adviser_id, found.finished_at) == ("closed", zofia.pk, at)


def test_somebody_who_was_served_stays_served() -> None:
    assert call_state.after_message("talking") == "talking"
    assert call_state.after_message("out_of_hours") == "voicemail"


def test_the_pace_counts_handling_with_writing_up_and_every_wait(zofia: Staff, at: datetime) -> None:
    minute = timedelta(minutes=1)
    for number, (answered, finished) in enumerate([(1, 4), (2, 7), (None, None)]):
        Conversation.objects.create(
            channel="phone",
            state="closed" if answered else "abandoned",
            engine_call_id=f"infolinia-{number}",
            arrived_at=at,
            queued_at=at,
            answered_at=at + answered * minute if answered else None,
            ended_at=at + 3 * minute,
            finished_at=at + finished * minute if finished else None,
        )
    facts = pace_since(at - minute)
    assert (facts.handled, facts.handling, facts.waiting, facts.gave_up) == (2, 8 * minute, 6 * minute, 1)


def test_without_calls_there_is_no_pace(at: datetime) -> None:
    assert pace_since(at).handled == 0
