"""Data go when their time is over, whatever the tables protect, and a line about it stays for ever."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts.models import Acting, CallEvent, ContactPoint, Conversation, Question, Reading, Resident
from infolinia.core.models import Erasure
from infolinia.core.retention import BATCH
from infolinia.correspondence.models import Message
from infolinia.journeys import forget
from infolinia.matters import operations as matters
from infolinia.matters.models import Matter, StoryEvent
from infolinia.matters.operations import CategoryDraft, save_category
from infolinia.matters.shapes import MatterDraft, Registered
from tests.contacts.test_calls import arrive, story

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=366)


@pytest.fixture
def old_call(zofia: Staff, at: datetime) -> UUID:
    """Halina's call of thirteen months ago, written up and finished."""
    then = at - timedelta(days=400)
    halina = contacts.remember_resident(
        name="Halina Zatoka", phone="500000014", email="", preferred_channel="", by_id=zofia.pk, at=then
    )
    call = arrive(then)
    for event in story(call, zofia, then):
        event()
    question = contacts.open_question(call)
    assert question is not None
    contacts.identify(conversation_id=call, resident_id=halina, by_id=zofia.pk, at=then)
    contacts.save_question(question_id=question, by_id=zofia.pk, at=then, note="Prosi o ciszę", outcome="answered")
    contacts.finish(conversation_id=call, by_id=zofia.pk, at=then + timedelta(minutes=9))
    return call


@pytest.fixture
def settled(roads: object, piotr: Staff, zofia: Staff, at: datetime) -> Callable[..., Registered]:
    """Return a maker of matters that were closed some time ago."""
    save_category(CategoryDraft("dziura", "Dziura", unit="zdiz-utrzymanie", promise="3 working days"))

    def _settled(closed: datetime, **fields: object) -> Registered:
        draft = MatterDraft("dziura", "Dziura", reply_channel="email", reply_address="h@example.org", **fields)  # type: ignore[arg-type]
        made = matters.register(draft=draft, by_id=zofia.pk, at=closed)
        matters.take(matter_id=made.id, by_id=piotr.pk, at=closed)
        matters.close(matter_id=made.id, result="done", text="Zasypane.", by_id=piotr.pk, at=closed)
        return made

    return _settled


def rows_in_histories(*models: type) -> int:
    return sum(model.pgh_event_model.objects.count() for model in models)  # type: ignore[attr-defined]


def test_a_call_older_than_a_year_goes_whole_with_its_history(old_call: UUID, at: datetime) -> None:
    gone = forget.everything_due(at=at)
    assert (gone["conversations"], gone["residents"]) == (1, 1)
    for model in (Conversation, Question, CallEvent, Resident, ContactPoint):
        assert model.objects.count() == 0, model
    assert rows_in_histories(Conversation, Question, Resident, ContactPoint) == 0
    assert set(Erasure.objects.values_list("kind", "count", "at")) == {
        ("conversations", 1, at),
        ("residents", 1, at),
    }


def test_what_is_younger_stays_untouched(old_call: UUID, zofia: Staff, at: datetime) -> None:
    before = rows_in_histories(Conversation, Question)
    assert set(forget.everything_due(at=at - timedelta(days=60)).values()) == {0}
    assert Conversation.objects.count() == 1
    assert rows_in_histories(Conversation, Question) == before
    assert not Erasure.objects.exists()


def test_a_matter_goes_five_years_after_its_end_and_takes_its_letters_along(
    settled: Callable[..., Registered], at: datetime
) -> None:
    gone, stays = settled(at - 5 * YEAR), settled(at - 4 * YEAR)
    assert forget.everything_due(at=at)["matters"] == 1
    assert list(Matter.objects.values_list("number", flat=True)) == [stays.number]
    assert set(StoryEvent.objects.values_list("matter_id", flat=True)) == {stays.id}
    assert set(Message.objects.values_list("matter_id", flat=True)) == {stays.id}
    assert not Matter.pgh_event_model.objects.filter(pgh_obj_id=gone.id).exists()  # type: ignore[attr-defined]
    assert not Message.pgh_event_model.objects.filter(matter_id=gone.id).exists()  # type: ignore[attr-defined]


