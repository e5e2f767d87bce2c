"""What a unit owes beside its answer: warned of once each rung, shown, told in the digest, and in the calendar."""

from datetime import date, datetime, timedelta

import pytest

from infolinia.city.models import Staff, Unit
from infolinia.correspondence.models import Message
from infolinia.matters import operations, queries
from infolinia.matters.models import Category, Matter, StoryEvent, WarningSent
from infolinia.matters.operations import CategoryDraft, save_category
from infolinia.matters.shapes import Registered
from tests.matters.conftest import Register

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FILES = "Prześlij odwołanie z aktami organowi odwoławczemu"


@pytest.fixture
def appeal(register: Register, roads: Unit, piotr: Staff, at: datetime) -> Registered:
    """An appeal of Tuesday in Piotr's hands: a month for it, seven days to send it on with its files."""
    save_category(CategoryDraft("odwolanie", "Odwołanie", unit=roads.code, clock="odwolanie-rozpatrzenie"))
    made = register("odwolanie")
    operations.take(matter_id=made.id, by_id=piotr.pk, at=at)
    assert Matter.objects.get(pk=made.id).side_due_on == date(2026, 12, 1)
    return made


def said(when: datetime) -> list[tuple[str, str, bool]]:
    """Give the warnings of the moment."""
    return [(one.kind, one.to, one.is_side) for one in operations.warn(at=when)]


def why(staff: Staff, when: datetime) -> list[tuple[str, str]]:
    """Return kind and words of each warning that the person sees."""
    return [(one.kind, one.why) for one in queries.warnings_for(staff, when).lines]


def test_each_rung_speaks_once_of_the_day(appeal: Registered, piotr: Staff, marek: Staff, at: datetime) -> None:
    assert said(at + DAY) == []
    assert said(at + 2 * DAY) == [("soon", "officer", True)], "Thursday, three working days ahead"
    assert said(at + 2 * DAY) == []
    assert why(piotr, at + 2 * DAY) == [("side", f"{FILES}: do 1.12")]
    assert said(at + 6 * DAY) == [("soon", "officer", True)]
    assert said(at + 8 * DAY) == [("late", "officer", True), ("late", "head", True)], "Wednesday, a working day late"
    assert why(marek, at + 8 * DAY) == [("side", f"{FILES}: termin minął 1.12")], "the unit has no head"
    assert said(at + 9 * DAY) == []
    story = StoryEvent.objects.filter(matter_id=appeal.id, kind="due_late").order_by("id")
    assert story[0].text == f"Ostrzeżenie dla prowadzącego sprawę. {FILES}: termin minął 1.12"


def test_what_is_done_warns_no_more(appeal: Registered, piotr: Staff, at: datetime) -> None:
    assert said(at + 8 * DAY)
    operations.note_side_clock(
        matter_id=appeal.id, code="przeslij-akta", outcome="done", day=date(2026, 11, 30), by_id=piotr.pk,
        at=at + 8 * DAY,
    )  # fmt: skip
    assert why(piotr, at + 8 * DAY) == []
    assert said(at + 9 * DAY) == []
    assert not WarningSent.objects.filter(over_at=None).exists()


def test_it_runs_on_while_the_clock_of_the_answer_stands(appeal: Registered, piotr: Staff, at: datetime) -> None:
    operations.ask_resident(matter_id=appeal.id, question="Gdzie?", by_id=piotr.pk, at=at)
    assert said(at + 2 * DAY) == [("soon", "officer", True)]
    assert [kind for kind, _words in why(piotr, at + 2 * DAY)] == ["side"]


def test_a_complaint_that_is_ours_is_never_warned_of_forwarding(register: Register, piotr: Staff, at: datetime) -> None:
    made = register("skarga")
    operations.take(matter_id=made.id, by_id=piotr.pk, at=at)
    assert Matter.objects.get(pk=made.id).side_due_on is None
    assert [said(at + days * DAY) for days in range(20)] == [[]] * 20


def test_the_notice_of_a_new_end_is_owed_by_the_old_one(register: Register, piotr: Staff, at: datetime) -> None:
    made = register("skarga", reply_channel="none")
    operations.take(matter_id=made.id, by_id=piotr.pk, at=at)
    old = queries.matter_view(made.id, at, staff=piotr).due.day
    operations.extend(matter_id=made.id, new_day=date(2027, 1, 29), reason="Opinia.", by_id=piotr.pk, at=at + DAY)
    assert Matter.objects.get(pk=made.id).side_due_on == old
    late = at + (old - at.date()).days * DAY + DAY
    assert ("late", "officer", True) in said(late)
    assert [words.partition(":")[0] for _kind, words in why(piotr, late)] == ["Zawiadom o nowym terminie"]
    operations.notice_served(matter_id=made.id, way="post", day=late.date(), by_id=piotr.pk, at=late)
    assert Matter.objects.get(pk=made.id).side_due_on is None
    assert why(piotr, late) == []


def test_the_inbox_remarks_on_it_and_finds_it(
    appeal: Registered, register: Register, roads: Unit, at: datetime
) -> None:
    other = register()
    (line,) = queries.inbox(roads.pk, at, only="side").to_do
    assert (line.number, line.remark) == (appeal.number, f"{FILES}: do 1.12")
    assert queries.inbox(roads.pk, at, only="side").new == ()
    assert [each.number for each in queries.inbox(roads.pk, at).new] == [other.number]


def test_the_digest_tells_it_in_its_own_place(appeal: Registered, piotr: Staff, at: datetime) -> None:
    Staff.objects.filter(pk=piotr.pk).update(email="piotr@example.org")
    operations.warn(at=at + 6 * DAY)
    operations.send_digests(at=at + 6 * DAY)
    text = Message.objects.get(to="piotr@example.org").text
    assert f"Co jeszcze trzeba zrobić i do kiedy:\n- {appeal.number} Odwołanie: {FILES}: do 1.12 (nowe)\n" in text


def test_the_calendar_of_the_unit_has_its_day(appeal: Registered, roads: Unit, marek: Staff, at: datetime) -> None:
    secret = operations.make_feed(unit_id=roads.pk, label="telefon", by_id=marek.pk, at=at)
    found = queries.feed(secret, at)
    assert found is not None
    unfolded = found.text.replace("\r\n ", "")
    assert unfolded.count("BEGIN:VEVENT") == 2
    assert f"SUMMARY:Termin {appeal.number}: {FILES}" in unfolded
    assert "DTSTART;VALUE=DATE:20261201" in unfolded
    assert f"UID:{appeal.id}.przeslij-akta@" in unfolded


def test_urgent_kinds_are_marked_found_and_told_first(
    register: Register, piotr: Staff, roads: Unit, at: datetime
) -> None:
    Staff.objects.filter(pk=piotr.pk).update(email="piotr@example.org")
    usual = register()
    Category.objects.filter(code="skarga").update(priority=2, promise="4 working days")
    urgent = register("skarga")
    found = queries.inbox(roads.pk, at)
    assert {line.number: line.is_urgent for line in found.new} == {usual.number: False, urgent.number: True}
    assert [line.number for line in queries.inbox(roads.pk, at, only="urgent").new] == [urgent.number]
    operations.warn(at=at + 13 * DAY)
    operations.send_digests(at=at + 13 * DAY)
    lines = [each for each in Message.objects.get(to="piotr@example.org").text.splitlines() if each.startswith("- ")]
    assert [urgent.number in each for each in lines] == [True, False]
    assert "(pilne)" in lines[0]
