"""Where a call stands: late and doubled events never take it back."""

import pytest

from infolinia.contacts.rules.call_state import advanced, after_end, after_lost_offer


@pytest.mark.parametrize(
    ("state", "to", "expected"),
    [
        ("arrived", "waiting", "waiting"),
        ("waiting", "ringing", "ringing"),
        ("talking", "ringing", "talking"),
        ("talking", "waiting", "talking"),
        ("after_call", "talking", "after_call"),
        ("abandoned", "ringing", "abandoned"),
        ("out_of_hours", "waiting", "out_of_hours"),
        ("closed", "arrived", "closed"),
    ],
)
def test_a_call_only_goes_forward(state: str, to: str, expected: str) -> None:
    assert advanced(state, to) == expected


@pytest.mark.parametrize(
    ("state", "expected"), [("ringing", "waiting"), ("talking", "talking"), ("abandoned", "abandoned")]
)
def test_a_lost_offer_gives_the_caller_the_place_back(state: str, expected: str) -> None:
    assert after_lost_offer(state) == expected


@pytest.mark.parametrize(
    ("state", "answered", "has_adviser", "by", "expected"),
    [
        ("talking", True, True, "caller", "after_call"),
        ("talking", True, False, "fallback", "closed"),
        ("waiting", False, False, "caller", "abandoned"),
        ("ringing", False, False, "engine", "abandoned"),
        ("arrived", False, False, "out_of_hours", "out_of_hours"),
        ("closed", True, True, "caller", "closed"),
        ("after_call", True, True, "adviser", "after_call"),
    ],
)
def test_the_end_of_a_call(state: str, answered: bool, has_adviser: bool, by: str, expected: str) -> None:
    assert after_end(state=state, answered=answered, has_adviser=has_adviser, by=by) == expected
