"""Who is told of what."""

import pytest

from infolinia.correspondence.rules.purposes import PURPOSES
from infolinia.matters.rules.telling import ALL, END, FOR_FOLLOWERS, KINDS, NOTHING, is_told

TABLE = [
    # kind, wants nothing, what matters, all
    ("registered", True, True, True),
    ("answer", True, True, True),
    ("question", True, True, True),
    ("extended", True, True, True),
    ("stays_closed", True, True, True),
    ("followed", True, True, True),
    ("closed", False, True, True),
    ("planned", False, True, True),
    ("joined", False, True, True),
    ("reopened", False, True, True),
    ("new_term", False, True, True),
    ("taken", False, False, True),
    ("passed_on", False, False, True),
    ("waiting", False, False, True),
    ("contracted", False, False, True),
    ("split", False, False, True),
]


@pytest.mark.parametrize(("kind", "nothing", "end", "every"), TABLE)
def test_who_wants_to_hear_less_hears_less(kind: str, nothing: bool, end: bool, every: bool) -> None:
    assert [is_told(kind, tells=wish) for wish in (NOTHING, END, ALL)] == [nothing, end, every]


def test_the_table_knows_every_kind_and_each_has_its_wording() -> None:
    assert {row[0] for row in TABLE} == KINDS
    assert set(PURPOSES) >= KINDS


def test_a_refusal_is_told_even_to_who_wants_nothing() -> None:
    assert is_told("closed", tells=NOTHING, is_refusal=True)


def test_a_question_is_for_one_person_alone() -> None:
    assert not FOR_FOLLOWERS & {"question", "registered", "followed"}


def test_nobody_is_told_of_a_kind_that_is_none() -> None:
    with pytest.raises(ValueError, match="anything"):
        is_told("anything", tells=ALL)
