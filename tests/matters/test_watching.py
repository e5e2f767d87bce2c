"""Keeping deadlines: new ends, reminders and warnings."""

from datetime import date, datetime, timedelta

import pytest

from infolinia.city.models import Staff
from infolinia.correspondence.models import Message
from infolinia.matters import operations, queries
from infolinia.matters.models import Matter, MonthFigures, Standing, StoryEvent
from infolinia.matters.operations import CannotChangeMatter
from infolinia.matters.shapes import Registered
from tests.matters.conftest import Register

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def request_for_information(register: Register, piotr: Staff, at: datetime) -> Registered:
    """Public information: 14 days, at most two months, answered by e-mail; in Piotr's hands."""
    found = register("informacja-publiczna", reply_channel="email", reply_address="halina@example.org")
    operations.take(matter_id=found.id, by_id=piotr.pk, at=at)
    return found


def test_a_new_end_is_told_with_its_reason_and_day(
    request_for_information: Registered, piotr: Staff, at: datetime
) -> None:
    operations.extend(
        matter_id=request_for_information.id,
        new_day=date(2026, 12, 21),
        reason="Dużo dokumentów.",
        by_id=piotr.pk,
        at=at + DAY,
    )
    letter = Message.objects.get(subject__contains="nowy termin").text
    for said in ("Dużo dokumentów.", "do poniedziałku 21 grudnia"):
        assert said in letter
    assert "ponaglenie" not in letter, "public information has no such remedy"
    view = queries.matter_view(request_for_information.id, at + DAY, staff=piotr)
    assert (view.due.day, view.unit_due.day) == (date(2026, 12, 21), date(2026, 12, 18))
    assert "25.11 wyznaczyliśmy nowy termin: 21.12. Powód: Dużo dokumentów." in [line.text for line in view.working]


def test_who_complained_is_told_of_the_right_to_urge(register: Register, piotr: Staff, at: datetime) -> None:
    complaint = register("skarga", reply_channel="email", reply_address="halina@example.org")
    operations.take(matter_id=complaint.id, by_id=piotr.pk, at=at)
    operations.extend(matter_id=complaint.id, new_day=date(2027, 1, 11), reason="Dużo.", by_id=piotr.pk, at=at)
    assert "ponaglenie" in Message.objects.get(subject__contains="nowy termin").text


def extended(made: Registered, piotr: Staff, at: datetime) -> Matter:
    operations.extend(matter_id=made.id, new_day=date(2027, 1, 11), reason="Dużo.", by_id=piotr.pk, at=at)
    return Matter.objects.get(id=made.id)


def notices(made: Registered) -> list[str]:
    return [one.text for one in StoryEvent.objects.filter(matter_id=made.id, kind="notice_sent")]


def test_a_notice_counts_as_sent_when_its_letter_has_left(
    request_for_information: Registered, piotr: Staff, at: datetime
) -> None:
    matter = extended(request_for_information, piotr, at)
    assert operations.confirm_notices(at=at) == 0
    assert Matter.objects.get(id=matter.id).notice_sent_at is None
    owed = queries.matter_view(matter.id, at, staff=piotr)
    assert owed.notice_needed.startswith(
        "E-mail z zawiadomieniem jeszcze nie wyszedł. Doręcz je najpóźniej do wtorku 8"
    )
    Message.objects.filter(matter_id=matter.id, subject__contains="nowy termin").update(status="sent", sent_at=at + DAY)
    assert operations.confirm_notices(at=at + 2 * DAY) == 1
    assert operations.confirm_notices(at=at + 2 * DAY) == 0
    assert Matter.objects.get(id=matter.id).notice_sent_at == at + DAY
    assert notices(request_for_information) == ["e-mailem"]
    assert "notice_served" not in queries.matter_view(matter.id, at, staff=piotr).may


def test_a_letter_that_never_left_stays_a_task(request_for_information: Registered, piotr: Staff, at: datetime) -> None:
    matter = extended(request_for_information, piotr, at)
    Message.objects.filter(matter_id=matter.id).update(status="failed")
    assert operations.confirm_notices(at=at + DAY) == 0
    assert queries.inbox(matter.unit_id or 0, at).to_do[0].remark == "doręcz zawiadomienie o nowym terminie"


