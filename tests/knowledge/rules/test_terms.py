"""The time to settle in words."""

import pytest

from infolinia.knowledge.rules.terms import term_text


@pytest.mark.parametrize(
    ("own", "words", "longest", "is_confirmed", "said"),
    [
        ("", "1 miesiąc", "", True, "1 miesiąc"),
        ("od ręki albo do {termin}", "7 dni", "", True, "od ręki albo do 7 dni"),
        ("{termin}, najdłużej {najdluzej}", "14 dni", "2 miesiące", True, "14 dni, najdłużej 2 miesiące"),
        ("najdłużej {najdluzej}", "14 dni", "", True, "najdłużej 14 dni"),
        ("1 miesiąc", "1 miesiąc", "", True, "1 miesiąc"),
        ("podaje komórka", "1 miesiąc", "", True, "1 miesiąc; podaje komórka"),
        ("", "3 miesiące", "", False, "3 miesiące (do potwierdzenia)"),
        ("do {termin} (do potwierdzenia)", "30 dni", "", False, "do 30 dni (do potwierdzenia)"),
        ("od ręki", "", "", True, "od ręki"),
        ("do {termin}", "", "", True, "do"),
    ],
)
def test_the_catalogues_words_stand_in_the_editors(
    own: str, words: str, longest: str, is_confirmed: bool, said: str
) -> None:
    assert term_text(own, words=words, longest=longest, is_confirmed=is_confirmed) == said


def test_an_unconfirmed_term_says_so_in_the_readers_language() -> None:
    assert term_text("", words="1 month", is_confirmed=False, language="en") == "1 month (to be confirmed)"
