"""Reminders, and the question after closing."""

from datetime import datetime, timedelta

import pytest

from infolinia.city.models import Staff
from infolinia.city.rules.calendar import CITY_ZONE
from infolinia.contacts import operations as contacts
from infolinia.contacts.models import Resident
from infolinia.correspondence.models import Message, ShortLink
from infolinia.matters import operations as matters
from infolinia.matters.models import Matter, StoryEvent
from infolinia.matters.shapes import Registered
from infolinia.outreach import operations
from infolinia.outreach.errors import CannotAnswer
from infolinia.outreach.models import OutreachSettings, Reminder, SatisfactionAsk
from infolinia.outreach.operations.erasing import forget_answers, forget_reminders
from infolinia.outreach.queries import answers

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def visit(at: datetime, **given: object) -> bool:
    """A reminder of a visit, as the room of visits will ask for it."""
    values: dict[str, object] = {
        "key": "visit:17:1",
        "purpose": "reminder",
        "channel": "sms",
        "to": "+48500000014",
        "values": {"subject": "wizyta w sprawie dowodu", "moment": "26.11.2026 9:30"},
        "send_at": at + DAY,
        "at": at,
        **given,
    }
    return operations.remind(**values)  # type: ignore[arg-type]


def test_a_reminder_leaves_at_its_hour_once(hours: None, at: datetime) -> None:
    assert visit(at)
    assert not visit(at), "asked twice, reminded once"
    assert operations.send_due(at=at) == 0
    assert operations.send_due(at=at + DAY) == 1
    assert operations.send_due(at=at + DAY) == 0
    message = Message.objects.get()
    assert "wizyta w sprawie dowodu" in message.text


def test_a_reminder_that_would_beep_at_night_waits_for_the_morning(hours: None, at: datetime) -> None:
    visit(at, send_at=datetime(2026, 11, 25, 22, 0, tzinfo=CITY_ZONE))
    assert Reminder.objects.get().send_at == datetime(2026, 11, 26, 8, 0, tzinfo=CITY_ZONE)


def test_a_moved_visit_reminds_of_nothing_old(hours: None, at: datetime) -> None:
    visit(at)
    assert operations.cancel_reminders(key_starts="visit:17:", at=at) == 1
    assert operations.send_due(at=at + DAY) == 0


def test_a_reminder_that_comes_too_late_stays(hours: None, at: datetime) -> None:
    visit(at, not_after=at + DAY)
    assert operations.send_due(at=at + 2 * DAY) == 0
    assert Reminder.objects.get().state == "left_out"


def test_who_objected_is_not_reminded(hours: None, halina: Resident, at: datetime) -> None:
    contacts.object_to(resident_id=halina.pk, at=at, words="Nie przypominajcie")
    visit(at, resident_id=halina.pk)
    assert operations.send_due(at=at + DAY) == 0
    assert Reminder.objects.get().why


@pytest.fixture
def asked(taken: Registered, hours: None, piotr: Staff, at: datetime) -> Registered:
    """The pothole waits for a document until 1 December."""
    question = "Pełnomocnictwo\nZdjęcie miejsca"
    matters.ask_resident(matter_id=taken.id, question=question, answer_days=7, by_id=piotr.pk, at=at)
    return taken


def test_a_missing_document_is_reminded_of_before_its_day(asked: Registered, at: datetime) -> None:
    morning = at + 5 * DAY
    assert operations.remind_of_documents(at=at) == 0
    assert operations.remind_of_documents(at=morning) == 1
    assert operations.remind_of_documents(at=morning) == 0
    assert operations.send_due(at=morning) == 1
    message = Message.objects.get(purpose="missing_document")
    assert (message.to, message.matter_id) == ("halina@example.org", asked.id)
    assert "Pełnomocnictwo" in message.text
    assert "Zdjęcie miejsca" in message.text


def test_who_has_replied_is_not_reminded(asked: Registered, piotr: Staff, at: datetime) -> None:
    morning = at + 5 * DAY
    operations.remind_of_documents(at=morning)
    matters.resident_replied(matter_id=asked.id, text="Przyniosłam", by_id=piotr.pk, at=morning)
    assert operations.send_due(at=morning) == 0
    assert "odpowiedział" in Reminder.objects.get().why


@pytest.fixture
def closed(taken: Registered, hours: None, piotr: Staff, at: datetime) -> Registered:
    """The pothole, filled; the office asks a day later."""
    OutreachSettings.objects.create(asks_after_closing=True)
    matters.close(matter_id=taken.id, result="done", text="Załataliśmy dziurę.", by_id=piotr.pk, at=at)
    return taken


def token() -> str:
    """The resident's own part of the link, as the message brought it."""
    return ShortLink.objects.get().path.removeprefix("/ocena/")


