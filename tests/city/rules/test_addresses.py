"""What people type for an address, a house number or a point, and what we take it for."""

import pytest

from infolinia.city.rules.addresses import bare_street, read_point, split_address
from infolinia.city.rules.houses import house_key, house_number, keys_to_try


@pytest.mark.parametrize(
    ("typed", "street", "house"),
    [
        ("ul. Żaglowa 12", "ul. Żaglowa", "12"),
        ("Żaglowa 12/3", "Żaglowa", "12/3"),
        ("Żaglowa, 12 A", "Żaglowa", "12 A"),
        ("Żaglowa 40 m. 2", "Żaglowa", "40 m. 2"),
        ("Żaglowa 40 lok. 2", "Żaglowa", "40 lok. 2"),
        ("skwer 10 Lutego", "skwer 10 Lutego", ""),
        ("ul. 3 Maja", "ul. 3 Maja", ""),
        ("3 Maja 12", "3 Maja", "12"),
        ("aleja Jana Pawła II", "aleja Jana Pawła II", ""),
        ("Żaglowa", "Żaglowa", ""),
        ("", "", ""),
    ],
)
def test_an_address_in_one_line_is_a_street_and_a_house(typed: str, street: str, house: str) -> None:
    assert split_address(typed) == (street, house)


@pytest.mark.parametrize("written", ["ul. Żaglowa", "ulica Żaglowa", "Ul. Żaglowa", "ul.Żaglowa", "Żaglowa"])
def test_a_street_is_one_however_its_kind_is_written(written: str) -> None:
    assert bare_street(written) == "Żaglowa"


@pytest.mark.parametrize(
    ("typed", "key"),
    [("12A", "12a"), ("12 a", "12a"), ("12 m. 3", "12/3"), ("12 lok. 3", "12/3"), ("12/14", "12/14"), (" ", "")],
)
def test_a_house_has_one_key_however_it_is_written(typed: str, key: str) -> None:
    assert house_key(typed) == key


def test_a_number_with_a_stroke_is_tried_as_a_corner_house_before_it_is_a_flat() -> None:
    assert keys_to_try("12/14") == ("12/14", "12")
    assert keys_to_try("12A m. 3") == ("12a/3", "12a")
    assert keys_to_try("") == ()


def test_houses_sort_by_their_number_and_never_overflow() -> None:
    assert [house_number(text) for text in ("2", "10A", "bez numeru", "9" * 30)] == [2, 10, 0, 99_999]


@pytest.mark.parametrize(
    "typed",
    [
        "54.5189, 18.5319",
        "54.5189 18.5319",
        "54,5189 18,5319",
        "54,5189, 18,5319",
        "54,5189,18,5319",
        "54.5189,18.5319",
        "54.5189° 18.5319°",
    ],
)
def test_a_point_is_read_as_people_and_maps_write_it(typed: str) -> None:
    assert read_point(typed) == (54.5189, 18.5319)


@pytest.mark.parametrize("typed", ["54.5", "Żaglowa 12", "154.5, 18.5", "54.5, 18.5, 3.2", "nan, 18", "inf, 1"])
def test_what_is_no_point_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        read_point(typed)


def test_nothing_typed_is_no_point() -> None:
    assert read_point("  ") is None
