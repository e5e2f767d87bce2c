"""Warnings of the ladder on real rows: each once, to whom it concerns today, and gone when their cause is."""

from datetime import date, datetime, time, timedelta

import pytest

from infolinia.city.models import Staff, Unit
from infolinia.core.paging import Beside
from infolinia.matters import operations, queries
from infolinia.matters.models import DigestSent, Matter, StoryEvent, WarningSent
from infolinia.matters.operations import CannotChangeMatter, CannotSetLadder
from infolinia.matters.operations.digests import _roster
from infolinia.matters.rules.addressees import addressees
from infolinia.matters.shapes import Registered
from infolinia.matters.warned import warned_now
from tests.matters.conftest import Register

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def renata(roads: Unit) -> Staff:
    """Renata, the head of the roads section."""
    return Staff.objects.create(
        username="kierujaca", display_name="Renata Falochron", role="officer", unit=roads, is_head=True
    )


def said(when: datetime) -> list[tuple[str, str]]:
    """Give the warnings of the moment; returns kind and addressee of each."""
    return [(one.kind, one.to) for one in operations.warn(at=when)]


def warned(staff: Staff, when: datetime) -> list[tuple[str, str]]:
    """Return number and kind of each warning that the person sees."""
    return [(one.matter.number, one.kind) for one in queries.warnings_for(staff, when).lines]


def test_each_rung_speaks_once(taken: Registered, at: datetime) -> None:
    assert said(at) == [], "three days ahead is early for a promise of three days"
    assert said(at + 2 * DAY) == [("soon", "officer")]
    assert said(at + 2 * DAY) == []
    assert said(at + 4 * DAY) == [("late", "officer")], "on Saturday, after Friday's end"
    assert said(at + 5 * DAY) == []
    assert said(at + 6 * DAY) == [("late", "head")], "Monday, a working day later"
    assert said(at + 9 * DAY) == []
    assert said(at + 10 * DAY) == [("late", "supervisor")]
    assert said(at + 40 * DAY) == []
    told = StoryEvent.objects.filter(matter_id=taken.id, kind__startswith="due_").order_by("id")
    assert [one.kind for one in told] == ["due_soon", "due_late", "due_late", "due_late"]
    assert told[2].text == "Ostrzeżenie dla kierującego komórką."


def test_who_was_away_hears_only_the_gravest_of_each_person(taken: Registered, at: datetime) -> None:
    assert said(at + 40 * DAY) == [("late", "officer"), ("late", "head"), ("late", "supervisor")]
    assert said(at + 41 * DAY) == []


def test_of_two_rungs_for_one_person_the_lower_counts_as_given(register: Register, piotr: Staff, at: datetime) -> None:
    month = register("skarga")
    operations.take(matter_id=month.id, by_id=piotr.pk, at=at)
    late_enough = Matter.objects.get(id=month.id).resident_due_at - timedelta(hours=20)
    assert said(late_enough) == [("soon", "officer")]
    assert WarningSent.objects.filter(matter_id=month.id).count() == 2, "three days and one day ahead"
    assert said(late_enough) == []
    assert StoryEvent.objects.filter(matter_id=month.id, kind="due_soon").count() == 1


def test_a_new_end_brings_new_warnings(register: Register, piotr: Staff, at: datetime) -> None:
    asked = register("informacja-publiczna", reply_channel="email", reply_address="halina@example.org")
    operations.take(matter_id=asked.id, by_id=piotr.pk, at=at)
    late = at + 20 * DAY
    assert ("late", "officer") in said(late)
    operations.extend(matter_id=asked.id, new_day=date(2026, 12, 21), reason="Dużo.", by_id=piotr.pk, at=late)
    assert warned(piotr, late) == [], "the old end is no more"
    assert said(late) == []
    assert said(late + 5 * DAY) == [("soon", "officer")]
    assert said(late + 8 * DAY) == [("late", "officer"), ("late", "head")], "on Tuesday, a working day after Monday"


