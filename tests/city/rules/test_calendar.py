"""Working days and the hours in which the line answers."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from infolinia.city.rules.calendar import CITY_ZONE, Calendar, end_of_day, start_of_day

CITY = Calendar()


@pytest.mark.parametrize(
    ("day", "is_off", "is_free", "next_working"),
    [
        (date(2026, 11, 24), False, False, date(2026, 11, 24)),  # an ordinary Tuesday
        (date(2026, 11, 28), False, True, date(2026, 11, 30)),  # a Saturday is free without being off
        (date(2026, 11, 29), True, True, date(2026, 11, 30)),  # a Sunday is off
        (date(2026, 12, 24), True, True, date(2026, 12, 28)),  # four free days in a row
        (date(2027, 5, 1), True, True, date(2027, 5, 4)),  # Saturday, Sunday and 3 May
    ],
)
def test_free_days(day: date, is_off: bool, is_free: bool, next_working: date) -> None:
    assert (CITY.is_day_off(day), CITY.is_free(day)) == (is_off, is_free)
    assert CITY.next_working(day) == next_working


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (date(2026, 11, 24), 3, date(2026, 11, 27)),
        (date(2026, 12, 23), 1, date(2026, 12, 28)),
        (date(2026, 12, 28), -1, date(2026, 12, 23)),
        (date(2026, 11, 29), -1, date(2026, 11, 27)),
        (date(2026, 11, 28), 0, date(2026, 11, 28)),
    ],
)
def test_working_days_counted_from_a_day(day: date, count: int, found: date) -> None:
    assert CITY.add_working(day, count) == found


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CITY_ZONE)


@pytest.mark.parametrize(
    ("moment", "closes", "opens"),
    [
        ("2026-11-24T06:59", None, "2026-11-24T07:00"),
        ("2026-11-24T07:00", "2026-11-24T18:00", "2026-11-25T07:00"),
        ("2026-11-24T18:00", None, "2026-11-25T07:00"),
        ("2026-11-28T13:59", "2026-11-28T14:00", "2026-11-30T07:00"),
        ("2026-12-23T18:30", None, "2026-12-28T07:00"),
    ],
)
def test_when_the_line_closes_and_opens_next(moment: str, closes: str | None, opens: str) -> None:
    assert CITY.closes_at(_at(moment)) == (_at(closes) if closes else None)
    assert CITY.opens_next(_at(moment)) == _at(opens)


def test_an_exception_opens_a_day_off_and_closes_a_working_day() -> None:
    own = Calendar(exceptions={date(2026, 12, 24): (time(8), time(12)), date(2026, 11, 24): None})
    assert own.closes_at(_at("2026-12-24T09:00")) == _at("2026-12-24T12:00")
    assert own.hours_on(date(2026, 11, 24)) is None
    assert own.is_free(date(2026, 12, 24)), "the line's hours do not make a day working"


def test_a_line_without_hours_never_opens() -> None:
    assert Calendar(service_hours={}).opens_next(_at("2026-11-24T10:00")) is None


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 24), 24)]
)
def test_a_day_is_as_long_as_the_clocks_make_it(day: date, hours: int) -> None:
    assert end_of_day(day) - start_of_day(day) == timedelta(hours=hours)
    assert end_of_day(day).tzinfo is UTC


def test_opening_through_the_night_of_clock_change_has_its_true_length() -> None:
    nights = Calendar(service_hours={6: (time(0), time(6))}, exceptions={date(2026, 3, 29): (time(0), time(6))})
    span = nights.open_span(date(2026, 3, 29))
    assert span is not None
    assert span[1] - span[0] == timedelta(hours=5)
