"""Statutory days off, against a published list and against dates from the church calendar."""

from datetime import date

import holidays
import pytest

from infolinia.city.rules.days_off import days_off, easter


@pytest.mark.parametrize("year", range(1993, 2101))
def test_the_days_off_of_each_year_are_those_of_an_independent_list(year: int) -> None:
    published = {day for day in holidays.country_holidays("PL", years=year) if day.year == year}
    assert set(days_off(year)) == published


@pytest.mark.parametrize(
    ("year", "sunday", "pentecost", "corpus_christi"),
    [
        (2026, date(2026, 4, 5), date(2026, 5, 24), date(2026, 6, 4)),
        (2027, date(2027, 3, 28), date(2027, 5, 16), date(2027, 5, 27)),
        (2028, date(2028, 4, 16), date(2028, 6, 4), date(2028, 6, 15)),
        (2038, date(2038, 4, 25), date(2038, 6, 13), date(2038, 6, 24)),  # the latest Easter there is
        (2285, date(2285, 3, 22), date(2285, 5, 10), date(2285, 5, 21)),  # the earliest
    ],
)
def test_easter_and_what_hangs_on_it(year: int, sunday: date, pentecost: date, corpus_christi: date) -> None:
    assert easter(year) == sunday
    assert days_off(year)[sunday] == "Wielkanoc"
    assert days_off(year)[pentecost] == "Zielone Świątki"
    assert days_off(year)[corpus_christi] == "Boże Ciało"


@pytest.mark.parametrize(
    ("day", "is_off"),
    [
        (date(2024, 12, 24), False),
        (date(2025, 12, 24), True),
        (date(2010, 1, 6), False),
        (date(2011, 1, 6), True),
        (date(2018, 11, 12), True),
        (date(2019, 11, 12), False),
    ],
)
def test_a_day_is_off_only_since_the_act_says_so(day: date, is_off: bool) -> None:
    assert (day in days_off(day.year)) is is_off