def test_a_standing_clock_and_a_closed_matter_warn_of_nothing(
    taken: Registered, register: Register, piotr: Staff, at: datetime
) -> None:
    operations.ask_resident(matter_id=taken.id, question="Gdzie?", by_id=piotr.pk, at=at)
    other = register()
    operations.take(matter_id=other.id, by_id=piotr.pk, at=at)
    operations.close(matter_id=other.id, result="done", text="Zasypane.", by_id=piotr.pk, at=at)
    assert operations.warn(at=at + 30 * DAY) == []
    assert queries.count_overdue(at + 30 * DAY) == 0


def test_silence_is_a_state_until_somebody_of_the_unit_opens_the_matter(
    matter: Registered, hours: None, piotr: Staff, marek: Staff, renata: Staff, at: datetime
) -> None:
    """Registered on Tuesday at 10:42; units work from 7:30 to 15:30."""
    almost, eight = at + timedelta(hours=23, minutes=59), at + DAY
    assert said(almost) == []
    assert not queries.is_silent(Matter.objects.get(id=matter.id), almost)
    assert said(eight) == [("silent", "head")]
    row = Matter.objects.get(id=matter.id)
    assert queries.is_silent(row, eight)
    assert row.silent_since == eight
    (listed,) = queries.inbox(row.unit_id or 0, eight).new
    assert (listed.status.code, listed.status.text) == ("silent", "komórka nie otworzyła")
    assert queries.deadlines_by_unit(eight)[0].silent == 1
    assert warned(renata, eight) == [(matter.number, "silent")]
    assert ("silent", "supervisor") in said(at + 2 * DAY)
    assert (matter.number, "silent") in warned(marek, at + 2 * DAY)

    operations.opened(matter_id=matter.id, by_id=piotr.pk, at=at + 2 * DAY)
    assert not queries.is_silent(Matter.objects.get(id=matter.id), at + 2 * DAY)
    assert queries.deadlines_by_unit(at + 2 * DAY)[0].silent == 0
    assert warned(marek, at + 2 * DAY) == []


def test_another_unit_starts_with_its_own_silence(
    matter: Registered, hours: None, lamps: Unit, piotr: Staff, at: datetime
) -> None:
    assert said(at + DAY) == [("silent", "head")]
    operations.pass_on(matter_id=matter.id, to_unit_id=lamps.pk, reason="To lampa.", by_id=piotr.pk, at=at + DAY)
    row = Matter.objects.get(id=matter.id)
    assert (row.with_unit_since, row.silent_since) == (at + DAY, None)
    assert not warned_now().exists()
    assert said(at + 2 * DAY - timedelta(minutes=1)) == [("soon", "officer")]
    assert ("silent", "head") in said(at + 2 * DAY)


def test_silence_is_not_kept_without_a_rung_for_it(matter: Registered, hours: None, at: datetime) -> None:
    for rung in queries.ladder_now().rungs:
        if rung.counts == "silence":
            operations.drop_rung(rung_id=rung.id)
    operations.warn(at=at + 2 * DAY)
    assert Matter.objects.get(id=matter.id).silent_since is None


def test_warnings_go_up_from_the_officer_to_the_head_to_the_supervisor(
    taken: Registered, piotr: Staff, marek: Staff, renata: Staff, outsider: Staff, zofia: Staff, at: datetime
) -> None:
    seen = {}
    for days in (2, 4, 6, 10):
        operations.warn(at=at + days * DAY)
        seen[days] = [len(warned(who, at + days * DAY)) for who in (piotr, renata, marek)]
    assert seen == {2: [1, 0, 0], 4: [1, 0, 0], 6: [1, 1, 0], 10: [1, 1, 1]}
    assert warned(outsider, at + 10 * DAY) == []
    assert warned(zofia, at + 10 * DAY) == []


def test_a_unit_without_a_head_goes_to_the_supervisor(taken: Registered, marek: Staff, at: datetime) -> None:
    operations.warn(at=at + 6 * DAY)
    assert warned(marek, at + 6 * DAY) == [(taken.number, "late")]


