"""A note of a need says what the office does; words that tell of health or a PESEL are noticed."""

from datetime import date

import pytest

from infolinia.contacts.rules.needs import telling
from infolinia.contacts.rules.validity import holds, is_child


@pytest.mark.parametrize(
    ("note", "word"),
    [
        ("Mówić wolniej, powtarzać ważne daty", ""),
        ("Kontakt przez SMS", ""),
        ("Prosi o duży druk", ""),
        ("Rozmowa w języku migowym (PJM)", ""),
        ("Wejście bez schodów, winda od podwórza", ""),
        ("Przychodzi z córką, która pomaga", ""),
        ("Rakieta tenisowa", ""),
        ("Dzwonić po 16, pracuje na zmiany", ""),
        ("Jest głucha, pisać SMS", "głucha"),
        ("ma Depresję", "Depresję"),
        ("Choroba Parkinsona", "Choroba"),
        ("po udarze, mówi powoli", "udarze"),
        ("Porusza się na wózku", "wózku"),
        ("ma raka", "raka"),
        ("Orzeczenie o niepełnosprawności", "Orzeczenie"),
        ("PESEL 44051401458", "44051401458"),
        ("numer 500 000 014", ""),
    ],
)
def test_words_that_tell_of_health(note: str, word: str) -> None:
    assert telling(note) == word


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, True),
        (date(2026, 11, 24), None, True),
        (date(2026, 11, 25), None, False),
        (None, date(2026, 11, 24), True),
        (None, date(2026, 11, 23), False),
        (date(2026, 1, 1), date(2026, 12, 31), True),
    ],
)
def test_a_span_holds_on_both_its_ends(since: date | None, until: date | None, expected: bool) -> None:
    assert holds(date(2026, 11, 24), since=since, until=until) is expected


@pytest.mark.parametrize(
    ("child", "adult_on", "expected"),
    [
        (False, None, False),
        (True, None, True),
        (True, date(2026, 11, 25), True),
        (True, date(2026, 11, 24), False),
    ],
)
def test_a_child_grows_up_on_its_birthday(child: bool, adult_on: date | None, expected: bool) -> None:
    assert is_child(date(2026, 11, 24), is_child=child, adult_on=adult_on) is expected
