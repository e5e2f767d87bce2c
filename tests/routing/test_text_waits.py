"""Where one who waits to write stands, and what they are told: as rows that read like sentences."""

from datetime import UTC, datetime, timedelta

import pytest

from infolinia.routing.rules.floor import TEXT, VOICE, Adviser, Caller, Capacity, Floor
from infolinia.routing.rules.needs import Need, Wanted
from infolinia.routing.rules.text_waits import estimate_of, place
from infolinia.routing.rules.waits import Pace

AT = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
PACE = Pace(handling=timedelta(minutes=10), patience=timedelta(minutes=10))


def caller(name: str, minutes: int, medium: str = TEXT, wanted: Wanted | None = None) -> Caller:
    return Caller(name, AT - timedelta(minutes=minutes), wanted or Wanted(), medium=medium)


def adviser(number: int, state: str = "ready", texts: int = 1, **skills: int) -> Adviser:
    return Adviser(number, state, AT, AT, skills=skills, capacity=Capacity(texts, 0))


def floor_of(*people: Adviser | Caller) -> Floor:
    floor = Floor()
    for one in people:
        floor = floor.with_adviser(one) if isinstance(one, Adviser) else floor.with_caller(one)
    return floor


ME = caller("me", 3)


@pytest.mark.parametrize(
    ("others", "stands"),
    [
        ((), 1),
        ((caller("later", 1),), 1),
        ((caller("earlier", 5),), 2),
        ((caller("calls", 5, VOICE),), 2),
        ((caller("earlier", 5), caller("calls", 4, VOICE), caller("later", 1, VOICE)), 3),
    ],
    ids=[
        "alone: the next one",
        "who came later stands behind",
        "who came earlier stands ahead",
        "a caller stands in the same line",
        "calls and texts are counted alike",
    ],
)
def test_the_place_is_that_of_the_one_line(others: tuple[Caller, ...], stands: int) -> None:
    assert place(floor_of(ME, *others), ME) == stands


@pytest.mark.parametrize(
    ("people", "is_known"),
    [
        ((), False),
        ((adviser(1, texts=0),), False),
        ((adviser(1, state="break"),), False),
        ((adviser(1, state="offline"),), False),
        ((adviser(1),), True),
        ((adviser(1, state="talking"),), True),
    ],
    ids=[
        "nobody is at work",
        "nobody who is at work writes",
        "the only one who writes is on a break",
        "the only one who writes went home",
        "somebody writes",
        "somebody who writes speaks just now",
    ],
)
def test_a_range_is_told_only_when_somebody_will_write(people: tuple[Adviser, ...], is_known: bool) -> None:
    assert (estimate_of(floor_of(ME, *people), ME, PACE) is not None) is is_known


def test_only_those_with_the_skill_count() -> None:
    me = caller("me", 3, wanted=Wanted((Need("pjm"),)))
    assert estimate_of(floor_of(me, adviser(1)), me, PACE) is None
    assert estimate_of(floor_of(me, adviser(1, pjm=1)), me, PACE) is not None


def test_who_writes_with_more_at_once_makes_the_wait_shorter() -> None:
    one, three = (estimate_of(floor_of(ME, adviser(1, texts=texts)), ME, PACE) for texts in (1, 3))
    assert one
    assert three
    assert three.middle < one.middle
    assert three.minutes[0] >= 1
