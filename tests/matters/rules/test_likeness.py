"""When an open matter is shown as perhaps the same thing."""

from dataclasses import replace

import pytest

from infolinia.matters.rules import likeness
from infolinia.matters.rules.likeness import Seen, box_around, is_alike, metres_between, rank, stems
from infolinia.matters.rules.phrases import polish

FAR = Seen(
    is_same_kind=True, metres=None, is_same_street=False, is_same_house=False, numbers_apart=None, likeness=0.0, days=2
)


@pytest.mark.parametrize(
    ("case", "changes", "shown"),
    [
        ("the same address, the same kind", {"is_same_street": True, "is_same_house": True}, True),
        ("100 m away, the same kind", {"metres": 100}, True),
        ("100 m away, another kind, other words", {"metres": 100, "is_same_kind": False}, False),
        ("100 m away, another kind, like words", {"metres": 100, "is_same_kind": False, "likeness": 0.5}, True),
        ("100 m away, but half a year ago", {"metres": 100, "days": 180}, False),
        ("the same street, next door", {"is_same_street": True, "numbers_apart": 4}, True),
        ("the same street, no number told", {"is_same_street": True}, True),
        ("the same street, its other end", {"is_same_street": True, "numbers_apart": 90}, False),
        ("its other end, like words", {"is_same_street": True, "numbers_apart": 90, "likeness": 0.5}, True),
        ("300 m along the street, like words", {"is_same_street": True, "metres": 300, "likeness": 0.5}, True),
        ("900 m along the street, like words", {"is_same_street": True, "metres": 900, "likeness": 0.9}, False),
        ("no place told, like words", {"likeness": 0.7}, True),
        ("no place told, hardly like words", {"likeness": 0.5}, False),
        ("no place told, another kind, like words", {"likeness": 0.9, "is_same_kind": False}, False),
        ("like words, two months ago", {"likeness": 0.9, "days": 60}, False),
        ("like words, 2 km away", {"likeness": 0.9, "metres": 2000}, False),
    ],
)
def test_what_is_shown(case: str, changes: dict[str, object], shown: bool) -> None:
    assert is_alike(replace(FAR, **changes)) is shown, case  # type: ignore[arg-type]


def test_the_same_house_stands_above_the_neighbour_and_the_newer_above_the_older() -> None:
    house, beside = replace(FAR, is_same_house=True), replace(FAR, metres=100)
    assert rank(house) > rank(beside) > rank(replace(beside, days=60))


def _forms(word: str) -> tuple[str, ...]:
    return {"dziury": ("dziura",), "jezdni": ("jezdnia",), "jezdnia": ("jezdnia",)}.get(word, (word,))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Dziura w jezdni", "Na jezdni są dziury przy przystanku", 1.0),
        ("Dziura, jezdnia, autobus, sklep", "dziury w jezdni", 1.0),
        ("Nie świeci latarnia", "dziury w jezdni", 0.0),
        ("Dziura", "dziura w jezdni", 0.0),
        ("", "dziura w jezdni", 0.0),
    ],
)
def test_words_are_alike_by_their_dictionary_forms(one: str, other: str, expected: float) -> None:
    assert likeness.likeness(stems(one, _forms), stems(other, _forms)) == expected


def test_metres_and_the_box_around_agree() -> None:
    here, there = (54.5400, 18.4800), (54.5409, 18.4800)
    assert 95 <= metres_between(here, there) <= 105
    south, west, north, east = box_around(here, 150)
    assert 149 <= metres_between(here, (north, 18.48)) <= 151
    assert 149 <= metres_between(here, (54.54, east)) <= 151
    assert (south, west) < here < (north, east)


def test_why_is_told_in_words() -> None:
    told = [polish(phrase) for phrase in likeness.why(replace(FAR, metres=80, likeness=0.6, is_same_kind=False))]
    assert told == ["80 m stąd", "podobny opis", "inny rodzaj"]
