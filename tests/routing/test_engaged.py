"""A colleague's question outside the queue, and the time after a call: what becomes of the adviser, in sentences."""

from datetime import UTC, datetime, timedelta

import pytest

from infolinia.routing.rules.commands import Ring
from infolinia.routing.rules.distribution import after
from infolinia.routing.rules.events import (
    Accepted,
    Chose,
    Engaged,
    Equipped,
    Event,
    Extended,
    PhoneChanged,
    Released,
    Taken,
    TalkEnded,
    TimePassed,
    Waits,
)
from infolinia.routing.rules.floor import VOICE_ONLY, Caller, Floor
from infolinia.routing.rules.matching import next_change

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ZOFIA = 1
ASKED = "a~adviser~1.ready~1"
MINUTE = timedelta(minutes=1)


def told(*events: Event) -> tuple[Floor, list[str]]:
    """Let the events happen one second apart; return the floor and which calls rang."""
    floor, rang = Floor(), []
    for number, event in enumerate(events):
        step = after(floor, event, NINE + timedelta(seconds=number))
        floor = step.floor
        rang += [command.offer.call_id for command in step.commands if isinstance(command, Ring)]
    return floor, rang


def works(after_call: timedelta | None = None) -> list[Event]:
    return [Equipped(ZOFIA, {}, VOICE_ONLY, after_call), PhoneChanged(ZOFIA, True), Chose(ZOFIA, "ready")]


def waits(call: str) -> Waits:
    return Waits(Caller(call, NINE))


RINGS, TALKS = Engaged(ZOFIA, ASKED, "ringing"), Engaged(ZOFIA, ASKED, "talking")
OVER = Released(ZOFIA, ASKED)


@pytest.mark.parametrize(
    ("what", "events", "state", "rang"),
    [
        ("who is asked gets no call", [*works(), RINGS, waits("b")], "ringing", []),
        ("who helps gets no call", [*works(), RINGS, TALKS, waits("b")], "talking", []),
        ("then the next call rings at once", [*works(), RINGS, TALKS, waits("b"), OVER], "ringing", ["b"]),
        ("back to the break after it", [*works(), Chose(ZOFIA, "break"), RINGS, TALKS, OVER], "break", []),
        ("twice is once", [*works(), RINGS, RINGS, TALKS, TALKS, OVER, OVER], "ready", []),
        ("a call that rings goes to another", [*works(), waits("b"), RINGS], "ringing", ["b"]),
        ("who talks is not asked", [*works(), Taken("b", ZOFIA), RINGS], "talking", []),
        ("who takes the call over writes it up", [*works(), RINGS, TALKS, Taken("a", ZOFIA), OVER, TalkEnded("a")],
         "after_call", []),
        ("after a restart it is known again", [*works(), Taken("a", ZOFIA), Engaged(ZOFIA, ASKED, "talking", "ready"),
         OVER], "ready", []),
    ],
)  # fmt: skip
def test_a_colleague_asks(what: str, events: list[Event], state: str, rang: list[str]) -> None:
    floor, found = told(*events)
    assert (floor.advisers[ZOFIA].state, found) == (state, rang), what


def a_talk(after_call: timedelta | None, *then: Event) -> Floor:
    return told(*works(after_call), Taken("a", ZOFIA), TalkEnded("a"), *then)[0]


def test_the_time_after_a_call_is_the_advisers_own() -> None:
    floor = a_talk(None)
    assert (floor.advisers[ZOFIA].state, floor.advisers[ZOFIA].until) == ("after_call", None)
    assert next_change(floor, NINE) is None


def test_who_needs_no_time_after_a_call_is_ready_at_once() -> None:
    assert a_talk(timedelta(0)).advisers[ZOFIA].state == "ready"


def test_the_time_after_a_call_ends_by_itself() -> None:
    floor = a_talk(MINUTE)
    until = floor.advisers[ZOFIA].until
    assert until is not None
    assert next_change(floor, NINE) == until
    early = after(floor, TimePassed(), until - timedelta(seconds=1)).floor
    assert early.advisers[ZOFIA].state == "after_call"
    assert after(floor, TimePassed(), until).floor.advisers[ZOFIA].state == "ready"


@pytest.mark.parametrize(("longer", "state"), [(NINE + 5 * MINUTE, "after_call"), (None, "after_call")])
def test_the_time_after_a_call_can_be_extended(longer: datetime | None, state: str) -> None:
    floor = a_talk(MINUTE, Extended(ZOFIA, longer))
    assert after(floor, TimePassed(), NINE + 2 * MINUTE).floor.advisers[ZOFIA].state == state


def test_only_work_after_a_call_is_extended() -> None:
    floor, rang = told(*works(MINUTE), Extended(ZOFIA, NINE + MINUTE), waits("b"), Accepted("b"))
    assert floor.advisers[ZOFIA].until is None
    assert rang == ["b"]
