"""Days and counts as people say them in three languages."""

from datetime import date, datetime

import pytest

from infolinia.core.clock import CITY_ZONE
from infolinia.correspondence.rules.wording.saying import counted, day, moment

TODAY = date(2026, 11, 24)
TUESDAY, FRIDAY, NEXT_YEAR = date(2026, 12, 1), date(2026, 11, 27), date(2027, 1, 5)


@pytest.mark.parametrize(
    ("value", "form", "language", "said"),
    [
        (FRIDAY, "", "pl", "27 listopada"),
        (FRIDAY, "krótko", "pl", "27.11.2026"),
        (FRIDAY, "do", "pl", "do piątku 27 listopada"),
        (FRIDAY, "od", "pl", "od piątku 27 listopada"),
        (FRIDAY, "w", "pl", "w piątek 27 listopada"),
        (FRIDAY, "na", "pl", "na piątek 27 listopada"),
        (TUESDAY, "w", "pl", "we wtorek 1 grudnia"),
        (NEXT_YEAR, "do", "pl", "do wtorku 5 stycznia 2027"),
        (date(2026, 11, 25), "w", "pl", "w środę 25 listopada"),
        (date(2026, 11, 28), "do", "pl", "do soboty 28 listopada"),
        (date(2026, 11, 29), "w", "pl", "w niedzielę 29 listopada"),
        (FRIDAY, "do", "en", "by Friday 27 November"),
        (TUESDAY, "w", "en", "on Tuesday 1 December"),
        (FRIDAY, "do", "uk", "до п’ятниці 27 листопада"),
        (TUESDAY, "w", "uk", "у вівторок 1 грудня"),
    ],
)
def test_a_day_is_declined(value: date, form: str, language: str, said: str) -> None:
    assert day(value, form, language, TODAY) == said


@pytest.mark.parametrize(
    ("form", "language", "said"),
    [
        ("w", "pl", "w piątek 27 listopada o 9:05"),
        ("godzina", "pl", "9:05"),
        ("na", "en", "for Friday 27 November at 9:05"),
        ("do", "uk", "до п’ятниці 27 листопада о 9:05"),
    ],
)
def test_a_moment_has_its_hour(form: str, language: str, said: str) -> None:
    assert moment(datetime(2026, 11, 27, 9, 5, tzinfo=CITY_ZONE), form, language, TODAY) == said


@pytest.mark.parametrize(
    ("count", "language", "forms", "said"),
    [
        (1, "pl", "druk|druki|druków", "1 druk"),
        (2, "pl", "druk|druki|druków", "2 druki"),
        (5, "pl", "druk|druki|druków", "5 druków"),
        (12, "pl", "druk|druki|druków", "12 druków"),
        (22, "pl", "druk|druki|druków", "22 druki"),
        (112, "pl", "druk|druki|druków", "112 druków"),
        (0, "pl", "druk|druki|druków", "0 druków"),
        (3, "pl", "czeka # druk|czekają # druki|czeka # druków", "czekają 3 druki"),
        (21, "uk", "бланк|бланки|бланків", "21 бланк"),
        (11, "uk", "бланк|бланки|бланків", "11 бланків"),
        (1, "en", "form|forms", "1 form"),
        (21, "en", "form|forms", "21 forms"),
    ],
)
def test_a_noun_goes_with_its_number(count: int, language: str, forms: str, said: str) -> None:
    assert counted(count, forms.split("|"), language) == said
