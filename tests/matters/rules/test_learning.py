"""What corrections teach, as sentences."""

import pytest

from infolinia.matters.rules.learning import Case, Proposal, is_worth_saying, propose

ROADS, LAMPS = 1, 2


@pytest.mark.parametrize(
    ("sentence", "corrected", "received", "expected"),
    [
        ("four are chance", 4, 4, False),
        ("five of ten are not", 5, 10, True),
        ("five of a hundred are", 5, 100, False),
        ("fifteen of a hundred are not", 15, 100, True),
    ],
)
def test_corrections_are_worth_saying(sentence: str, corrected: int, received: int, expected: bool) -> None:
    assert is_worth_saying(corrected=corrected, received=received) is expected


def test_matters_that_end_in_one_unit_should_have_gone_there() -> None:
    cases = [Case(LAMPS, district) for district in ("Obłuże", "Witomino", "Oksywie", "Karwiny")] + [Case(ROADS, "")]
    assert propose(cases) == Proposal(LAMPS, 4)


def test_matters_that_end_in_many_places_propose_nothing() -> None:
    assert propose([Case(1, ""), Case(2, ""), Case(3, ""), Case(None, "")]) is None
    assert propose([Case(None, "Obłuże")] * 6) is None


def test_a_district_is_named_where_it_tells_the_corrected_from_those_that_stayed() -> None:
    cases = [Case(LAMPS, "Obłuże")] * 5
    assert propose(cases, stayed=[Case(ROADS, "Witomino")] * 10) == Proposal(LAMPS, 5, district="Obłuże")
    assert propose(cases, stayed=[Case(ROADS, "Obłuże")] * 10) == Proposal(LAMPS, 5)


def test_a_word_is_named_where_no_district_tells_them_apart() -> None:
    cases = [Case(LAMPS, "Obłuże", ("zgasla", "latarnia")), Case(LAMPS, "Karwiny", ("latarni", "brak", "swiatla"))] * 3
    stayed = [Case(ROADS, "Obłuże", ("dziura", "jezdni"))] * 6
    assert propose(cases, stayed=stayed) == Proposal(LAMPS, 6, word="latar")
