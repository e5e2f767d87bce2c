"""The words of the line: complete in each language, and right Polish for every hour."""

import pytest

from infolinia.telephony.prompts import LANGUAGES, PROMPTS, code_of
from infolinia.telephony.prompts.hours import polish, ukrainian


@pytest.mark.parametrize("code", PROMPTS)
def test_every_prompt_is_said_in_every_language(code: str) -> None:
    assert set(PROMPTS[code]) == set(LANGUAGES)
    assert all(text.strip() and "  " not in text for text in PROMPTS[code].values())


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (7, 15, "od godziny siódmej piętnaście."),
        (8, 0, "od godziny ósmej."),
        (12, 30, "od godziny dwunastej trzydzieści."),
        (20, 0, "od godziny dwudziestej."),
        (21, 45, "od godziny dwudziestej pierwszej czterdzieści pięć."),
        (23, 0, "od godziny dwudziestej trzeciej."),
        (0, 0, "od godziny zerowej."),
    ],
)
def test_the_hour_is_spoken_as_people_say_it(hour: int, minute: int, words: str) -> None:
    assert PROMPTS[code_of(hour, minute)]["pl"] == words


def test_every_quarter_of_the_day_has_its_own_words() -> None:
    quarters = [(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]
    for speak in (polish, ukrainian):
        assert len({speak(*quarter) for quarter in quarters}) == 96


def test_a_time_between_quarters_is_taken_down() -> None:
    assert code_of(7, 29) == "at-0715"


def test_the_greeting_names_the_city_who_holds_the_data_and_that_nothing_is_recorded() -> None:
    greeting = PROMPTS["greeting"]["pl"].format(city="Gdynia")
    assert "Gdynia" in greeting
    assert "Administratorem danych" in greeting
    assert "nie nagrywamy" in greeting
