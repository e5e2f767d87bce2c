"""When a promise is due, when somebody may be called, and when a message may beep."""

from datetime import UTC, date, datetime, time

import pytest

from infolinia.city.rules.calendar import CITY_ZONE, Calendar
from infolinia.outreach.rules.hours import Quiet, due, due_for, next_call, next_message
from infolinia.outreach.rules.windows import parse

# Tuesday 24 November 2026; the line is open 7–18, Saturdays 8–14. 11 November is a day off.
OFFICE, QUIET = Calendar(), Quiet()


def local(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A moment of the city's clock in 2026."""
    return datetime(2026, month, day, hour, minute, tzinfo=CITY_ZONE)


@pytest.mark.parametrize(
    ("what", "at", "hours", "then"),
    [
        ("asked on Tuesday at ten: 8 + 11 + 5 hours", local(24, 10), 24, local(26, 12)),
        ("asked at night: counted from the opening", local(24, 23), 11, local(25, 18)),
        ("over a Saturday of six hours", local(27, 17), 8, local(30, 8)),
        ("a Sunday does not count", local(29, 12), 1, local(30, 8)),
        ("Independence Day does not count", local(10, 17), 2, local(12, 8)),
        ("the night in which clocks go back costs nobody an hour", local(24, 13, month=10), 2, local(26, 8, month=10)),
    ],
)
def test_a_promise_is_due_in_service_hours(what: str, at: datetime, hours: int, then: datetime) -> None:
    assert due(OFFICE, hours=hours, at=at) == then, what


def test_a_line_that_never_closes_counts_every_hour() -> None:
    assert due(OFFICE, hours=24, at=local(28, 23), always_open=True) == local(29, 23)


@pytest.mark.parametrize(
    ("what", "words", "at", "then"),
    [
        ("no wish: the usual end", "", local(24, 10), local(26, 12)),
        ("hours that come before the usual end leave it", "śr 9-11", local(24, 10), local(26, 12)),
        ("hours that come only later move the end to theirs", "pn 14-16", local(24, 10), local(30, 16)),
        ("hours half outside ours end when we close", "pn 16-20", local(24, 10), local(30, 18)),
    ],
)
def test_named_hours_decide_by_when(what: str, words: str, at: datetime, then: datetime) -> None:
    wanted = parse(words, today=at.date())
    assert due_for(QUIET, OFFICE, hours=24, windows=wanted, at=at) == then, what


@pytest.mark.parametrize("words", ["niedziela 9-11", "codziennie 21-22", "24.12.2025"])
def test_hours_in_which_we_never_call_make_no_promise(words: str) -> None:
    wanted = parse(words, today=date(2026, 11, 24))
    assert due_for(QUIET, OFFICE, hours=24, windows=wanted, at=local(24, 10)) is None


@pytest.mark.parametrize(
    ("what", "words", "after", "then"),
    [
        ("now is fine", "", local(24, 10), local(24, 10)),
        ("the line is open from seven, nobody is called before eight", "", local(24, 7, 10), local(24, 8)),
        ("after closing: tomorrow", "", local(24, 18), local(25, 8)),
        ("Saturday after two: Monday", "", local(28, 14), local(30, 8)),
        ("before the named hours: their beginning", "wt 14-16", local(24, 10), local(24, 14)),
        ("within them: now", "wt 14-16", local(24, 15), local(24, 15)),
        ("after them: next week", "wt 14-16", local(24, 16), datetime(2026, 12, 1, 14, tzinfo=CITY_ZONE)),
        ("the nearer of two", "pt 9-10; śr 9-10", local(24, 10), local(25, 9)),
        ("Christmas is skipped", "", local(24, 19, month=12), local(28, 8, month=12)),
    ],
)
def test_the_next_good_moment_to_call(what: str, words: str, after: datetime, then: datetime) -> None:
    assert next_call(QUIET, OFFICE, parse(words, today=after.date()), after) == then, what


@pytest.mark.parametrize(
    ("what", "channel", "after", "then"),
    [
        ("an e-mail wakes nobody", "email", local(24, 3), local(24, 3)),
        ("a letter neither", "letter", local(29, 3), local(29, 3)),
        ("a text message in the day", "sms", local(24, 19, 59), local(24, 19, 59)),
        ("a text message at night waits for eight", "sms", local(24, 20), local(25, 8)),
        ("and over Sunday", "sms", local(28, 21), local(30, 8)),
        ("and over a holiday", "sms", local(10, 21), local(12, 8)),
        ("even when the line is closed, evenings before eight are fine", "sms", local(28, 17), local(28, 17)),
    ],
)
def test_what_beeps_waits_for_daytime(what: str, channel: str, after: datetime, then: datetime) -> None:
    assert next_message(QUIET, OFFICE, channel, after) == then, what


def test_an_office_may_leave_saturdays_in_peace() -> None:
    weekdays = Quiet(time(9), time(17), on_saturdays=False)
    assert next_message(weekdays, OFFICE, "sms", local(27, 17)) == local(30, 9)
    assert next_call(weekdays, OFFICE, (), local(28, 10)) == local(30, 9)


def test_moments_may_come_in_any_zone() -> None:
    assert next_call(QUIET, OFFICE, (), datetime(2026, 11, 24, 9, tzinfo=UTC)) == local(24, 10)
