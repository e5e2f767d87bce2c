"""Keys by which a daemon knows again who is in a talk: the ids of the engine's legs carry them."""

import pytest

from infolinia.telephony.lines.call import Party, call_id_of, is_party

GUESTS = "1732000000.7~guest~guest-ab12cd34~1732000000000"


def test_an_interpreter_outside_is_known_by_the_telephone_of_their_browser() -> None:
    party = Party(GUESTS)
    assert (party.call_id, party.kind, party.target, party.staff_id) == (
        "1732000000.7",
        "guest",
        "guest-ab12cd34",
        None,
    )
    assert party.is_in_browser
    assert call_id_of(GUESTS) == "1732000000.7"


@pytest.mark.parametrize(
    ("key", "is_one", "is_in_browser"),
    [
        (GUESTS, True, True),
        ("1732000000.7~adviser~7.break~1732000000000", True, True),
        ("1732000000.7~unit~zdiz~1732000000000", True, False),
        ("1732000000.7~number~48500000014~1732000000000", True, False),
        ("1732000000.7~stranger~x~1732000000000", False, False),
        ("1732000000.7", False, False),
    ],
)
def test_whom_we_ring_ourselves(key: str, is_one: bool, is_in_browser: bool) -> None:
    assert is_party(key) is is_one
    assert (is_one and Party(key).is_in_browser) is is_in_browser