def test_what_nobody_leads_concerns_the_whole_unit_and_what_came_back_the_helpline(
    matter: Registered, taken: Registered, piotr: Staff, zofia: Staff, roads: Unit, at: datetime
) -> None:
    colleague = Staff.objects.create(username="kolega", display_name="Kajetan Rufa", role="officer", unit=roads)
    operations.warn(at=at + 4 * DAY)
    assert (len(warned(piotr, at + 4 * DAY)), len(warned(colleague, at + 4 * DAY))) == (1, 0)
    Staff.objects.filter(pk=piotr.pk).update(is_active=False)
    assert len(warned(colleague, at + 4 * DAY)) == 1, "who led it has left"
    operations.return_to_helpline(matter_id=taken.id, reason="Nie nasze.", by_id=piotr.pk, at=at + 4 * DAY)
    assert len(warned(zofia, at + 4 * DAY)) == 1


def test_who_moved_to_another_unit_hears_no_more_of_the_old_ones_matters(
    taken: Registered, piotr: Staff, marek: Staff, roads: Unit, lamps: Unit, at: datetime
) -> None:
    colleague = Staff.objects.create(username="kolega", display_name="Kajetan Rufa", role="officer", unit=roads)
    operations.warn(at=at + 4 * DAY)
    assert (len(warned(piotr, at + 4 * DAY)), len(warned(colleague, at + 4 * DAY))) == (1, 0)
    piotr.unit = lamps
    piotr.save()
    assert (len(warned(piotr, at + 4 * DAY)), len(warned(colleague, at + 4 * DAY))) == (0, 1)
    roster = _roster()
    assert set(addressees("officer", officer_id=piotr.pk, unit_id=roads.pk, roster=roster)) == {colleague.pk}
    above = Unit.objects.create(code="zdiz", name="Zarząd Dróg", short_name="ZDiZ", valid_from=at.date())
    Unit.objects.filter(pk=roads.pk).update(parent=above)
    piotr.unit = above
    piotr.save()
    assert (len(warned(piotr, at + 4 * DAY)), len(warned(colleague, at + 4 * DAY))) == (1, 0), "they still see it"
    assert set(addressees("officer", officer_id=piotr.pk, unit_id=roads.pk, roster=_roster())) == {piotr.pk}


def test_screens_and_the_digest_agree_on_whom_each_warning_concerns(
    register: Register, piotr: Staff, marek: Staff, renata: Staff, outsider: Staff, zofia: Staff, at: datetime
) -> None:
    for place, kind in enumerate(("dziura-w-jezdni", "latarnia", "dziura-w-jezdni", "dziura-w-jezdni")):
        one = register(kind)
        if place == 2:
            operations.take(matter_id=one.id, by_id=piotr.pk, at=at)
        if place == 3:
            operations.return_to_helpline(matter_id=one.id, reason="Nie nasze.", by_id=piotr.pk, at=at)
    when = at + 10 * DAY
    operations.warn(at=when)
    roster = _roster()
    by_rule: dict[int, set[object]] = {}
    for row in warned_now().select_related("matter"):
        for who in addressees(row.to, officer_id=row.matter.officer_id, unit_id=row.matter.unit_id, roster=roster):
            by_rule.setdefault(who, set()).add(row.matter_id)
    for staff in (piotr, marek, renata, outsider, zofia):
        on_screen = {one.matter.id for one in queries.warnings_for(staff, when).lines}
        assert on_screen == by_rule.get(staff.pk, set()), staff.display_name
    assert len(by_rule) == 5, "the case leaves nobody out"


def test_long_lists_turn_by_the_place_of_a_line(register: Register, piotr: Staff, at: datetime) -> None:
    numbers = [register(when=at - place * timedelta(hours=1)).number for place in range(5)]
    operations.warn(at=at + 4 * DAY)
    first = queries.warnings_for(piotr, at + 4 * DAY, size=3)
    second = queries.warnings_for(piotr, at + 4 * DAY, size=3, beside=Beside(first.behind))
    shown = [one.matter.number for one in (*first.lines, *second.lines)]
    assert sorted(shown) == sorted(numbers)
    assert (first.total, len(second.lines), second.behind) == (5, 2, "")


