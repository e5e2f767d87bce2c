"""The ladder of warnings, silence, and whom each concerns, as tables."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest

from infolinia.city.rules.calendar import Calendar
from infolinia.city.rules.heads import answering
from infolinia.matters.rules.addressees import Roster, addressees
from infolinia.matters.rules.ladder import Due, Step, aloud, days_within, silent_after, window
from infolinia.matters.rules.silence import since_when, worked_between

OFFICE = Calendar(service_hours=dict.fromkeys(range(5), (time(7, 30), time(15, 30))))
DAYS = Calendar()


def city(text: str) -> datetime:
    """Return a moment of November 2026, when the city is an hour ahead of UTC: `24 10:42`."""
    day, hour = text.split()
    local = datetime.combine(date(2026, 11, int(day)), time.fromisoformat(hour), UTC)
    return local - timedelta(hours=1)


@pytest.mark.parametrize(
    ("now", "hours", "since"),
    [
        ("24 15:30", 8, "24 07:30"),
        ("24 10:42", 8, "23 10:42"),  # three hours and twelve minutes today, the rest yesterday
        ("24 23:00", 8, "24 07:30"),  # the evening does not count
        ("23 08:30", 2, "20 14:30"),  # Monday's hour and the last one of Friday
        ("22 12:00", 8, "20 07:30"),  # a Sunday
        ("12 09:30", 4, "10 13:30"),  # 11 November is a day off
    ],
)
def test_since_when_so_many_working_hours_have_passed(now: str, hours: int, since: str) -> None:
    assert since_when(at=city(now), hours=hours, calendar=OFFICE) == city(since)


def test_an_office_without_hours_is_never_silent() -> None:
    assert since_when(at=city("24 10:00"), hours=8, calendar=Calendar(service_hours={})) is None


def test_silence_and_worked_time_are_each_others_opposite() -> None:
    for hour in range(0, 24 * 9, 5):
        now = city("24 00:00") + timedelta(hours=hour)
        since = since_when(at=now, hours=8, calendar=OFFICE)
        assert since is not None
        assert worked_between(since, now, OFFICE) == timedelta(hours=8)


def test_worked_time_of_the_past_is_none() -> None:
    assert worked_between(city("24 12:00"), city("24 10:00"), OFFICE) == timedelta(0)


@pytest.mark.parametrize(
    ("counts", "amount", "until", "after"),
    [
        ("before", 1, "26 00:00", "24 10:00"),  # all of tomorrow
        ("before", 4, "01 00:00", "24 10:00"),  # Tuesday and four working days: Monday, over the weekend
        ("after", 0, "24 10:00", None),
        ("after", 1, "24 00:00", None),  # what ended on Monday or before
        ("after", 2, "21 00:00", None),  # what ended on Friday
    ],
)
def test_the_window_of_a_rung_on_tuesday(counts: str, amount: int, until: str, after: str | None) -> None:
    found = window(Step(1, counts, amount, "officer"), at=city("24 10:00"), days=DAYS, office=OFFICE)
    assert found is not None
    expected = city(until) if until != "01 00:00" else city("30 00:00") + timedelta(days=1)
    assert found.until == expected
    assert found.after == (city(after) if after else None)


@pytest.mark.parametrize(
    ("counts", "amount", "first", "last"),
    [
        ("before", 1, 24, 25),  # today and tomorrow
        ("before", 3, 24, 27),
        ("after", 0, None, 23),  # yesterday's end has passed
        ("after", 1, None, 23),
        ("after", 2, None, 20),  # Friday and before
    ],
)
def test_the_days_of_a_rung_on_tuesday(counts: str, amount: int, first: int | None, last: int) -> None:
    """A side clock has a day: it is in the window when the end of that day is."""
    found = window(Step(1, counts, amount, "officer"), at=city("24 10:00"), days=DAYS, office=OFFICE)
    assert found is not None
    assert days_within(found) == (date(2026, 11, first) if first else None, date(2026, 11, last))


def test_a_working_day_late_is_not_reached_on_a_free_day() -> None:
    """What ended on Friday is a working day late on Monday, not on Saturday."""
    rung, friday_ends = Step(1, "after", 1, "head"), city("21 00:00")
    untils = []
    for now in ("21 12:00", "22 12:00", "23 12:00"):
        found = window(rung, at=city(now), days=DAYS, office=OFFICE)
        assert found is not None
        untils.append(found.until)
    assert untils == [city("20 00:00"), city("20 00:00"), friday_ends]


def test_a_warning_ahead_needs_twice_the_time() -> None:
    found = window(Step(1, "before", 3, "officer"), at=city("24 10:00"), days=DAYS, office=OFFICE)
    assert found is not None
    assert found.least == timedelta(days=6)


def test_of_several_rungs_at_once_the_gravest_speaks_to_each_person() -> None:
    matter, end = UUID(int=1), city("20 00:00")
    soon, late = Step(1, "before", 1, "officer"), Step(2, "after", 0, "officer")
    later, silent = Step(3, "after", 5, "officer"), Step(4, "silence", 8, "head")
    due = [Due(matter, step, end) for step in (late, later, soon, silent)]
    assert {one.step for one in aloud(due)} == {later, silent}
    assert {one.step for one in aloud([due[0], due[2]])} == {late}
    other = Due(UUID(int=2), soon, end)
    assert other in aloud([*due, other]), "each matter has its own"
    beside = Due(matter, soon, city("30 00:00"), is_side=True)
    assert beside in aloud([*due, beside]), "what is owed beside the answer speaks for itself"


def test_silence_begins_at_the_lowest_rung() -> None:
    steps = [Step(1, "silence", 16, "supervisor"), Step(2, "silence", 8, "head"), Step(3, "after", 1, "head")]
    assert silent_after(steps) == 8
    assert silent_after(steps[2:]) is None


ROSTER = Roster(
    officers={10: (1, 2), 20: (3,)},
    covering={10: (1, 2), 11: (1, 2), 20: (3,)},  # 11 is below 10
    heads={10: (2,), 11: (2,), 20: ()},
    advisers=(7, 8),
    supervisors=(9,),
)


@pytest.mark.parametrize(
    ("to", "officer", "unit", "who"),
    [
        ("officer", 1, 10, {1}),
        ("officer", None, 10, {1, 2}),  # nobody leads it: everybody of the unit
        ("officer", 99, 10, {1, 2}),  # who led it has left
        ("officer", 3, 10, {1, 2}),  # who led it has moved to another unit
        ("officer", 1, 11, {1}),  # who leads it sits in the unit above
        ("officer", 3, None, {7, 8}),  # it came back to the helpline, whoever led it
        ("officer", None, None, {7, 8}),  # it came back to the helpline
        ("head", 1, 10, {2}),
        ("head", None, 11, {2}),  # the head of the unit above
        ("head", 3, 20, {9}),  # a unit without a head
        ("head", None, None, {9}),
        ("supervisor", 1, 10, {9}),
    ],
)
def test_whom_a_warning_concerns(to: str, officer: int | None, unit: int | None, who: set[int]) -> None:
    assert set(addressees(to, officer_id=officer, unit_id=unit, roster=ROSTER)) == who


def test_the_head_is_the_nearest_one_above() -> None:
    parents = {1: None, 2: 1, 3: 2, 4: None, 5: 6, 6: 5}
    assert answering(parents, {1, 3}) == {1: 1, 2: 1, 3: 3, 4: None, 5: None, 6: None}
