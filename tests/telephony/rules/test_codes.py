"""Codes by which a browser comes into a call, as rows that read like sentences."""

import pytest

from infolinia.telephony.rules import codes


@pytest.mark.parametrize(
    ("typed", "is_one"),
    [("482915", True), ("482 915", True), ("48-29-15", True), (" 482915\n", True), ("48291", False), ("", False)],
)
def test_what_can_be_a_code(typed: str, is_one: bool) -> None:
    assert codes.in_form(typed) is is_one


def test_digits_of_other_scripts_are_none() -> None:
    assert codes.clean("٤٨٢915") == "915"


def test_a_code_is_dictated_in_two_groups() -> None:
    assert codes.readable("482915") == "482 915"


@pytest.mark.parametrize(
    ("wrong_of_one", "wrong_of_all", "may"),
    [
        (0, 0, True),
        (codes.WRONG_OF_ONE - 1, 20, True),
        (codes.WRONG_OF_ONE, 20, False),
        (0, codes.WRONG_OF_ALL, False),
    ],
)
def test_who_may_try_once_more(wrong_of_one: int, wrong_of_all: int, may: bool) -> None:
    assert codes.may_try(wrong_of_one=wrong_of_one, wrong_of_all=wrong_of_all) is may
