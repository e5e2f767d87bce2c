"""The table of routing as sentences: which line decides, and which can never."""

from dataclasses import replace
from datetime import time

import pytest

from infolinia.matters.rules.steering import (
    Conditions,
    Facts,
    Line,
    apart,
    below,
    choose,
    fits,
    hidden_by,
    house_number,
    is_exception,
)

POTHOLE = Facts(
    category_id=7,
    kind="intervention",
    district="obluze",
    street="zaglowa",
    house=12,
    is_free_day=False,
    day="11-24",
    hour=time(9, 30),
    words=("dziura", "w", "jezdni", "gleboka", "przy", "przystanku"),
)


@pytest.mark.parametrize(
    ("sentence", "asks", "expected"),
    [
        ("its kind is asked for", Conditions(categories=frozenset({7, 8})), True),
        ("another kind is asked for", Conditions(categories=frozenset({8})), False),
        ("a complaint is asked for", Conditions(kind="complaint"), False),
        ("its district is asked for", Conditions(district="obluze"), True),
        ("another district is asked for", Conditions(district="witomino"), False),
        ("its street is asked for", Conditions(street="zaglowa"), True),
        ("its street, but other houses", Conditions(street="zaglowa", houses=(14, 40)), False),
        ("the last house of the span is in it", Conditions(street="zaglowa", houses=(2, 12)), True),
        ("the first house of the span is in it", Conditions(street="zaglowa", houses=(12, 40)), True),
        ("the even side", Conditions(street="zaglowa", side="even"), True),
        ("the odd side", Conditions(street="zaglowa", side="odd"), False),
        ("working days", Conditions(days="working"), True),
        ("days off", Conditions(days="free"), False),
        ("the hours around it", Conditions(hours=(time(7), time(15))), True),
        ("hours that end when it came", Conditions(hours=(time(7), time(9, 30))), False),
        ("hours that begin when it came", Conditions(hours=(time(9, 30), time(10))), True),
        ("the night, over midnight", Conditions(hours=(time(22), time(6))), False),
        ("a night that lasts until ten", Conditions(hours=(time(22), time(10))), True),
        ("the winter, over the New Year", Conditions(season=("11-01", "03-31")), True),
        ("the summer", Conditions(season=("06-01", "08-31")), False),
        ("the last day of a season is in it", Conditions(season=("09-01", "11-24")), True),
        ("a word's beginning", Conditions(words=("dziur",)), True),
        ("one of several lines", Conditions(words=("latarni", "jezdn")), True),
        ("both words of a line", Conditions(words=("dziur jezdn",)), True),
        ("only one of a line's two words", Conditions(words=("dziur chodnik",)), False),
        ("the middle of a word is not its beginning", Conditions(words=("ziura",)), False),
        ("all it asks for but one", Conditions(district="obluze", street="zaglowa", words=("latarni",)), False),
    ],
)
def test_a_matter_fits_when(sentence: str, asks: Conditions, expected: bool) -> None:
    assert fits(asks, POTHOLE) is expected


def test_a_matter_without_a_house_number_is_on_no_side_of_the_street() -> None:
    nowhere = replace(POTHOLE, house=None)
    assert not fits(Conditions(street="zaglowa", side="even"), nowhere)
    assert not fits(Conditions(street="zaglowa", houses=(0, 10**9)), nowhere)
    assert fits(Conditions(street="zaglowa"), nowhere)


def test_the_first_line_that_fits_decides_and_a_closed_unit_is_passed_over() -> None:
    table = [
        Line(1, 10, Conditions(district="witomino")),
        Line(2, 20, Conditions(district="obluze")),
        Line(3, 30, Conditions(street="zaglowa")),
    ]
    assert choose(table, POTHOLE) == table[1]
    assert choose(table, POTHOLE, closed_units={20}) == table[2]
    assert choose(table, POTHOLE, closed_units={20, 30}) is None


@pytest.mark.parametrize(
    ("sentence", "above", "below_it", "is_hidden"),
    [
        ("the same twice", Conditions(district="obluze"), Conditions(district="obluze"), True),
        (
            "a street in a district that is taken whole",
            Conditions(district="obluze"),
            Conditions(district="obluze", street="zaglowa"),
            True,
        ),
        ("a street whose district nobody names", Conditions(district="obluze"), Conditions(street="zaglowa"), False),
        (
            "a kind of a group that is taken whole",
            Conditions(categories=frozenset({7, 8})),
            Conditions(categories=frozenset({7})),
            True,
        ),
        (
            "a group, a kind of which is taken",
            Conditions(categories=frozenset({7})),
            Conditions(categories=frozenset({7, 8})),
            False,
        ),
        ("any kind under one kind", Conditions(categories=frozenset({7})), Conditions(district="obluze"), False),
        (
            "houses within houses",
            Conditions(street="zaglowa", houses=(1, 99)),
            Conditions(street="zaglowa", houses=(2, 40)),
            True,
        ),
        (
            "houses beyond houses",
            Conditions(street="zaglowa", houses=(1, 20)),
            Conditions(street="zaglowa", houses=(2, 40)),
            False,
        ),
        ("fewer words under more", Conditions(words=("dziur", "jezdn")), Conditions(words=("dziur",)), True),
        ("more words under fewer", Conditions(words=("dziur",)), Conditions(words=("dziur", "jezdn")), False),
        ("all day under the night", Conditions(hours=(time(22), time(6))), Conditions(district="obluze"), False),
    ],
)
def test_a_line_never_decides_when(sentence: str, above: Conditions, below_it: Conditions, is_hidden: bool) -> None:
    table = [Line(1, 10, above), Line(2, 20, below_it)]
    assert hidden_by(table) == ({2: 1} if is_hidden else {})


@pytest.mark.parametrize(
    ("text", "expected"), [("12", 12), ("12A/3", 12), ("dz. 140/2", 140), ("bez numeru", None), ("", None)]
)
def test_the_number_of_a_house(text: str, expected: int | None) -> None:
    assert house_number(text) == expected


def test_a_group_means_all_kinds_in_it_at_any_depth() -> None:
    tree = [(1, None), (2, 1), (3, 2), (4, None), (5, 4)]
    assert below(tree, 1) == {1, 2, 3}
    assert below(tree, 5) == {5}


@pytest.mark.parametrize(
    ("sentence", "other", "expected"),
    [
        ("another district", Conditions(district="witomino", street="zaglowa"), True),
        ("the same street in no district of its own", Conditions(street="zaglowa"), False),
        ("other kinds", Conditions(categories=frozenset({9})), True),
        ("a group with the same kind", Conditions(categories=frozenset({1, 9})), False),
        ("houses further on", Conditions(houses=(21, 40)), True),
        ("houses that overlap", Conditions(houses=(20, 40)), False),
        ("other words, which may stand beside these", Conditions(words=("latarnia",)), False),
    ],
)
def test_no_matter_can_be_what_both_lines_ask_for(sentence: str, other: Conditions, expected: bool) -> None:
    one = Conditions(categories=frozenset({1}), district="obluze", houses=(1, 20), words=("dziura",))
    assert apart(one, other) is expected
    assert apart(other, one) is expected


def test_an_exception_keeps_matters_from_a_later_line_to_another_unit() -> None:
    own, broad = Line(1, 7, Conditions(street="zaglowa")), Line(2, 8, Conditions(district="obluze"))
    assert is_exception(0, [own, broad])
    assert not is_exception(1, [own, broad])
    assert not is_exception(0, [own, Line(2, 7, broad.asks)])
