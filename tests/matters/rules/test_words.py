"""How deadlines are said."""

from datetime import UTC, date, datetime

import pytest

from infolinia.city.rules.calendar import CITY_ZONE
from infolinia.matters.rules.phrases import Forms, Phrase, polish
from infolinia.matters.rules.words import DueWords, due_words, stopped_words, until_weekday

TUESDAY = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CITY_ZONE)


@pytest.mark.parametrize(
    ("end", "text", "day", "level"),
    [
        (date(2026, 11, 27), "za 3 dni", "pt. 27.11", "later"),
        (date(2026, 11, 26), "za 2 dni", "cz. 26.11", "later"),
        (date(2026, 12, 15), "za 21 dni", "wt. 15.12", "later"),
        (date(2026, 12, 3), "za 9 dni", "cz. 3.12", "later"),
        (date(2026, 11, 25), "jutro", "śr. 25.11", "soon"),
        (date(2026, 11, 24), "dziś", "wt. 24.11", "soon"),
        (date(2026, 11, 23), "1 dzień po terminie", "pn. 23.11", "late"),
        (date(2026, 11, 22), "2 dni po terminie", "nd. 22.11", "late"),
        (date(2026, 11, 7), "17 dni po terminie", "sob. 7.11", "late"),
        (date(2027, 1, 7), "za 44 dni", "cz. 7.01.2027", "later"),
        (_moment("2026-11-25T17:10"), "jutro do 17:10", "śr. 25.11", "soon"),
        (_moment("2026-11-24T17:10"), "dziś do 17:10", "wt. 24.11", "soon"),
        (_moment("2026-11-24T08:05"), "po terminie od 8:05", "wt. 24.11", "late"),
        (_moment("2026-11-24T10:42"), "po terminie od 10:42", "wt. 24.11", "late"),
        (_moment("2026-11-27T09:00"), "za 3 dni", "pt. 27.11", "later"),
        (_moment("2026-11-22T09:00"), "2 dni po terminie", "nd. 22.11", "late"),
    ],
)
def test_a_deadline_on_tuesday_morning(end: date | datetime, text: str, day: str, level: str) -> None:
    assert due_words(end, TUESDAY) == DueWords(text, day, level)


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (datetime(2026, 11, 24, 22, 59, 59, tzinfo=UTC), "dziś"),
        (datetime(2026, 11, 24, 23, 0, tzinfo=UTC), "1 dzień po terminie"),
        (datetime(2026, 11, 23, 23, 0, tzinfo=UTC), "dziś"),
        (datetime(2026, 11, 23, 22, 59, tzinfo=UTC), "jutro"),
    ],
)
def test_a_day_ends_at_midnight_in_the_city_not_in_utc(at: datetime, text: str) -> None:
    assert due_words(date(2026, 11, 24), at).text == text


def test_a_clock_that_stands_is_never_late() -> None:
    assert stopped_words(date(2026, 10, 22), TUESDAY) == DueWords("zegar stoi", "od cz. 22.10", "later")


def test_words_come_in_the_readers_language() -> None:
    english = {"za %(n)d dni": "in %(n)d days", "pt.": "Fri"}

    def say(phrase: Phrase) -> str:
        text = phrase.text.many if isinstance(phrase.text, Forms) else phrase.text
        return english[text] % phrase.params if phrase.params else english[text]

    assert due_words(date(2026, 11, 27), TUESDAY, say) == DueWords("in 3 days", "Fri 27.11", "later")


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 27), "do piątku 27 listopada"),
        (date(2026, 12, 1), "do wtorku 1 grudnia"),
        (date(2027, 1, 6), "do środy 6 stycznia 2027"),
    ],
)
def test_until_a_day(day: date, text: str) -> None:
    assert polish(until_weekday(day, date(2026, 11, 24))) == text


@pytest.mark.parametrize(
    ("count", "form"),
    [
        (0, "many"),
        (1, "one"),
        (2, "few"),
        (4, "few"),
        (5, "many"),
        (11, "many"),
        (12, "many"),
        (14, "many"),
        (21, "many"),
        (22, "few"),
        (104, "few"),
        (112, "many"),
    ],
)
def test_polish_counting(count: int, form: str) -> None:
    assert Forms("one", "many", "few").for_count(count) == form