def test_a_resident_with_a_matter_stays_known_and_the_matter_outlives_its_call(
    old_call: UUID, settled: Callable[..., Registered], at: datetime
) -> None:
    halina = Resident.objects.get()
    made = settled(at - timedelta(days=30), resident_id=halina.id, conversation_id=old_call)
    forget.everything_due(at=at)
    matter = Matter.objects.get(id=made.id)
    assert (matter.resident_id, matter.conversation_id) == (halina.id, None)
    assert not Conversation.objects.exists()


def test_the_log_of_readings_is_kept_for_two_years(zofia: Staff, at: datetime) -> None:
    for age in (800, 700):
        contacts.log_reading(staff_id=zofia.pk, at=at - timedelta(days=age), why="stated", what=f"{age}")
    assert forget.everything_due(at=at)["readings"] == 1
    assert [line.what for line in Reading.objects.all()] == ["700"]


def test_more_than_a_batch_goes_in_one_night(at: datetime) -> None:
    old = at - timedelta(days=500)
    Conversation.objects.bulk_create(
        Conversation(channel="phone", state="closed", arrived_at=old) for _ in range(BATCH + 3)
    )
    assert forget.everything_due(at=at)["conversations"] == BATCH + 3
    assert sorted(Erasure.objects.values_list("count", flat=True)) == [3, BATCH]


def test_after_the_job_the_ledger_is_closed_again(old_call: UUID, zofia: Staff, at: datetime) -> None:
    forget.everything_due(at=at)
    arrive(at)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        CallEvent.objects.all().delete()


@pytest.mark.parametrize("statement", ["UPDATE core_erasure SET count = 0", "DELETE FROM core_erasure"])
def test_the_line_about_it_cannot_be_erased(old_call: UUID, at: datetime, statement: str) -> None:
    forget.everything_due(at=at)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_one_file_alone_may_pass_the_triggers() -> None:
    sources = Path(forget.__file__).parents[1].rglob("*.py")
    assert [path.name for path in sources if "pgtrigger.ignore" in path.read_text()] == ["retention.py"]


def idle(name: str, at: datetime) -> UUID:
    """Somebody of two years ago whom no conversation and no matter is with."""
    return Resident.objects.create(name=name, created_at=at - 2 * YEAR).pk


def test_who_said_no_stays_known_as_long_as_it_holds(zofia: Staff, at: datetime) -> None:
    standing, lifted, lately = idle("Halina", at), idle("Jan", at), idle("Ola", at)
    for one in (standing, lifted):
        contacts.object_to(resident_id=one, purpose="notice", channel="sms", at=at - YEAR - timedelta(days=9))
    contacts.lift_objection(resident_id=lifted, purpose="notice", at=at - YEAR - timedelta(days=8))
    contacts.lift_objection(resident_id=standing, purpose="notice", channel="email", at=at - YEAR - timedelta(days=8))
    words = "Zgadzam się na wiadomości o remontach"
    contacts.consent(resident_id=lately, purpose="news", words=words, at=at - timedelta(days=9))
    assert forget.everything_due(at=at)["residents"] == 1
    assert set(Resident.objects.values_list("pk", flat=True)) == {standing, lately}


def test_who_acts_for_somebody_stays_for_the_term_and_then_goes_with_the_history(zofia: Staff, at: datetime) -> None:
    parent, child = idle("Halina", at), idle("Zosia", at)
    contacts.let_act(who_id=parent, whom_id=child, right="helper", basis="", by_id=zofia.pk, at=at - timedelta(days=9))
    assert forget.everything_due(at=at)["residents"] == 0
    assert forget.everything_due(at=at + YEAR)["residents"] == 2
    assert rows_in_histories(Resident, Acting) == 0


def test_the_report_tells_of_lists_of_campaigns(db: None, at: datetime) -> None:
    assert "campaigns" in [one.kind for one in forget.promises(at)]