@pytest.mark.parametrize(
    ("counts", "amount", "to", "field"),
    [
        ("often", 1, "officer", "counts"),
        ("before", 0, "officer", "amount"),
        ("before", 61, "officer", "amount"),
        ("after", -1, "officer", "amount"),
        ("silence", 401, "head", "amount"),
        ("after", 1, "mayor", "to"),
        ("after", 1, "head", "amount"),  # there already
    ],
)
def test_a_rung_that_makes_no_sense_is_refused(kinds: None, counts: str, amount: int, to: str, field: str) -> None:
    before = queries.ladder_now()
    with pytest.raises(CannotSetLadder) as refused:
        operations.add_rung(counts=counts, amount=amount, to=to)
    assert refused.value.field == field
    assert queries.ladder_now() == before


def test_a_dropped_rung_may_come_back(kinds: None) -> None:
    first = next(rung for rung in queries.ladder_now().rungs if (rung.counts, rung.amount) == ("after", 1))
    assert (first.when, first.whom) == ("1 dzień roboczy po terminie", "kierujący komórką")
    operations.drop_rung(rung_id=first.id)
    operations.add_rung(counts="after", amount=2, to="head")
    assert {(rung.counts, rung.amount) for rung in queries.ladder_now().rungs if rung.to == "head"} == {
        ("after", 2),
        ("silence", 8),
    }
    assert operations.add_rung(counts="after", amount=1, to="head") == first.id


def test_the_hours_of_units_count_silence(matter: Registered, hours: None, at: datetime) -> None:
    with pytest.raises(CannotSetLadder):
        operations.set_office_hours(opens=time(15), closes=time(8))
    operations.set_office_hours(opens=time(8), closes=time(12))
    assert queries.ladder_now().opens == time(8)
    assert said(at + DAY) == [], "an hour and eighteen minutes on Tuesday, less than three on Wednesday"
    assert ("silent", "head") in said(at + 3 * DAY)


def test_marek_reminds_and_the_unit_answers(taken: Registered, piotr: Staff, marek: Staff, at: datetime) -> None:
    with pytest.raises(CannotChangeMatter, match="kierownik"):
        operations.chase(matter_id=taken.id, text="Co z tym?", by_id=piotr.pk, at=at)
    operations.chase(matter_id=taken.id, text="Co z tym?", by_id=marek.pk, at=at + 5 * DAY)
    (sent,) = queries.chases(at + 5 * DAY)
    assert (sent.number, sent.by_name, sent.text, sent.answered_at, sent.answer) == (
        taken.number, "Marek Latarnik", "Co z tym?", None, "",
    )  # fmt: skip
    with pytest.raises(CannotChangeMatter, match="treść"):
        operations.answer_chase(matter_id=taken.id, text=" ", by_id=piotr.pk, at=at + 6 * DAY)
    operations.add_note(matter_id=taken.id, text="Sprawdzam.", by_id=piotr.pk, at=at + 6 * DAY)
    operations.answer_chase(matter_id=taken.id, text="Jedziemy jutro.", by_id=piotr.pk, at=at + 7 * DAY)
    (sent,) = queries.chases(at + 8 * DAY)
    assert (sent.answer, sent.answered_at, sent.answered_by) == ("Jedziemy jutro.", at + 7 * DAY, "Piotr Kotwica")
    assert sent.took_hours == 11, "all of Monday, and Tuesday from half past seven till 10:42"


def test_a_reminder_without_words_is_answered_by_what_the_unit_does(
    taken: Registered, piotr: Staff, marek: Staff, at: datetime
) -> None:
    operations.chase(matter_id=taken.id, text="Co z tym?", by_id=marek.pk, at=at + 5 * DAY)
    operations.answer(matter_id=taken.id, text="Jedziemy.", by_id=piotr.pk, at=at + 6 * DAY)
    (sent,) = queries.chases(at + 6 * DAY)
    assert (sent.answered_at, sent.answer) == (at + 6 * DAY, "")
    assert DigestSent.objects.count() == 0
