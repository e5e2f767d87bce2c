"""The engine against a second, table-driven implementation: some thousand random cases here, a million by hand."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from infolinia.city.rules.calendar import Calendar
from infolinia.matters.rules.deadlines import deadline, with_goal
from infolinia.matters.rules.shapes import Pause, Term
from tests.matters.rules.comparing import calendar_of, mismatch
from tests.matters.rules.second_opinion import Case, legal_end, random_case


@pytest.mark.parametrize("seed", [57, 35, 36, 24])
def test_terms_with_pauses_new_ends_changed_days_off_goals_and_hours(seed: int) -> None:
    dice = random.Random(seed)
    assert [found for _ in range(1_500) if (found := mismatch(random_case(dice)))] == []


@pytest.mark.parametrize(
    ("case", "legal"),
    [
        (Case(date(2026, 12, 10), 14, "days"), date(2026, 12, 28)),
        (Case(date(2027, 1, 31), 1, "months"), date(2027, 3, 1)),
        (Case(date(2027, 4, 1), 1, "months"), date(2027, 5, 4)),
        (Case(date(2027, 5, 13), 14, "days"), date(2027, 5, 28)),
    ],
)
def test_the_second_opinion_knows_the_worked_examples_by_itself(case: Case, legal: date) -> None:
    assert legal_end(case)[1] == legal


@pytest.mark.parametrize(
    "spoiled",
    [
        {"length": 20},
        {"stops": [(date(2026, 12, 12), date(2026, 12, 18))]},
        {"added": {date(2026, 12, 28)}},
        {"taken": {date(2026, 12, 24)}},
        {"new_end": date(2027, 1, 15), "noticed": date(2026, 12, 20)},
    ],
)
def test_each_part_of_a_case_matters_so_that_a_comparison_can_fail(spoiled: dict[str, object]) -> None:
    plain = Case(date(2026, 12, 10), 14, "days")
    other = replace(plain, **spoiled)  # type: ignore[arg-type]
    found = deadline(start=plain.start, term=Term(plain.length, plain.unit), calendar=Calendar())
    assert found.legal_end != legal_end(other)[1]
    assert mismatch(other) == ""


def test_promises_that_hold_for_every_case() -> None:
    dice = random.Random(7)
    for _ in range(2_000):
        case = random_case(dice)
        if case.unit == "service hours":
            continue
        calendar, term = calendar_of(case), Term(case.length, case.unit)
        pauses = [Pause(*stop) for stop in case.stops]
        found = deadline(start=case.start, term=term, calendar=calendar, pauses=pauses)
        without = deadline(start=case.start, term=term, calendar=calendar)
        goal, step = with_goal(found, calendar=calendar, lead_days=case.lead)
        assert found.legal_end >= found.nominal_end >= without.nominal_end
        assert not calendar.is_free(found.legal_end)
        assert case.start <= goal <= found.legal_end
        assert step.day == goal


def test_hours_on_the_days_of_the_clock_change_are_true_durations() -> None:
    for change in (date(2027, 3, 28), date(2026, 10, 25), date(2028, 3, 26)):
        for minute in range(0, 24 * 60, 37):
            case = Case(change, 3, "service hours", minute=minute, hours={change: (0, 6)})
            assert mismatch(case) == "", case
            assert mismatch(replace(case, start=change - timedelta(days=1), length=20)) == ""
