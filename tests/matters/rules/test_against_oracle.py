"""The engine against a second, table-driven implementation: a hundred thousand random cases."""

import random
from datetime import date, datetime, timedelta

from infolinia.city.rules.calendar import CITY_ZONE, Calendar
from infolinia.matters.rules.deadlines import deadline, with_goal
from infolinia.matters.rules.shapes import Pause, Term
from tests.matters.rules import oracle

CITY = Calendar()
LONGEST = {"days": 120, "weeks": 20, "months": 14, "years": 3, "working days": 60}


def _case(dice: random.Random) -> tuple[date, Term, list[oracle.Stop]]:
    start = date(2024, 1, 1) + timedelta(days=dice.randrange(365 * 20))
    unit = dice.choice(list(LONGEST))
    stops = []
    for _ in range(dice.choice((0, 0, 0, 1, 1, 2, 3))):
        first = start + timedelta(days=dice.randrange(-5, 90))
        stops.append((first, first + timedelta(days=dice.randrange(0, 30))))
    return start, Term(dice.randrange(1, LONGEST[unit] + 1), unit), stops


def test_days_weeks_months_years_and_working_days_with_pauses() -> None:
    dice = random.Random(57)
    for number in range(90_000):
        start, term, stops = _case(dice)
        found = deadline(start=start, term=term, calendar=CITY, pauses=[Pause(*stop) for stop in stops])
        nominal = oracle.nominal(start, term.length, term.unit, stops)
        assert found.nominal_end == nominal, (number, start, term, stops)
        assert found.legal_end == oracle.legal(nominal, stops), (number, start, term, stops)


def test_service_hours() -> None:
    dice = random.Random(24)
    for number in range(10_000):
        day = date(2024, 1, 1) + timedelta(days=dice.randrange(365 * 20))
        minute, hours = dice.randrange(24 * 60), dice.randrange(1, 120)
        start = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=CITY_ZONE)
        found = deadline(start=start, term=Term(hours, "service hours"), calendar=CITY).legal_end
        assert isinstance(found, datetime)
        local = found.astimezone(CITY_ZONE)
        expected = oracle.service_end(day, minute, hours)
        assert (local.date(), local.hour * 60 + local.minute) == expected, (number, start, hours)


def test_promises_that_hold_for_every_case() -> None:
    dice = random.Random(7)
    for _ in range(5_000):
        start, term, stops = _case(dice)
        pauses = [Pause(*stop) for stop in stops]
        found = deadline(start=start, term=term, calendar=CITY, pauses=pauses)
        without = deadline(start=start, term=term, calendar=CITY)
        goal, step = with_goal(found, calendar=CITY, lead_days=dice.randrange(4))
        assert found.legal_end >= found.nominal_end >= without.nominal_end
        assert not CITY.is_free(found.legal_end)
        assert start <= goal <= found.legal_end
        assert [one.day for one in found.working][-1] == found.legal_end, "the working ends where the term ends"
        assert step.day == goal
