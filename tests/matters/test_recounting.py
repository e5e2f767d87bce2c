"""Open matters after a change of the days off or of the catalogue: seen first, then applied, the old kept."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from infolinia.city import days_off
from infolinia.city.models import OpeningHours, Staff
from infolinia.contacts.models import Resident
from infolinia.correspondence.models import Message
from infolinia.matters import operations, wording
from infolinia.matters.models import Category, Clock, Matter, OldWorking, Recount, RecountLine, StoryEvent
from infolinia.matters.operations import CategoryDraft, recounting, save_category
from infolinia.matters.operations.terms import CannotSaveTerm, ClockDraft, Saved, confirm_clock, doubt_clock, save_clock
from infolinia.matters.queries import recounts
from infolinia.matters.shapes import Registered

Register = Callable[..., Registered]
pytestmark = pytest.mark.django_db


def _count(recount_id: int, at: datetime) -> Recount:
    while operations.count_batch(recount_id=recount_id, at=at):
        pass
    return Recount.objects.get(pk=recount_id)


def _apply(recount_id: int, by: Staff, at: datetime, *, tells: bool = False) -> Recount:
    operations.apply_recount(recount_id=recount_id, by_id=by.pk, at=at, tells_residents=tells)
    while operations.apply_batch(recount_id=recount_id, at=at):
        pass
    return Recount.objects.get(pk=recount_id)


def _day(matter: Registered) -> date:
    return wording.last_day(Matter.objects.get(pk=matter.id).resident_due_at)


@pytest.fixture
def friday_off(register: Register) -> Registered:
    """A pothole due on Friday the 27th, before an act made that very Friday a day off."""
    matter = register()
    assert _day(matter) == date(2026, 11, 27)
    days_off.add_day_off(day=date(2026, 11, 27), name="Dzień Próby", basis="ustawa z 2026 r.")
    return matter


def test_a_new_day_off_is_counted_at_once_for_new_matters(friday_off: Registered, register: Register) -> None:
    later = register()
    assert _day(later) == date(2026, 11, 30)
    stored = Matter.objects.get(pk=later.id)
    said = [line.text for line in wording.step_lines(wording.stored_steps(stored), stored.registered_at)]
    assert "Po drodze jest dzień wolny: 27.11 (Dzień Próby)." in said


def test_the_difference_is_shown_and_nothing_changes(friday_off: Registered, marek: Staff, at: datetime) -> None:
    done = _count(operations.recount_open("calendar", at, by_id=marek.pk, note="Nowe święto"), at)
    assert (done.state, done.seen) == ("ready", 1)
    [line] = recounts.recounted(done.pk)
    assert (line.due_before, line.due_after) == (date(2026, 11, 27), date(2026, 11, 30))
    assert (line.goal_before, line.goal_after) == (date(2026, 11, 26), date(2026, 11, 26))
    assert _day(friday_off) == date(2026, 11, 27)
    view = recounts.recount(done.pk)
    assert view and (view.changed, view.later, view.earlier, view.applied) == (1, 1, 0, 0)


def test_applied_it_keeps_the_old_working_and_a_line_of_story(
    friday_off: Registered, marek: Staff, at: datetime
) -> None:
    before = Matter.objects.get(pk=friday_off.id)
    recount = _count(operations.recount_open("calendar", at, by_id=marek.pk, note="Nowe święto"), at)
    done = _apply(recount.pk, marek, at)
    assert done.state == "done"
    assert _day(friday_off) == date(2026, 11, 30)
    old = OldWorking.objects.get(matter_id=friday_off.id)
    assert (old.working, old.resident_due_at) == (before.working, before.resident_due_at)
    event = StoryEvent.objects.get(matter_id=friday_off.id, kind="recounted")
    assert (event.details["old_day"], event.details["new_day"]) == ("2026-11-27", "2026-11-30")
    assert (event.visible_to_resident, event.by_id) == (False, marek.pk)
    [shown] = recounts.old_deadlines(friday_off.id, at)
    assert shown.due_on == date(2026, 11, 27) and shown.working and shown.why == "Nowe święto"


@pytest.mark.parametrize(("tells", "letters"), [(True, 1), (False, 0)])
def test_residents_are_told_only_if_the_office_chooses(
    register: Register, marek: Staff, at: datetime, tells: bool, letters: int
) -> None:
    matter = register(reply_channel="email", reply_address="halina@example.org")
    days_off.add_day_off(day=date(2026, 11, 27), name="Dzień Próby", basis="ustawa z 2026 r.")
    recount = _count(operations.recount_open("calendar", at, by_id=marek.pk, note="Doszło święto."), at)
    _apply(recount.pk, marek, at, tells=tells)
    found = Message.objects.filter(matter_id=matter.id, purpose="new_term")
    assert found.count() == letters
    assert StoryEvent.objects.get(matter_id=matter.id, kind="recounted").visible_to_resident is tells
    if tells:
        assert "30 listopada" in found.get().text


def test_what_was_closed_meanwhile_keeps_its_deadline(
    friday_off: Registered, marek: Staff, piotr: Staff, at: datetime
) -> None:
    recount = _count(operations.recount_open("calendar", at, by_id=marek.pk), at)
    operations.take(matter_id=friday_off.id, by_id=piotr.pk, at=at)
    operations.close(matter_id=friday_off.id, result="done", text="Załatana.", by_id=piotr.pk, at=at)
    _apply(recount.pk, marek, at)
    assert _day(friday_off) == date(2026, 11, 27)
    assert RecountLine.objects.get().skipped == "closed"
    assert not OldWorking.objects.exists()


def test_a_pause_and_an_extension_stay_in_the_new_count(
    register: Register, piotr: Staff, marek: Staff, at: datetime
) -> None:
    save_category(CategoryDraft("decyzja", "Decyzja", unit="zdiz-utrzymanie", clock="decyzja", kind="motion"))
    matter = register("decyzja")
    operations.take(matter_id=matter.id, by_id=piotr.pk, at=at)
    operations.ask_resident(matter_id=matter.id, question="Gdzie?", by_id=piotr.pk, at=at)
    replied = datetime(2026, 11, 30, 9, tzinfo=UTC)
    operations.resident_replied(matter_id=matter.id, text="Tam.", by_id=piotr.pk, at=replied)
    end = _day(matter)
    assert end == date(2026, 12, 30)
    days_off.add_day_off(day=end, name="Dzień Próby", basis="ustawa")
    recount = _count(operations.recount_open("calendar", replied, by_id=marek.pk), replied)
    _apply(recount.pk, marek, replied)
    assert _day(matter) == date(2026, 12, 31)
    keys = [step["key"] for step in Matter.objects.get(pk=matter.id).working]
    assert "pause" in keys and "shift_day_off_to" in keys


def _save(marek: Staff, at: datetime, **changed: object) -> Saved:
    row = Clock.objects.get(code="skarga")
    values = {"code": "skarga", "name": row.name, "term": row.term, "basis": row.basis, "version": row.version}
    values |= {"side_terms": row.side_terms, "remarks": row.side_clocks, **changed}
    return save_clock(ClockDraft(**values), by_id=marek.pk, at=at)  # type: ignore[arg-type]


def test_a_changed_entry_of_the_catalogue_begins_a_recount_of_its_matters_alone(
    register: Register, marek: Staff, at: datetime
) -> None:
    complaint, pothole = register("skarga"), register()
    saved = _save(marek, at, term="2 months")
    assert saved.recount_id
    assert not Clock.objects.get(code="skarga").confirmed
    recount = _count(saved.recount_id, at)
    assert [line.matter_id for line in recounts.recounted(recount.pk)] == [complaint.id]
    _apply(recount.pk, marek, at)
    assert _day(complaint) == date(2027, 1, 25)  # 24 January 2027 is a Sunday
    assert _day(pothole) == date(2026, 11, 27)
    assert Matter.objects.get(pk=complaint.id).term == "2 months"
    assert OldWorking.objects.get().term == "1 month"


def test_a_change_of_words_begins_none(register: Register, marek: Staff, at: datetime) -> None:
    register("skarga")
    assert _save(marek, at, name="Skarga na urząd").recount_id is None
    assert Clock.objects.get(code="skarga").confirmed


def test_confirming_an_entry_marks_the_matters_that_run_by_it(register: Register, marek: Staff, at: datetime) -> None:
    Clock.objects.filter(code="skarga").update(confirmed=False)
    matter = register("skarga")
    assert not Matter.objects.get(pk=matter.id).term_confirmed
    version = Clock.objects.get(code="skarga").version
    confirm_clock(code="skarga", version=version, as_whom="Anna Wzorcowa, radca prawny", by_id=marek.pk, at=at)
    row = Clock.objects.get(code="skarga")
    assert (row.confirmed, row.confirmed_as, row.confirmed_at) == (True, "Anna Wzorcowa, radca prawny", at)
    assert Matter.objects.get(pk=matter.id).term_confirmed


def test_a_second_look_drops_the_first_and_one_under_way_is_left_alone(
    friday_off: Registered, marek: Staff, at: datetime
) -> None:
    first = operations.recount_open("calendar", at, by_id=marek.pk)
    second = operations.recount_open("calendar", at, by_id=marek.pk)
    assert Recount.objects.get(pk=first).state == "dropped"
    assert operations.count_batch(recount_id=first, at=at) is False
    _count(second, at)
    operations.apply_recount(recount_id=second, by_id=marek.pk, at=at, tells_residents=False)
    with pytest.raises(operations.CannotRecount):
        operations.recount_open("calendar", at, by_id=marek.pk)
    with pytest.raises(operations.CannotRecount):
        operations.drop_recount(recount_id=second, by_id=marek.pk, at=at)


def test_it_goes_on_batch_by_batch_and_twice_is_once(
    register: Register, marek: Staff, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    matters = [register() for _ in range(5)]
    days_off.add_day_off(day=date(2026, 11, 27), name="Dzień Próby", basis="ustawa")
    monkeypatch.setattr(recounting, "BATCH", 2)
    monkeypatch.setattr("infolinia.matters.operations.applying.BATCH", 2)
    recount = operations.recount_open("calendar", at, by_id=marek.pk)
    assert operations.count_batch(recount_id=recount, at=at)
    assert Recount.objects.get(pk=recount).seen == 2
    _count(recount, at)
    assert RecountLine.objects.filter(recount_id=recount).count() == 5
    _apply(recount, marek, at)
    assert not operations.apply_batch(recount_id=recount, at=at)
    assert {_day(matter) for matter in matters} == {date(2026, 11, 30)}
    assert OldWorking.objects.count() == StoryEvent.objects.filter(kind="recounted").count() == 5


def test_nothing_to_move_is_done_at_once(register: Register, marek: Staff, at: datetime) -> None:
    register()
    assert _count(operations.recount_open("calendar", at, by_id=marek.pk), at).state == "done"


def test_changed_hours_move_what_is_counted_in_hours(
    register: Register, hours: None, marek: Staff, halina: Resident, at: datetime
) -> None:
    matter = register("oddzwonienie")
    before = Matter.objects.get(pk=matter.id).resident_due_at
    days_off.add_day_off(day=date(2026, 11, 25), name="Dzień Próby", basis="ustawa")
    recount = _count(operations.recount_open("calendar", at, by_id=marek.pk), at)
    _apply(recount.pk, marek, at)
    after = Matter.objects.get(pk=matter.id)
    assert (after.resident_due_at - before).days == 1
    assert after.unit_due_at < after.resident_due_at


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        ({"term": "wkrótce"}, "term"),
        ({"basis": " "}, "basis"),
        ({"name": ""}, "name"),
        ({"longest": "długo"}, "longest"),
        ({"side_terms": [{"code": "a", "name": "", "term": "7 days"}]}, "name"),
        ({"version": 99}, ""),
    ],
)
def test_an_entry_that_makes_no_sense_is_refused(
    kinds: None, marek: Staff, at: datetime, draft: dict[str, object], field: str
) -> None:
    with pytest.raises(CannotSaveTerm) as refused:
        _save(marek, at, **draft)
    assert refused.value.field == field
    assert Clock.objects.get(code="skarga").term == "1 month"


def test_a_recount_moves_those_that_began_under_the_entry_and_no_others(
    register: Register, marek: Staff, at: datetime
) -> None:
    """A kind that runs by another entry since keeps its older matters where they began."""
    before = register("skarga")
    Category.objects.filter(code="skarga").update(clock=Clock.objects.get(code="decyzja-zlozona"))
    since = register("skarga")
    Category.objects.filter(code="informacja-publiczna").update(clock=Clock.objects.get(code="skarga"))
    saved = _save(marek, at, term="3 months")
    recount = _count(saved.recount_id or 0, at)
    assert [line.matter_id for line in recounts.recounted(recount.pk)] == [before.id]
    _apply(recount.pk, marek, at)
    assert (Matter.objects.get(pk=before.id).term, Matter.objects.get(pk=since.id).term) == ("3 months", "2 months")


def test_a_matter_that_can_not_be_counted_holds_nothing_up(
    register: Register, hours: None, marek: Staff, at: datetime
) -> None:
    call, pothole = register("oddzwonienie"), register()
    days_off.add_day_off(day=date(2026, 11, 25), name="Dzień Próby", basis="ustawa")
    recount = _count(operations.recount_open("calendar", at, by_id=marek.pk), at)
    OpeningHours.objects.all().delete()
    operations.apply_recount(recount_id=recount.pk, by_id=marek.pk, at=at, tells_residents=False)
    operations.apply_recount(recount_id=recount.pk, by_id=marek.pk, at=at, tells_residents=True)
    jobs = ProcrastinateJob.objects.filter(task_name="matters.apply_recount")
    assert jobs.count() == 2, "pressed again it only sends the job once more"
    while operations.apply_batch(recount_id=recount.pk, at=at):
        pass
    done = recounts.recount(recount.pk)
    assert done and (done.state, done.tells_residents) == ("done", False)
    assert (done.changed, done.later, done.earlier, done.applied, done.skipped) == (2, 2, 0, 1, 1)
    told = {line.matter_id: line.skipped for line in recounts.recounted(recount.pk)}
    assert told == {call.id: "never", pothole.id: ""}


def test_the_list_of_recounts_reads_no_line(friday_off: Registered, marek: Staff, at: datetime) -> None:
    _count(operations.recount_open("calendar", at, by_id=marek.pk), at)
    with CaptureQueriesContext(connection) as asked:
        assert recounts.recounts()[0].changed == 1
    assert not [each for each in asked if "recountline" in each["sql"]]


def test_a_goal_in_hours_keeps_its_lead(register: Register, hours: None, marek: Staff, at: datetime) -> None:
    Clock.objects.filter(code="oddzwonienie").update(term="2 service hours")
    call = register("oddzwonienie")
    goal = Matter.objects.get(pk=call.id).unit_due_at
    assert goal < Matter.objects.get(pk=call.id).resident_due_at
    assert _count(operations.recount_open("calendar", at, by_id=marek.pk), at).state == "done"


@pytest.mark.parametrize(("basis", "is_promise"), [("Obietnica infolinii", True), ("KPA art. 35 § 3", False)])
def test_a_promise_is_one_however_it_is_written(register: Register, basis: str, is_promise: bool) -> None:
    Clock.objects.filter(code="skarga").update(basis=basis)
    assert Matter.objects.get(pk=register("skarga").id).term_is_promise is is_promise


def test_a_lawyers_word_goes_with_the_side_clocks_both_ways(register: Register, marek: Staff, at: datetime) -> None:
    matter = register("skarga")

    def marks() -> set[bool]:
        return {line["confirmed"] for line in Matter.objects.get(pk=matter.id).side_clocks}

    doubt_clock(code="skarga", version=Clock.objects.get(code="skarga").version)
    row = Clock.objects.get(code="skarga")
    assert {line["confirmed"] for line in row.side_terms} == marks() == {False}
    confirm_clock(code="skarga", version=row.version, as_whom="Anna Wzorcowa", by_id=marek.pk, at=at)
    assert marks() == {True}
