"""What an adviser writes, who a resident is, and who has read it."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from infolinia.city.models import Staff
from infolinia.contacts import operations, queries
from infolinia.contacts.models import Question
from tests.contacts.test_calls import arrive, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(zofia: Staff, at: datetime) -> int:
    call = arrive(at)
    for event in story(call, zofia, at):
        event()
    found = operations.open_question(call)
    assert found is not None
    return found


def test_a_note_too_long_is_refused_whole(question: int, zofia: Staff, at: datetime) -> None:
    operations.save_question(question_id=question, by_id=zofia.pk, at=at, note="Dziura przy przystanku")
    with pytest.raises(operations.CannotWrite):
        operations.save_question(question_id=question, by_id=zofia.pk, at=at, note="x" * 20_001)
    assert Question.objects.get(pk=question).note == "Dziura przy przystanku"


def history_of(question: int) -> list[tuple[str, str]]:
    """Return the label and the note of each line of the question's history."""
    events = Question.pgh_event_model.objects.filter(pgh_obj_id=question).order_by("pgh_id")  # type: ignore[attr-defined]
    return list(events.values_list("pgh_label", "note"))


def test_what_is_typed_and_deleted_again_stays_in_no_history(question: int, zofia: Staff, at: datetime) -> None:
    for typed in ("D", "Dziura", "Dziura, pani jest chora", "Dziura"):
        operations.save_question(question_id=question, by_id=zofia.pk, at=at, note=typed, subject=typed)
    operations.set_outcome(question_id=question, by_id=zofia.pk, at=at, outcome="answered")
    call = Question.objects.get(pk=question).conversation_id
    operations.finish(conversation_id=call, by_id=zofia.pk, at=at + timedelta(minutes=5))
    assert history_of(question) == [("insert", ""), ("update", "Dziura"), ("finished", "Dziura")]
    operations.save_question(question_id=question, by_id=zofia.pk, at=at, note="Dziura i próg")
    assert history_of(question)[3:] == [("corrected", "Dziura i próg")]


def test_a_pasted_nul_is_left_out(question: int, zofia: Staff, at: datetime) -> None:
    operations.save_question(question_id=question, by_id=zofia.pk, at=at, note="Dziura\0 w jezdni", subject="\0")
    assert Question.objects.values_list("note", "subject").get(pk=question) == ("Dziura w jezdni", "")


def test_a_card_gives_an_empty_subject_its_title_and_keeps_a_typed_one(
    question: int, zofia: Staff, at: datetime
) -> None:
    for title in ("Dziura w jezdni", "Latarnia"):
        operations.use_card(question_id=question, by_id=zofia.pk, at=at, code=title, title=title, edition=3)
    row = Question.objects.get(pk=question)
    assert (row.subject, row.card_title, row.card_edition) == ("Dziura w jezdni", "Latarnia", 3)


@pytest.mark.parametrize(
    ("phone", "email", "message"),
    [("12", "", "numer"), ("telefon", "", "numer"), ("", "halina", "e-mail"), ("", "a@b", "e-mail")],
)
def test_a_wrong_number_or_address_is_refused(zofia: Staff, at: datetime, phone: str, email: str, message: str) -> None:
    with pytest.raises(operations.CannotRemember, match=message):
        operations.remember_resident(
            name="Halina Zatoka", phone=phone, email=email, preferred_channel="", by_id=zofia.pk, at=at
        )


def test_the_same_name_and_number_is_one_person_another_name_is_another(zofia: Staff, at: datetime) -> None:
    def remember(name: str) -> object:
        return operations.remember_resident(
            name=name, phone="500 000 014", email="", preferred_channel="sms", by_id=zofia.pk, at=at
        )

    assert remember("Halina Zatoka") == remember("halina zatoka")
    assert remember("Jan Zatoka") != remember("Halina Zatoka")
    assert {person.name for person in queries.residents_by_number("+48500000014")} == {"Halina Zatoka", "Jan Zatoka"}


def test_each_reading_is_logged_once_in_half_an_hour(zofia: Staff, at: datetime) -> None:
    resident, call = uuid4(), uuid4()
    for minutes in (0, 5, 29, 31):
        operations.log_reading(
            staff_id=zofia.pk,
            at=at + timedelta(minutes=minutes),
            why="conversation",
            what="mieszkaniec",
            resident_id=resident,
            conversation_id=call,
        )
    lines = queries.readings(since=at, until=at + timedelta(hours=1)).lines
    assert [(line.staff_name, line.why, line.conversation_id) for line in lines] == [
        ("Zofia Bryza", "conversation", call)
    ] * 2


def test_another_reason_is_another_line_however_long_it_is(zofia: Staff, at: datetime) -> None:
    for reason in ("lista komórki a", "lista komórki b", "x" * 300, "x" * 300):
        operations.log_reading(staff_id=zofia.pk, at=at, why="stated", what="eksport listy spraw", reason=reason)
    lines = queries.readings(since=at, until=at + timedelta(hours=1)).lines
    assert sorted(line.reason for line in lines) == ["lista komórki a", "lista komórki b", "x" * 200]
