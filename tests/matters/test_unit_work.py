"""What a unit does with a matter."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from infolinia.city.models import Staff, Unit
from infolinia.correspondence.models import Message
from infolinia.matters import operations, queries
from infolinia.matters.models import Matter, StoryEvent
from infolinia.matters.operations import CannotChangeMatter, CategoryDraft, save_category
from infolinia.matters.shapes import Registered
from tests.matters.conftest import Register

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def _kinds(matter: Registered) -> list[str]:
    return list(StoryEvent.objects.filter(matter_id=matter.id).order_by("id").values_list("kind", flat=True))


def _stored(matter: Registered) -> Matter:
    return Matter.objects.get(id=matter.id)


def _letters(matter: Registered) -> list[str]:
    return [one.subject for one in Message.objects.filter(matter_id=matter.id).order_by("created_at", "key")]


def test_piotr_takes_it_and_it_is_his(taken: Registered, piotr: Staff) -> None:
    assert (_stored(taken).status, _stored(taken).officer_id) == ("in_progress", piotr.pk)
    assert _kinds(taken)[-1] == "taken"


def test_two_people_cannot_take_the_same_matter(taken: Registered, piotr: Staff, at: datetime) -> None:
    with pytest.raises(CannotChangeMatter):
        operations.take(matter_id=taken.id, by_id=piotr.pk, at=at)


def test_a_matter_is_handed_only_to_somebody_who_can_work_in_it(
    taken: Registered, piotr: Staff, outsider: Staff, roads: Unit, at: datetime
) -> None:
    ada = Staff.objects.create(username="ada", display_name="Ada Keja", role="officer", unit=roads)
    operations.hand_over(matter_id=taken.id, officer_id=ada.pk, by_id=piotr.pk, at=at)
    assert _stored(taken).officer_id == ada.pk
    with pytest.raises(CannotChangeMatter, match="z komórki") as refused:
        operations.hand_over(matter_id=taken.id, officer_id=outsider.pk, by_id=piotr.pk, at=at)
    assert refused.value.field == "officer_id"


@pytest.mark.parametrize(
    ("channel", "address", "said"),
    [
        ("email", "halina@example.org", "E-mail na adres halina@example.org."),
        ("phone", "+48500000014", "Przekaż przez telefon: 500 000 014."),
        ("none", "", "Mieszkaniec nie zostawił adresu. Przeczyta to na stronie sprawy."),
    ],
)
def test_the_story_says_how_the_resident_gets_an_answer(
    register: Register, piotr: Staff, at: datetime, channel: str, address: str, said: str
) -> None:
    found = register(reply_channel=channel, reply_address=address)
    operations.take(matter_id=found.id, by_id=piotr.pk, at=at)
    operations.answer(matter_id=found.id, text="Przyjedziemy.", by_id=piotr.pk, at=at)
    assert queries.matter_view(found.id, at, staff=piotr).timeline[0].text == f"Przyjedziemy. {said}"
    resident = queries.public_status(found.number, found.code, at)
    assert resident is not None
    assert resident.messages[0].note == "Przyjedziemy."


def test_an_outsider_changes_nothing(taken: Registered, outsider: Staff, zofia: Staff, at: datetime) -> None:
    before = _stored(taken).version
    for person in (outsider, zofia):
        with pytest.raises(CannotChangeMatter, match="inna komórka"):
            operations.close(matter_id=taken.id, result="done", text="Zasypane.", by_id=person.pk, at=at)
    assert _stored(taken).version == before
    assert _kinds(taken)[-1] == "taken"


def test_the_head_of_the_units_unit_may_work_in_it(taken: Registered, roads: Unit, at: datetime) -> None:
    above = Unit.objects.create(code="zdiz-cale", name="Zarząd", short_name="ZDiZ", valid_from=date(2020, 1, 1))
    Unit.objects.filter(pk=roads.pk).update(parent=above)
    head = Staff.objects.create(username="szef", display_name="Jan Bosman", role="officer", unit=above)
    operations.add_note(matter_id=taken.id, text="Widziałem.", by_id=head.pk, at=at)
    assert _kinds(taken)[-1] == "note"


def test_an_answer_goes_by_email_and_leaves_the_matter_open(taken: Registered, piotr: Staff, at: datetime) -> None:
    operations.answer(matter_id=taken.id, text="Jutro przyjedzie ekipa.", by_id=piotr.pk, at=at)
    letter = Message.objects.get(subject__contains="odpowiedź")
    assert "Jutro przyjedzie ekipa." in letter.text
    assert "do piątku 27 listopada" in letter.text
    assert _stored(taken).status == "in_progress"


def test_asking_the_resident_stops_the_clock_and_the_reply_starts_it(
    taken: Registered, piotr: Staff, at: datetime
) -> None:
    operations.ask_resident(matter_id=taken.id, question="Przy którym domu?", by_id=piotr.pk, at=at)
    asked = _stored(taken)
    assert (asked.status, asked.stopped_since, asked.remind_on) == (
        "asked_resident",
        date(2026, 11, 25),
        date(2026, 12, 1),
    )
    assert "Przy którym domu?" in Message.objects.get(subject__contains="potrzebujemy").text
    view = queries.matter_view(taken.id, at + 4 * DAY, staff=piotr)
    assert (view.due.words.text, view.due.words.level) == ("zegar stoi", "later")

    operations.resident_replied(matter_id=taken.id, text="Przy 12.", by_id=None, at=at + 3 * DAY)
    replied = _stored(taken)
    assert (replied.status, replied.stopped_since, replied.waits_for) == ("in_progress", None, "")
    working = queries.matter_view(taken.id, at + 3 * DAY, staff=piotr).working
    assert working[-2].text == (
        "Od 25.11 do 27.11 zegar stał: czekaliśmy na odpowiedź mieszkańca. Tych 3 dni nie liczymy."
    )
    assert [line.result for line in working] == ["od śr. 25.11", "do śr. 2.12", "do śr. 2.12", "cel: wt. 1.12"]
    asked_event, reply_event = StoryEvent.objects.filter(kind__in=["asked", "replied"]).order_by("id")
    assert working[-2].links == (f"ev-{asked_event.pk}", f"ev-{reply_event.pk}")


def test_a_reply_on_the_same_day_leaves_the_end_where_it_was(taken: Registered, piotr: Staff, at: datetime) -> None:
    due = _stored(taken).resident_due_at
    operations.ask_resident(matter_id=taken.id, question="Gdzie?", by_id=piotr.pk, at=at)
    operations.resident_replied(matter_id=taken.id, text="Tu.", by_id=None, at=at + timedelta(hours=2))
    assert (_stored(taken).resident_due_at, _stored(taken).pauses) == (due, [])


def test_a_matter_of_law_stands_by_the_code(register: Register, piotr: Staff, roads: Unit, at: datetime) -> None:
    save_category(CategoryDraft("decyzja", "Decyzja", unit=roads.code, clock="decyzja", kind="motion"))
    decision = register("decyzja")
    operations.take(matter_id=decision.id, by_id=piotr.pk, at=at)
    operations.ask_resident(matter_id=decision.id, question="Kto?", by_id=piotr.pk, at=at)
    operations.resume(matter_id=decision.id, by_id=piotr.pk, at=at + 8 * DAY)
    view = queries.matter_view(decision.id, at + 8 * DAY, staff=piotr)
    assert "KPA art. 35 § 5, art. 64 § 2" in [line.rule for line in view.working]
    assert view.due.day == date(2027, 1, 4), "24.12 and eight days: 1.01, moved past the weekend"


@pytest.mark.parametrize("kind", ["skarga", "informacja-publiczna"])
def test_a_question_stops_no_clock_that_its_act_keeps_running(
    register: Register, piotr: Staff, at: datetime, kind: str
) -> None:
    made = register(kind, reply_channel="email", reply_address="halina@example.org")
    due = _stored(made).resident_due_at
    operations.take(matter_id=made.id, by_id=piotr.pk, at=at)
    before = queries.matter_view(made.id, at, staff=piotr)
    assert before.question_basis == ""
    operations.ask_resident(matter_id=made.id, question="Które dokumenty?", by_id=piotr.pk, at=at)
    asked = _stored(made)
    assert (asked.status, asked.stopped_since, asked.pauses) == ("asked_resident", None, [])
    letter = Message.objects.get(subject__contains="potrzebujemy").text
    assert "nie biegnie" not in letter
    assert "Termin załatwienia się przez to nie przesuwa." in letter
    told = queries.public_status(made.number, made.code, at + DAY)
    assert told is not None
    said = " ".join([told.more, *(step.note for step in told.steps)])
    assert "nie biegnie" not in said
    assert "Termin biegnie dalej, do " in said
    operations.resident_replied(matter_id=made.id, text="Te z maja.", by_id=None, at=at + 3 * DAY)
    after = queries.matter_view(made.id, at + 3 * DAY, staff=piotr)
    assert _stored(made).resident_due_at == due
    titles = {event.kind: event.title for event in after.timeline}
    assert (titles["asked"], titles["replied"]) == ("Pytanie do mieszkańca, zegar idzie", "Odpowiedź mieszkańca")


def test_the_resident_has_at_least_seven_days(taken: Registered, piotr: Staff, at: datetime) -> None:
    with pytest.raises(CannotChangeMatter, match="64 § 2") as refused:
        operations.ask_resident(matter_id=taken.id, question="Gdzie?", by_id=piotr.pk, at=at, answer_days=6)
    assert refused.value.field == "answer_days"


def test_a_message_from_the_page_while_we_wait_is_the_reply(taken: Registered, piotr: Staff, at: datetime) -> None:
    operations.ask_resident(matter_id=taken.id, question="Gdzie?", by_id=piotr.pk, at=at)
    operations.resident_message(matter_id=taken.id, text="Przy 12.", at=at + DAY)
    assert _stored(taken).status == "in_progress"
    operations.resident_message(matter_id=taken.id, text="I jeszcze jedno.", at=at + DAY)
    assert _kinds(taken)[-2:] == ["replied", "resident_message"]


def test_waiting_for_others_leaves_the_clock_running(taken: Registered, piotr: Staff, at: datetime) -> None:
    due = _stored(taken).resident_due_at
    operations.wait_for(matter_id=taken.id, whom="wodociągi", remind_on=date(2026, 11, 26), by_id=piotr.pk, at=at)
    assert (_stored(taken).status, _stored(taken).stopped_since) == ("waiting", None)
    operations.resume(matter_id=taken.id, by_id=piotr.pk, at=at + 2 * DAY, text="Potwierdzili.")
    assert (_stored(taken).status, _stored(taken).resident_due_at) == ("in_progress", due)


def test_closing_needs_a_result_and_a_text_and_a_refusal_its_basis(
    taken: Registered, piotr: Staff, at: datetime
) -> None:
    for result, text, field in (
        ("", "Zasypane.", "result"),
        ("done", " ", "text"),
        ("cud", "Zasypane.", "result"),
        ("refused", "Nie.", "basis"),
    ):
        with pytest.raises(CannotChangeMatter) as refused:
            operations.close(matter_id=taken.id, result=result, text=text, by_id=piotr.pk, at=at)
        assert refused.value.field == field
    assert _stored(taken).status == "in_progress"


def test_closing_writes_to_the_resident_once(taken: Registered, piotr: Staff, at: datetime) -> None:
    operations.close(matter_id=taken.id, result="done", text="Dziura zasypana.", by_id=piotr.pk, at=at + DAY)
    closed = _stored(taken)
    assert (closed.status, closed.result, closed.closing_text, closed.closed_at) == (
        "closed",
        "done",
        "Dziura zasypana.",
        at + DAY,
    )
    assert [subject.partition(": ")[2] for subject in _letters(taken)] == [
        "przyjęliśmy zgłoszenie",
        "zakończyliśmy sprawę",
    ]
    assert "Dziura zasypana." in Message.objects.get(subject__contains="zakończyliśmy").text
    with pytest.raises(CannotChangeMatter, match="już załatwiona"):
        operations.close(matter_id=taken.id, result="done", text="Jeszcze raz.", by_id=piotr.pk, at=at + DAY)


def test_the_database_itself_refuses_a_closed_matter_without_words(taken: Registered) -> None:
    for values in ({"status": "closed"}, {"result": "done"}, {"closing_text": "Zasypane."}):
        with pytest.raises(IntegrityError, match="matters_closed_has_result_and_text"), transaction.atomic():
            Matter.objects.filter(id=taken.id).update(**values)


def test_the_ruler_of_a_closed_matter_speaks_of_its_end_and_not_of_today(
    taken: Registered, piotr: Staff, at: datetime
) -> None:
    operations.close(matter_id=taken.id, result="done", text="Zasypane.", by_id=piotr.pk, at=at + DAY)
    sentence = queries.matter_view(taken.id, at + 40 * DAY, staff=piotr).ruler.sentence
    assert sentence == "Od 24.11.2026 do 27.11.2026. Zamknięta 25.11.2026, po 1 z 3 liczonych dni."


def test_a_resident_comes_back_within_thirty_days_and_twice_at_most(
    taken: Registered, piotr: Staff, marek: Staff, at: datetime
) -> None:
    def close(when: datetime) -> None:
        operations.close(matter_id=taken.id, result="done", text="Zasypane.", by_id=piotr.pk, at=when)

    def come_back(when: datetime) -> None:
        operations.reopen(matter_id=taken.id, text="Dziura jest dalej.", by_id=None, at=when)
        decided = {"decision": "unit", "text": "Proszę sprawdzić na miejscu."}
        operations.settle_reopened(matter_id=taken.id, by_id=marek.pk, at=when, **decided)
        operations.take(matter_id=taken.id, by_id=piotr.pk, at=when)

    close(at)
    with pytest.raises(CannotChangeMatter, match="minęło 30 dni"):
        come_back(at + 31 * DAY)
    seen = queries.public_status(taken.number, taken.code, at + 31 * DAY)
    assert seen is not None
    assert (seen.may_reopen, seen.may_write, "Zgłoś ją od nowa" in seen.too_late) == (False, False, True)
    come_back(at + 30 * DAY)
    close(at + 31 * DAY)
    come_back(at + 32 * DAY)
    close(at + 33 * DAY)
    with pytest.raises(CannotChangeMatter, match="dwa razy"):
        come_back(at + 34 * DAY)
    operations.reopen(matter_id=taken.id, text="Widziałem ją.", by_id=piotr.pk, at=at + 90 * DAY)
    assert (_stored(taken).reopened, _stored(taken).status) == (3, "returned"), "the office may always, and at once"


def test_a_resident_says_it_is_not_done_and_the_term_starts_anew(taken: Registered, piotr: Staff, at: datetime) -> None:
    operations.close(matter_id=taken.id, result="done", text="Zasypane.", by_id=piotr.pk, at=at + DAY)
    operations.reopen(matter_id=taken.id, text="Dziura jest dalej.", by_id=None, at=at + 7 * DAY)
    again = _stored(taken)
    assert (again.status, again.result, again.closed_at, again.reopened) == ("reopened", "", None, 1)
    assert queries.matter_view(taken.id, at + 7 * DAY, staff=piotr).due.day == date(2026, 12, 4)


def test_it_moves_to_another_unit_and_back_while_the_clock_runs(
    taken: Registered, piotr: Staff, outsider: Staff, roads: Unit, lamps: Unit, at: datetime
) -> None:
    due = _stored(taken).resident_due_at
    operations.pass_on(matter_id=taken.id, to_unit_id=lamps.pk, reason="To słup, nie dziura.", by_id=piotr.pk, at=at)
    moved = _stored(taken)
    assert (moved.status, moved.unit_id, moved.officer_id, moved.resident_due_at) == ("new", lamps.pk, None, due)
    operations.pass_on(matter_id=taken.id, to_unit_id=roads.pk, reason="Jednak dziura.", by_id=outsider.pk, at=at)
    assert (_stored(taken).status, _stored(taken).unit_id) == ("returned", roads.pk)


def test_it_goes_back_to_the_helpline_which_forwards_it_again(
    taken: Registered, piotr: Staff, zofia: Staff, lamps: Unit, at: datetime
) -> None:
    with pytest.raises(CannotChangeMatter, match="Wpisz powód"):
        operations.return_to_helpline(matter_id=taken.id, reason=" ", by_id=piotr.pk, at=at)
    operations.return_to_helpline(matter_id=taken.id, reason="Nie nasza ulica.", by_id=piotr.pk, at=at)
    assert (_stored(taken).status, _stored(taken).unit_id) == ("at_helpline", None)
    assert [line.number for line in queries.at_helpline(at)] == [taken.number]
    operations.pass_on(matter_id=taken.id, to_unit_id=lamps.pk, reason="Proszę sprawdzić.", by_id=zofia.pk, at=at)
    assert (_stored(taken).status, _stored(taken).unit_id) == ("new", lamps.pk)


def test_an_outside_body_cannot_be_given_a_matter(taken: Registered, piotr: Staff, at: datetime) -> None:
    body = Unit.objects.create(code="x", name="Wodociągi", short_name="x", kind="outside", valid_from=date(2020, 1, 1))
    with pytest.raises(CannotChangeMatter, match="poza urzędem"):
        operations.pass_on(matter_id=taken.id, to_unit_id=body.pk, reason="Ich.", by_id=piotr.pk, at=at)


def test_every_change_counts_one_version(taken: Registered, piotr: Staff, at: datetime) -> None:
    before = queries.version(taken.id)
    operations.add_note(matter_id=taken.id, text="Sprawdzić w piątek.", by_id=piotr.pk, at=at)
    operations.set_znak(matter_id=taken.id, znak="ZD.7230.1.2026", by_id=piotr.pk, at=at)
    assert queries.version(taken.id) == before + 2
    assert queries.search(piotr, "zd.7230.1", at).total == 1


def test_the_story_can_only_grow(taken: Registered) -> None:
    event = StoryEvent.objects.filter(matter_id=taken.id).latest("id")
    for attempt in (lambda: event.delete(), lambda: StoryEvent.objects.filter(pk=event.pk).update(text="inaczej")):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            attempt()


def test_history_records_a_bulk_update_too_and_never_the_code(taken: Registered) -> None:
    history = Matter.pgh_event_model.objects.filter(pgh_obj_id=taken.id)  # type: ignore[attr-defined]
    before = history.count()
    Matter.objects.filter(id=taken.id).update(subject="Duża dziura")
    assert history.count() == before + 1
    assert not hasattr(history.latest("pgh_id"), "code_hash")


def test_a_text_that_is_too_long_says_by_how_much(taken: Registered, piotr: Staff, at: datetime) -> None:
    with pytest.raises(CannotChangeMatter, match="o 12 znaków") as refused:
        operations.answer(matter_id=taken.id, text="x" * 5012, by_id=piotr.pk, at=at)
    assert refused.value.field == "text"