def test_under_the_code_an_e_mail_is_no_service_and_the_officer_notes_what_was(
    register: Register, piotr: Staff, at: datetime
) -> None:
    complaint = register("skarga", reply_channel="email", reply_address="halina@example.org")
    operations.take(matter_id=complaint.id, by_id=piotr.pk, at=at)
    extended(complaint, piotr, at)
    assert "Zawiadomienie doręczymy osobno" in Message.objects.get(subject__contains="nowy termin").text
    Message.objects.update(status="sent", sent_at=at)
    assert operations.confirm_notices(at=at) == 0
    view = queries.matter_view(complaint.id, at, staff=piotr)
    assert "Zwykły e-mail nie jest doręczeniem" in view.notice_needed
    served = {"matter_id": complaint.id, "by_id": piotr.pk, "at": at}
    for way, day, words in (
        ("", at.date(), "Wybierz"),
        ("pigeon", at.date(), "Wybierz"),
        ("post", date(2026, 11, 25), "nie nadszedł"),
    ):
        with pytest.raises(CannotChangeMatter, match=words):
            operations.notice_served(way=way, day=day, **served)
    operations.notice_served(way="post", day=date(2026, 11, 24), **served)
    assert notices(complaint) == ["list polecony, 24.11.2026"]
    after = queries.matter_view(complaint.id, at, staff=piotr)
    assert "notice_served" not in after.may
    assert "doręcz" not in after.notice_needed.lower()
    with pytest.raises(CannotChangeMatter, match="nie ma zawiadomienia"):
        operations.notice_served(way="post", day=date(2026, 11, 24), **served)


@pytest.mark.parametrize("channel", ["none", "phone", "post"])
def test_who_gets_no_e_mail_must_be_told_by_a_person(
    register: Register, piotr: Staff, at: datetime, channel: str
) -> None:
    made = register("informacja-publiczna", reply_channel=channel, reply_address="")
    operations.take(matter_id=made.id, by_id=piotr.pk, at=at)
    assert extended(made, piotr, at).notice_sent_at is None
    view = queries.matter_view(made.id, at, staff=piotr)
    assert view.notice_needed == "Doręcz zawiadomienie o nowym terminie najpóźniej do wtorku 8 grudnia i zaznacz to."
    assert "notice_served" in view.may


def test_a_promise_owes_no_notice(taken: Registered, piotr: Staff, at: datetime) -> None:
    extended(taken, piotr, at)
    view = queries.matter_view(taken.id, at, staff=piotr)
    assert (view.notice_needed, "notice_served" in view.may) == ("", False)


@pytest.mark.parametrize(
    ("kind", "holds"),
    [("skarga", "powód, nowy dzień i prawo do ponaglenia"), ("informacja-publiczna", "powód i nowy dzień")],
)
def test_officers_hear_of_the_ponaglenie_only_where_there_is_one(
    register: Register, piotr: Staff, at: datetime, kind: str, holds: str
) -> None:
    view = queries.matter_view(register(kind).id, at, staff=piotr)
    assert view.notice_text == holds
    assert view.notice_needed.endswith(f"Podaj: {holds}.")


@pytest.mark.parametrize(
    ("new_day", "words"),
    [
        (date(2026, 12, 8), "późniejszy niż obecny"),
        (date(2026, 12, 19), "dzień wolny"),
        (date(2027, 1, 26), "najdalej do poniedziałku 25 stycznia 2027"),
    ],
)
def test_a_new_end_must_be_later_working_and_within_the_law(
    request_for_information: Registered, piotr: Staff, at: datetime, new_day: date, words: str
) -> None:
    with pytest.raises(CannotChangeMatter, match=words) as refused:
        operations.extend(matter_id=request_for_information.id, new_day=new_day, reason="Dużo.", by_id=piotr.pk, at=at)
    assert refused.value.field == "new_day"


