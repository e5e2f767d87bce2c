"""Short codes by which somebody's browser comes into a call: how long they hold, and how often one may be wrong."""

from datetime import timedelta

LENGTH = 6
VALID = timedelta(minutes=10)
WINDOW = timedelta(hours=1)
WRONG_OF_ONE, WRONG_OF_ALL = 10, 300
"""Wrong codes within the window, from one address and altogether. With ten codes open at once, whoever keeps guessing
from many addresses meets one in three hundred windows, and is noticed: the code's owner then can't use it."""


def clean(typed: str) -> str:
    """Return the digits of a code as it was typed: with spaces, dashes, or read out in pairs."""
    return "".join(sign for sign in typed if sign.isascii() and sign.isdigit())


def in_form(typed: str) -> bool:
    """Return whether this can be a code at all."""
    return len(clean(typed)) == LENGTH


def readable(code: str) -> str:
    """Return the code as it is dictated: two groups of three."""
    return f"{code[:3]} {code[3:]}"


def may_try(*, wrong_of_one: int, wrong_of_all: int) -> bool:
    """Return whether one more code may be looked up for this address."""
    return wrong_of_one < WRONG_OF_ONE and wrong_of_all < WRONG_OF_ALL
