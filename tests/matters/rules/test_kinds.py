"""Kinds of matter kept apart."""

import pytest

from infolinia.matters.rules import kinds
from infolinia.matters.rules.phrases import polish

EVERY = ("question", "intervention", "complaint", "motion", "petition", "advice", "call_back")


@pytest.mark.parametrize("kind", EVERY)
def test_each_kind_may_be_registered_as_itself_first_and_says_what_it_is(kind: str) -> None:
    assert kinds.alternatives(kind)[0] == kind
    assert polish(kinds.meaning(kind)).endswith(".")


def test_residents_register_by_themselves_what_is_no_application() -> None:
    assert [kind for kind in EVERY if kinds.may_be_public(kind)] == ["question", "intervention"]


@pytest.mark.parametrize(
    ("kind", "other", "may"),
    [
        ("intervention", "question", True),
        ("intervention", "complaint", False),
        ("complaint", "advice", True),
        ("complaint", "intervention", False),
        ("petition", "question", False),
        ("call_back", "advice", False),
    ],
)
def test_a_kind_is_not_another_one(kind: str, other: str, may: bool) -> None:
    assert (other in kinds.alternatives(kind)) is may


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("complaint", "Skargę można złożyć listem, e-mailem"),
        ("motion", "Wniosek można złożyć"),
        ("petition", "Petycję składa się na piśmie albo elektronicznie"),
        ("question", "przez e-Doręczenia"),
    ],
)
def test_a_call_begins_none_and_the_adviser_says_how_to_lodge_it(kind: str, says: str) -> None:
    told = polish(kinds.how_to_lodge(kind))
    assert told.startswith("Rozmowa nie jest podaniem.")
    assert says in told