def test_a_term_in_service_hours_has_no_new_end(register: Register, hours: None, piotr: Staff, at: datetime) -> None:
    call = register("oddzwonienie")
    operations.take(matter_id=call.id, by_id=piotr.pk, at=at)
    with pytest.raises(CannotChangeMatter, match="w godzinach pracy infolinii"):
        operations.extend(matter_id=call.id, new_day=date(2027, 1, 11), reason="Dużo.", by_id=piotr.pk, at=at)
    assert Matter.objects.get(id=call.id).extension is None
    assert "extend" not in queries.matter_view(call.id, at, staff=piotr).may


def test_deadlines_by_unit(register: Register, piotr: Staff, roads: object, lamps: object, at: datetime) -> None:
    longest = register(when=at - 10 * DAY)
    register(when=at - 6 * DAY)
    register()
    register("skarga")
    register("latarnia")
    first, second = queries.deadlines_by_unit(at)
    assert (first.unit_code, first.overdue, first.due_soon, first.open) == ("zdiz-utrzymanie", 2, 1, 4)
    assert first.longest is not None
    assert (first.longest.number, first.longest.due.words.text) == (longest.number, "6 dni po terminie")
    assert (second.unit_code, second.overdue, second.due_soon, second.open, second.longest) == (
        "zdiz-oswietlenie",
        0,
        1,
        1,
        None,
    )
    assert [line.number for line in queries.overdue(at, limit=1)] == [longest.number]
    assert len(queries.due_soon(at)) == 2


def test_the_end_that_passed_without_notice_is_an_inspection_finding(
    request_for_information: Registered, register: Register, piotr: Staff, at: datetime
) -> None:
    late = at + 20 * DAY
    view = queries.matter_view(request_for_information.id, late, staff=piotr)
    assert view.notice_needed.startswith("Termin minął, a zawiadomienia nie było.")
    assert queries.inbox(view.unit_id or 0, late).to_do[0].remark == "brak zawiadomienia o przedłużeniu"
    pothole = register()
    assert queries.matter_view(pothole.id, late, staff=piotr).notice_needed == "", "a promise needs no notice of law"


def test_a_question_after_the_end_hides_no_lateness(register: Register, piotr: Staff, at: datetime) -> None:
    """A pause that begins after the end changes nothing; one that begins on the last day does."""
    made = {}
    for name, begun, asked in (("late", at - 8 * DAY, at - 4 * DAY), ("in time", at - 6 * DAY, at - 2 * DAY)):
        made[name] = register(when=begun)
        operations.take(matter_id=made[name].id, by_id=piotr.pk, at=asked)
        operations.ask_resident(matter_id=made[name].id, question="Która to ulica?", by_id=piotr.pk, at=asked)
    assert Matter.objects.get(pk=made["late"].id).stopped_since is None, "there is nothing left to stop"
    Matter.objects.filter(pk=made["late"].id).update(stopped_since=date(2026, 11, 21))  # as older versions kept it
    seen, unit_id = at + 3 * DAY, made["late"].unit_id
    late = made["late"].number
    assert [line.number for line in queries.overdue(seen)] == [late]
    assert (queries.count_overdue(seen), queries.deadlines_by_unit(seen)[0].overdue) == (1, 1)
    assert queries.inbox(unit_id, seen).count_late == 1
    assert {one.number for one in operations.warn(at=seen) if one.kind == "late"} == {late}
    told = {line.number: (line.due.words.level, line.clock.code) for line in queries.inbox(unit_id, seen).waiting}
    assert told == {late: ("late", "running"), made["in time"].number: ("later", "stopped")}
    operations.count_now(at=seen)
    assert sum(row.overdue for row in Standing.objects.all()) == 1
    operations.count_month(date(2026, 11, 1), at=seen)
    assert sum(row.overdue for row in MonthFigures.objects.all()) == 1


def test_a_lower_clock_never_passes_the_upper_one(register: Register, at: datetime) -> None:
    for hours in range(0, 24 * 14, 7):
        register(when=at + timedelta(hours=hours))
    assert all(one.unit_due_at <= one.resident_due_at for one in Matter.objects.all())
