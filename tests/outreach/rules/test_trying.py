"""What follows an attempt."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from infolinia.city.rules.calendar import CITY_ZONE, Calendar
from infolinia.outreach.rules.trying import Next, TryRules, after_attempt
from infolinia.outreach.rules.windows import parse

OFFICE, RULES = Calendar(), TryRules()


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the city's clock in November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=CITY_ZONE)


NOON = local(24, 12)


@pytest.mark.parametrize(
    ("what", "result", "attempts", "today", "words", "follows"),
    [
        ("spoken", "reached", 1, 1, "", Next("kept")),
        ("spoken at the last attempt", "reached", 3, 1, "", Next("kept")),
        ("a stranger", "wrong_number", 1, 1, "", Next("wrong_number")),
        ("a no is a no", "refused", 1, 1, "", Next("refused")),
        ("nobody: in two hours", "no_answer", 1, 1, "", Next("open", local(24, 14))),
        ("a machine: the same", "machine", 1, 1, "", Next("open", local(24, 14))),
        ("busy: soon", "busy", 1, 1, "", Next("open", local(24, 12, 15))),
        ("twice in a day is enough: tomorrow", "no_answer", 2, 2, "", Next("open", local(25, 8))),
        ("busy, twice today: tomorrow as well", "busy", 2, 2, "", Next("open", local(25, 8))),
        ("only in the hours they named", "no_answer", 1, 1, "wt 9-13", Next("open", local(24, 9) + timedelta(days=7))),
        ("within the named hours", "busy", 1, 1, "wt 9-13", Next("open", local(24, 12, 15))),
        ("the last attempt", "no_answer", 3, 1, "", Next("not_reached")),
        ("the named hours never come again", "no_answer", 1, 1, "24.11.2026 9-13", Next("not_reached")),
        ("a line that failed is no attempt", "failed", 2, 2, "", Next("open", local(24, 12, 15), counts=False)),
    ],
)
def test_an_attempt_is_followed_by(
    what: str, result: str, attempts: int, today: int, words: str, follows: Next
) -> None:
    wanted = parse(words, today=NOON.date())
    got = after_attempt(RULES, OFFICE, wanted, result=result, attempts=attempts, today=today, at=NOON)
    assert got == follows, what


def test_an_evening_attempt_goes_over_to_the_next_open_day() -> None:
    got = after_attempt(RULES, OFFICE, (), result="no_answer", attempts=1, today=1, at=local(28, 13))
    assert got.try_at == local(30, 8)


def test_an_office_may_try_more_often() -> None:
    patient = replace(RULES, most_attempts=5, per_day=4)
    got = after_attempt(patient, OFFICE, (), result="no_answer", attempts=4, today=3, at=NOON)
    assert got == Next("open", local(24, 14))