def test_a_closed_matter_is_asked_about_a_day_later_once(closed: Registered, at: datetime) -> None:
    assert operations.ask_closed(at=at + timedelta(hours=23)) == 0
    assert operations.ask_closed(at=at + DAY) == 1
    assert operations.ask_closed(at=at + DAY) == 0
    message = Message.objects.get(purpose="satisfaction")
    assert message.to == "halina@example.org"
    assert closed.number in message.text
    assert token() not in message.text, "only the short link"


@pytest.mark.parametrize(
    ("why", "change"),
    [
        ("the office does not ask", {"asks_after_closing": False}),
        ("long ago", {}),
    ],
)
def test_nobody_is_asked_when(closed: Registered, at: datetime, why: str, change: dict[str, bool]) -> None:
    OutreachSettings.objects.update(**change)
    assert operations.ask_closed(at=at + (DAY if change else 10 * DAY)) == 0, why


def test_a_refusal_has_its_own_remedies_and_is_not_asked_about(
    taken: Registered, hours: None, piotr: Staff, at: datetime
) -> None:
    OutreachSettings.objects.create(asks_after_closing=True)
    refusal = {"result": "refused", "text": "Odmawiamy.", "basis": "KPA art. 61a"}
    matters.close(matter_id=taken.id, by_id=piotr.pk, at=at, **refusal)
    assert operations.ask_closed(at=at + DAY) == 0


def test_not_solved_opens_the_matter_again_with_the_residents_words(closed: Registered, at: datetime) -> None:
    operations.ask_closed(at=at + DAY)
    with pytest.raises(CannotAnswer, match="co jest nie tak"):
        operations.answer(token=token(), said="not_solved", comment=" ", at=at + DAY)
    row = operations.answer(token=token(), said="not_solved", comment="Dziura jest dalej.", at=at + DAY)
    assert row.reopened
    matter = Matter.objects.get(pk=closed.id)
    assert (matter.status, matter.reopened) == ("reopened", 1)
    assert StoryEvent.objects.filter(matter=matter, kind="reopened", text="Dziura jest dalej.", by=None).exists()
    with pytest.raises(CannotAnswer, match="Mamy już"):
        operations.answer(token=token(), said="solved", comment="", at=at + DAY)


def test_a_matter_that_may_not_come_back_keeps_the_answer_and_says_so(closed: Registered, at: datetime) -> None:
    operations.ask_closed(at=at + DAY)
    Matter.objects.update(reopened=2)
    row = operations.answer(token=token(), said="not_solved", comment="Znowu.", at=at + 2 * DAY)
    assert not row.reopened
    assert "dwa razy" in row.refusal
    assert Matter.objects.get().status == "closed"


def test_partly_with_words_reaches_the_story(closed: Registered, at: datetime) -> None:
    operations.ask_closed(at=at + DAY)
    operations.answer(token=token(), said="partly", comment="Została łata.", at=at + DAY)
    assert StoryEvent.objects.filter(kind="resident_message", text="Została łata.").exists()
    assert Matter.objects.get().status == "closed"
    figures = answers.figures(since=at, until=at + 2 * DAY)
    assert (figures.asked, figures.partly, figures.solved_percent, figures.answered_percent) == (1, 1, 0, 100)
    assert [line.comment for line in answers.said(since=at)] == ["Została łata."]


@pytest.mark.parametrize("days", [15, 400])
def test_a_link_lives_for_its_days(closed: Registered, at: datetime, days: int) -> None:
    operations.ask_closed(at=at + DAY)
    with pytest.raises(CannotAnswer, match="nie działa"):
        operations.answer(token=token(), said="solved", comment="", at=at + days * DAY)


def test_a_guessed_link_is_none(db: None, at: datetime) -> None:
    with pytest.raises(CannotAnswer):
        operations.question("abc", at=at)


def test_a_second_closing_is_asked_about_again(closed: Registered, piotr: Staff, marek: Staff, at: datetime) -> None:
    operations.ask_closed(at=at + DAY)
    operations.answer(token=token(), said="not_solved", comment="Dalej.", at=at + DAY)
    back = {"decision": "unit", "text": "Proszę sprawdzić."}
    matters.settle_reopened(matter_id=closed.id, by_id=marek.pk, at=at + DAY, **back)
    matters.take(matter_id=closed.id, by_id=piotr.pk, at=at + DAY)
    matters.close(matter_id=closed.id, result="done", text="Teraz tak.", by_id=piotr.pk, at=at + DAY)
    assert operations.ask_closed(at=at + 2 * DAY) == 1
    assert SatisfactionAsk.objects.count() == 2


def test_what_is_old_is_forgotten(closed: Registered, at: datetime) -> None:
    operations.ask_closed(at=at + DAY)
    visit(at)
    later = at + 30 * DAY
    assert (forget_answers(before=later, at=later), forget_reminders(before=later, at=later)) == (1, 1)
    assert not SatisfactionAsk.pgh_event_model.objects.exists()
