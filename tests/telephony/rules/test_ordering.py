"""Ordering a call-back by keys, row by row."""

import pytest

from infolinia.telephony.rules.ordering import Order, Said, Step, after_key, begin, number_sounds

HALINA = "+48500000014"
CONFIRM = ("callback-number", *(f"digit-{digit}" for digit in "500000014"), "callback-confirm")


def allowed(digits: str) -> str:
    """Only nine digits that do not begin with 7 may be called."""
    return f"+48{digits}" if len(digits) == 9 and not digits.startswith("7") else ""


@pytest.mark.parametrize(
    ("number", "keys", "step", "ordered", "last"),
    [
        (HALINA, "", Step.CONFIRM, HALINA, CONFIRM),
        (HALINA, "1", Step.PROMISED, HALINA, ("callback-promised", "goodbye")),
        (HALINA, "0", Step.STAYS, HALINA, ("callback-stay",)),
        (HALINA, "*", Step.CONFIRM, HALINA, CONFIRM),
        (HALINA, "7", Step.CONFIRM, HALINA, ()),
        (HALINA, "2", Step.ENTER, "", ("callback-enter",)),
        ("", "", Step.ENTER, "", ("callback-enter",)),
        ("", "500000014#", Step.CONFIRM, HALINA, CONFIRM),
        ("", "500000014#1", Step.PROMISED, HALINA, ("callback-promised", "goodbye")),
        ("", "5000*500000014#1", Step.PROMISED, HALINA, ("callback-promised", "goodbye")),
        ("", "700000000#", Step.ENTER, "", ("callback-wrong", "callback-enter")),
        ("", "#", Step.ENTER, "", ("callback-wrong", "callback-enter")),
        ("+48586262626", "2500000014#1", Step.PROMISED, HALINA, ("callback-promised", "goodbye")),
    ],
)
def test_keys_lead_to_a_promise_and_never_to_a_number_that_was_not_said(
    number: str, keys: str, step: Step, ordered: str, last: tuple[str, ...]
) -> None:
    said = begin(number)
    for key in keys:
        said = after_key(said.order, key, allowed)
    assert (said.order.step, said.order.number, said.sounds) == (step, ordered, last)


def test_while_digits_come_nothing_is_said_and_no_more_are_kept_than_a_number_has() -> None:
    said = begin("")
    for key in "5" * 30:
        said = after_key(said.order, key, allowed)
        assert said.sounds == ()
    assert len(said.order.digits) == 15


def test_after_the_promise_keys_mean_nothing() -> None:
    order = Order(Step.PROMISED, HALINA)
    assert after_key(order, "2", allowed) == Said(order)


def test_a_foreign_number_is_said_with_its_country() -> None:
    assert number_sounds("+4930")[:3] == ("digit-plus", "digit-4", "digit-9")
