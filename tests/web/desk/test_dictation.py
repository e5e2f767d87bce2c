"""How a number and a code are said aloud."""

import pytest

from infolinia.core.numbers import CODE_ALPHABET
from infolinia.web.desk.forms import split_place
from infolinia.web.desk.presenters.dictation import SPELLING, in_groups, spelled


def test_every_letter_of_a_code_has_a_name_that_begins_with_it() -> None:
    letters = [sign for sign in CODE_ALPHABET if sign.isalpha()]
    assert all(SPELLING[letter].startswith(letter) for letter in letters)
    assert len(set(SPELLING.values())) == len(SPELLING)


def test_a_digit_is_its_own_word() -> None:
    assert [(sound.sign, sound.word) for sound in spelled("k7-m")] == [("K", "Karol"), ("7", "7"), ("M", "Maria")]


@pytest.mark.parametrize(
    ("number", "groups"),
    [
        ("INF-2026-48213", ("INF", "2026", "48", "213")),
        ("INF-2026-00007", ("INF", "2026", "00", "007")),
        ("INF-2026-1234567", ("INF", "2026", "1", "234", "567")),
    ],
)
def test_a_number_is_dictated_in_groups(number: str, groups: tuple[str, ...]) -> None:
    assert in_groups(number) == groups


@pytest.mark.parametrize(
    ("typed", "street", "house"),
    [
        ("ul. Żaglowa 12", "ul. Żaglowa", "12"),
        ("ul. Żaglowa 12/3", "ul. Żaglowa", "12/3"),
        ("ul. Żaglowa 12 a", "ul. Żaglowa", "12 a"),
        ("ul. 3 Maja", "ul. 3 Maja", ""),
        ("ul. 3 Maja 27", "ul. 3 Maja", "27"),
        ("10 Lutego", "10 Lutego", ""),
        ("przy pomniku", "przy pomniku", ""),
        ("", "", ""),
    ],
)
def test_a_place_is_a_street_and_a_house_number(typed: str, street: str, house: str) -> None:
    assert split_place(typed) == (street, house)
