"""Ordering a call-back by keys: the number is said, confirmed or keyed in anew; nothing is ever timed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

ORDER_KEY = "1"
YES, OTHER, STAY, AGAIN, END = "1", "2", "0", "*", "#"
LONGEST = 15


class Step(StrEnum):
    """Where the caller is."""

    CONFIRM = "confirm"
    ENTER = "enter"
    PROMISED = "promised"
    STAYS = "stays"


@dataclass(frozen=True)
class Order:
    """One caller's order: the `number` to confirm, or the `digits` keyed in so far."""

    step: Step
    number: str = ""
    digits: str = ""


@dataclass(frozen=True)
class Said:
    """The order after a key, and the prompts to play; none while digits are keyed in."""

    order: Order
    sounds: tuple[str, ...] = ()


def begin(number: str) -> Said:
    """Return the first question: whether this number is right, or which one, when we may not call this one."""
    return _confirm(number) if number else Said(Order(Step.ENTER), ("callback-enter",))


def after_key(order: Order, key: str, allowed: Callable[[str], str]) -> Said:
    """Return what follows the key. `allowed` returns a number in its stored form, or nothing when we may not call it.

    While a number is keyed in, 0 is a digit of it; who wants to wait on after all confirms first, and then says so.
    """
    if order.step is Step.CONFIRM:
        return _at_confirmation(order, key)
    if order.step is Step.ENTER:
        return _while_entering(order, key, allowed)
    return Said(order)


def number_sounds(number: str) -> tuple[str, ...]:
    """Return the number digit by digit; a Polish one without the country."""
    shown = number.removeprefix("+48")
    return tuple("digit-plus" if sign == "+" else f"digit-{sign}" for sign in shown)


def _confirm(number: str) -> Said:
    return Said(Order(Step.CONFIRM, number), ("callback-number", *number_sounds(number), "callback-confirm"))


def _at_confirmation(order: Order, key: str) -> Said:
    if key == YES:
        return Said(replace(order, step=Step.PROMISED), ("callback-promised", "goodbye"))
    if key == OTHER:
        return Said(Order(Step.ENTER), ("callback-enter",))
    if key == STAY:
        return Said(replace(order, step=Step.STAYS), ("callback-stay",))
    return _confirm(order.number) if key == AGAIN else Said(order)


def _while_entering(order: Order, key: str, allowed: Callable[[str], str]) -> Said:
    if key == AGAIN:
        return Said(Order(Step.ENTER), ("callback-enter",))
    if key != END:
        return Said(replace(order, digits=(order.digits + key)[:LONGEST]))
    if number := allowed(order.digits):
        return _confirm(number)
    return Said(Order(Step.ENTER), ("callback-wrong", "callback-enter"))
