"""Promises of contact: made once, kept by whoever takes them, told about when nobody was reached."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from infolinia.city.models import Staff
from infolinia.city.rules.calendar import CITY_ZONE
from infolinia.contacts import operations as contacts
from infolinia.contacts.models import ContactPoint, Conversation, Resident
from infolinia.correspondence.models import Message
from infolinia.outreach import operations, queries
from infolinia.outreach.errors import CannotContact, CannotPromise
from infolinia.outreach.models import Attempt, Campaign, OutreachSettings, Promise
from infolinia.outreach.operations import fallback
from infolinia.outreach.rules import windows
from infolinia.telephony.operations import CannotControlCall
from tests.outreach.conftest import NUMBER
from tests.outreach.conftest import Promise as Promising

pytestmark = pytest.mark.django_db


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the city's clock in November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=CITY_ZONE)


def kept(ident: UUID) -> Promise:
    """The promise as it is now."""
    return Promise.objects.get(pk=ident)


def talked(conversation: UUID, result: str, at: datetime) -> None:
    """The register knows how the call went, and that it is over."""
    Conversation.objects.filter(pk=conversation).update(attempt=result, ended_at=at, state="after_call")


def test_a_promise_is_due_in_24_service_hours_in_the_hours_that_were_named(promise: Promising, at: datetime) -> None:
    row = kept(promise(windows="śr 14–16"))
    assert row.to == NUMBER
    assert row.due_at == local(26, 12, 42)
    assert row.next_try_at == local(25, 14)
    assert row.windows == [{"days": [2], "from": "14:00", "to": "16:00"}]


def test_hours_that_come_after_the_term_move_it(promise: Promising) -> None:
    assert kept(promise(windows="poniedziałek 14–16")).due_at == local(30, 16)


def test_the_office_sets_the_term(promise: Promising) -> None:
    OutreachSettings.objects.create(promise_hours=4)
    assert kept(promise()).due_at == local(24, 14, 42)


def test_pressing_twice_promises_once(promise: Promising) -> None:
    first = promise()
    assert promise() == first
    assert promise(reason="Inna sprawa") != first
    assert Promise.objects.count() == 2


def test_a_resident_brings_their_own_number_name_and_language(promise: Promising, halina: Resident) -> None:
    row = kept(promise(number="", resident_id=halina.pk))
    assert (row.to, row.name, row.language) == (NUMBER, "Halina Zatoka", "pl")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"number": "112"}, "number"),
        ({"number": "700 123 456"}, "number"),
        ({"number": ""}, "number"),
        ({"reason": "  "}, "reason"),
        ({"windows": "kiedyś"}, "windows"),
        ({"windows": "niedziela 9-10"}, "windows"),
        ({"medium": "email", "email": "nie-adres"}, "email"),
        ({"medium": "telegraf"}, "medium"),
    ],
)
def test_a_promise_nobody_could_keep_is_not_made(promise: Promising, given: dict[str, str], field: str) -> None:
    with pytest.raises(CannotPromise) as refusal:
        promise(**given)
    assert refusal.value.field == field
    assert not Promise.objects.exists()


def test_a_call_is_an_attempt_and_a_talk_keeps_the_promise(
    promise: Promising, halina: Resident, zofia: Staff, at_work: None, at: datetime
) -> None:
    ident = promise(number="", resident_id=halina.pk)
    conversation = operations.call(promise_id=ident, by_id=zofia.pk, at=at)
    row = Conversation.objects.get(pk=conversation)
    assert (row.reason, row.resident_id, row.direction) == ("Odpowiedź o pergoli", halina.pk, "outbound")
    assert operations.settle(at=at) == 0, "the telephone still rings"
    talked(conversation, "reached", at)
    assert operations.settle(at=at + timedelta(minutes=3)) == 1
    assert operations.settle(at=at + timedelta(minutes=4)) == 0
    assert kept(ident).state == "kept"
    line = queries.kept_by(conversation, at=at)
    assert line is not None
    assert [one.result for one in line.history] == ["reached"]


def test_after_the_last_attempt_the_resident_is_written_to(
    promise: Promising, zofia: Staff, at_work: None, at: datetime
) -> None:
    ident, moment = promise(), at
    for day in (24, 25, 26):
        moment = local(day, 11)
        conversation = operations.call(promise_id=ident, by_id=zofia.pk, at=moment)
        talked(conversation, "no_answer", moment)
        operations.settle(at=moment)
        if day < 26:
            assert kept(ident).next_try_at == moment + timedelta(hours=2)
    row = kept(ident)
    assert (row.state, row.attempts) == ("not_reached", 3)
    message = Message.objects.get(pk=row.message_id)
    assert (message.channel, message.to, message.purpose) == ("sms", NUMBER, "promise_missed")
    operations.settle(at=moment)
    assert Message.objects.count() == 1


def test_who_likes_e_mail_is_told_by_e_mail_and_a_stranger_nothing(
    promise: Promising, halina: Resident, zofia: Staff, at: datetime
) -> None:
    OutreachSettings.objects.create(most_attempts=1)
    operations.note_attempt(promise_id=promise(resident_id=halina.pk), result="machine", by_id=zofia.pk, at=at)
    assert Message.objects.get().to == "halina@example.org"
    stranger = promise(reason="Coś innego")
    operations.note_attempt(promise_id=stranger, result="wrong_number", by_id=zofia.pk, at=at)
    assert kept(stranger).state == "wrong_number"
    assert Message.objects.count() == 1


def test_two_advisers_never_call_one_person(
    promise: Promising, zofia: Staff, adam: Staff, at_work: None, at: datetime
) -> None:
    ident = promise()
    operations.call(promise_id=ident, by_id=zofia.pk, at=at)
    with pytest.raises(CannotContact, match="Zofia Bryza"):
        operations.call(promise_id=ident, by_id=adam.pk, at=at + timedelta(minutes=1))
    assert Attempt.objects.count() == 1


def test_what_was_taken_and_forgotten_is_free_again(
    promise: Promising, zofia: Staff, adam: Staff, at: datetime
) -> None:
    ident = promise()
    operations.take(promise_id=ident, by_id=zofia.pk, at=at)
    operations.take(promise_id=ident, by_id=adam.pk, at=at + timedelta(minutes=31))
    assert kept(ident).taken_by_id == adam.pk
    operations.release(promise_id=ident, by_id=zofia.pk)
    assert kept(ident).taken_by_id == adam.pk, "only who has it gives it back"


def test_nobody_is_called_in_the_evening(promise: Promising, zofia: Staff, at_work: None) -> None:
    ident = promise()
    with pytest.raises(CannotContact, match="O tej porze"):
        operations.call(promise_id=ident, by_id=zofia.pk, at=local(24, 18, 5))
    assert not Attempt.objects.exists()


def test_a_telephone_that_is_not_there_leaves_nothing_behind(promise: Promising, zofia: Staff, at: datetime) -> None:
    ident = promise()
    with pytest.raises(CannotControlCall):
        operations.call(promise_id=ident, by_id=zofia.pk, at=at)
    assert kept(ident).taken_by_id is None
    assert not Attempt.objects.exists()


def test_the_adviser_knows_better_than_the_engine(
    promise: Promising, zofia: Staff, at_work: None, at: datetime
) -> None:
    ident = promise()
    conversation = operations.call(promise_id=ident, by_id=zofia.pk, at=at)
    talked(conversation, "reached", at)
    operations.settle(at=at)
    assert kept(ident).state == "kept"
    operations.say_result(conversation_id=conversation, result="machine", by_id=zofia.pk, at=at)
    row = kept(ident)
    assert (row.state, row.attempts, row.closed_at) == ("open", 1, None)
    assert row.next_try_at == at + timedelta(hours=2)
    operations.say_result(conversation_id=uuid4(), result="machine", by_id=zofia.pk, at=at)


def test_a_call_the_register_never_got_is_no_attempt(
    promise: Promising, zofia: Staff, at_work: None, at: datetime
) -> None:
    ident = promise()
    conversation = operations.call(promise_id=ident, by_id=zofia.pk, at=at)
    Attempt.objects.update(conversation_id=uuid4())
    assert operations.settle(at=at + timedelta(minutes=1)) == 0
    assert operations.settle(at=at + timedelta(minutes=3)) == 1
    assert (kept(ident).state, kept(ident).attempts) == ("open", 0)
    assert conversation


def test_a_written_promise_is_kept_by_a_message(promise: Promising, zofia: Staff, at: datetime) -> None:
    ident = promise(medium="email", email="halina@example.org", number="")
    with pytest.raises(CannotContact):
        operations.call(promise_id=ident, by_id=zofia.pk, at=at)
    message = operations.write_message(promise_id=ident, text="Pergola stoi.\n\nPozdrawiamy", by_id=zofia.pk, at=at)
    assert kept(ident).state == "written"
    assert "Pergola stoi." in Message.objects.get(pk=message).text


def test_calling_off_needs_a_reason_and_ends_once(promise: Promising, zofia: Staff, at: datetime) -> None:
    ident = promise()
    with pytest.raises(CannotPromise):
        operations.cancel_promise(promise_id=ident, why=" ", by_id=zofia.pk, at=at)
    operations.cancel_promise(promise_id=ident, why="Załatwione na miejscu", by_id=zofia.pk, at=at)
    with pytest.raises(CannotPromise):
        operations.cancel_promise(promise_id=ident, why="Drugi raz", by_id=zofia.pk, at=at)
    assert kept(ident).closed_why == "Załatwione na miejscu"


def test_who_calls_us_first_is_settled_there(promise: Promising, zofia: Staff, at: datetime) -> None:
    ident = promise()
    (owed,) = queries.open_with(resident_id=None, number=NUMBER, at=at)
    assert owed.id == ident
    operations.came_by_self(promise_id=ident, conversation_id=None, by_id=zofia.pk, at=at)
    assert queries.open_with(resident_id=None, number=NUMBER, at=at) == []


def test_the_list_begins_with_whom_to_call_now(promise: Promising, zofia: Staff, adam: Staff, at: datetime) -> None:
    later = promise(reason="Później", windows="śr 14–16")
    late = promise(reason="Spóźnione", due_at=at - timedelta(hours=1))
    now = promise(reason="Teraz")
    of_adam = promise(reason="Adama", keeper_id=adam.pk, by_id=adam.pk)
    assert [line.id for line in queries.to_contact(at=at)] == [late, now, of_adam, later]
    assert [line.id for line in queries.to_contact(at=at, staff_id=adam.pk)] == [of_adam]
    assert queries.count_open(at=at) == (4, 1)
    assert operations.tell_late(at=at) == 1
    assert operations.tell_late(at=at) == 0


def test_the_list_costs_the_same_for_a_hundred(
    promise: Promising, at: datetime, django_assert_num_queries: object
) -> None:
    for number in range(20):
        promise(reason=f"Sprawa {number}")
    with django_assert_num_queries(2):  # type: ignore[operator]
        queries.to_contact(at=at)


def test_old_promises_are_forgotten_with_their_history(promise: Promising, zofia: Staff, at: datetime) -> None:
    ident, fresh = promise(), promise(reason="Nowa")
    operations.note_attempt(promise_id=ident, result="reached", by_id=zofia.pk, at=at)
    assert operations.forget_promises(before=at + timedelta(days=1), at=at) == 1
    assert list(Promise.objects.values_list("pk", flat=True)) == [fresh]
    assert not Promise.pgh_event_model.objects.filter(pgh_obj_id=ident).exists()
    assert contacts


def test_calling_twice_in_a_row_is_refused_in_words(
    promise: Promising, zofia: Staff, at_work: None, at: datetime
) -> None:
    ident = promise()
    operations.call(promise_id=ident, by_id=zofia.pk, at=at)
    with pytest.raises(CannotContact, match="Trwa rozmowa"):
        operations.call(promise_id=ident, by_id=zofia.pk, at=at)


def test_hours_after_the_end_move_it_and_untouched_ones_change_nothing(promise: Promising, at: datetime) -> None:
    ident = promise(windows="śr 14-16")
    before = kept(ident)
    operations.change_promise(promise_id=ident, windows=None, keeper_id=None, note="Inaczej", at=at + timedelta(days=9))
    after = kept(ident)
    assert (after.windows, after.due_at, after.next_try_at) == (before.windows, before.due_at, before.next_try_at)
    assert after.note == "Inaczej"
    operations.change_promise(promise_id=ident, windows="czw 9-10", keeper_id=None, note="", at=at)
    assert kept(ident).due_at == before.due_at, "never nearer, never later without need"
    operations.change_promise(promise_id=ident, windows="pon 14-16", keeper_id=None, note="", at=at)
    assert kept(ident).due_at == local(30, 16)


@pytest.mark.parametrize("words", ["pn, śr 14-16; 24.11.2026 po 17", "codziennie rano", "pt", "29.2.2028 do 9.30"])
def test_hours_in_a_field_are_read_back_as_they_were(words: str) -> None:
    read = windows.parse(words, today=local(24, 9).date())
    assert windows.parse(windows.typed(read), today=local(24, 9).date().replace(year=2029)) == read


def test_a_long_list_of_calls_never_hides_what_we_promised(promise: Promising, marek: Staff, at: datetime) -> None:
    ident = promise()
    running = Campaign.objects.create(
        name="Worki", purpose="announcement", basis="task", basis_note="usg", way="calls", made_at=at, made_by=marek,
        state="running", started_at=at, started_by=marek,
    )  # fmt: skip
    for number in range(3):
        Promise.objects.create(
            to=f"+4858626262{number}", reason="Worki", campaign=running, made_at=at, due_at=at, next_try_at=at
        )
    assert ident in [line.id for line in queries.to_contact(at=at, limit=2)]


def missed(ident: UUID, zofia: Staff, at: datetime) -> list[Message]:
    """What the resident is written to after the last attempt."""
    operations.note_attempt(promise_id=ident, result="no_answer", by_id=zofia.pk, at=at)
    return list(Message.objects.all())


def test_an_address_that_does_not_work_is_not_written_to(
    promise: Promising, halina: Resident, zofia: Staff, at: datetime
) -> None:
    OutreachSettings.objects.create(most_attempts=1)
    ContactPoint.objects.filter(kind="email").update(unusable_since=at)
    assert [one.to for one in missed(promise(resident_id=halina.pk), zofia, at)] == [NUMBER]


def test_who_wants_no_message_by_a_channel_gets_none_by_it(
    promise: Promising, halina: Resident, zofia: Staff, at: datetime
) -> None:
    OutreachSettings.objects.create(most_attempts=1)
    contacts.object_to(resident_id=halina.pk, at=at, purpose="contact", channel="email", by_id=zofia.pk)
    assert [one.channel for one in missed(promise(resident_id=halina.pk), zofia, at)] == ["sms"]
    written = promise(medium="email", number="", resident_id=halina.pk, reason="Na piśmie")
    with pytest.raises(CannotContact, match="sposobem"):
        operations.write_message(promise_id=written, text="Pergola stoi.", by_id=zofia.pk, at=at)


def test_a_text_message_of_ours_waits_for_the_morning(promise: Promising, zofia: Staff) -> None:
    OutreachSettings.objects.create(most_attempts=1)
    (message,) = missed(promise(), zofia, local(24, 22))
    assert message.not_before == local(25, 8)


def test_who_was_never_tried_is_not_told_that_we_tried(promise: Promising, at: datetime) -> None:
    assert fallback.tell_not_reached(kept(promise()), at) is None
    assert not Message.objects.exists()
