"""A supervisor gives a waiting caller to one person, or a head start: what follows on the floor, in sentences."""

from datetime import UTC, datetime, timedelta

import pytest

from infolinia.routing.rules.commands import Connect, Ring, StopRinging
from infolinia.routing.rules.distribution import after
from infolinia.routing.rules.events import Accepted, Chose, Event, Left, Lost, PhoneChanged, TimePassed, Waits
from infolinia.routing.rules.floor import Caller, Floor
from infolinia.routing.rules.matching import next_change
from infolinia.routing.rules.needs import Need, Wanted

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ZOFIA, ADAM, MAREK = 1, 2, 3


def second(number: float) -> datetime:
    return NINE + timedelta(seconds=number)


def told(*events: Event) -> tuple[Floor, list[str]]:
    """Let the events happen one second apart; return the floor and what rang, stopped and talked."""
    floor, said = Floor(), []
    for number, event in enumerate(events):
        step = after(floor, event, second(number))
        floor = step.floor
        for command in step.commands:
            if isinstance(command, Ring):
                said.append(f"{command.offer.call_id} rings at {command.offer.adviser_id}")
            elif isinstance(command, StopRinging):
                said.append(f"{command.offer.call_id} stops at {command.offer.adviser_id}")
            elif isinstance(command, Connect):
                said.append(f"{command.offer.call_id} talks with {command.offer.adviser_id}")
    return floor, said


def waits(call: str, *, reserved_for: int | None = None, ahead: int = 0, seconds: int = 60) -> Waits:
    until = second(seconds) if reserved_for else None
    start = timedelta(minutes=ahead)
    return Waits(Caller(call, NINE, head_start=start, reserved_for=reserved_for, reserved_until=until))


def at_work(adviser: int) -> list[Event]:
    return [PhoneChanged(adviser, True), Chose(adviser, "ready")]


def on_a_break(adviser: int) -> list[Event]:
    return [PhoneChanged(adviser, True), Chose(adviser, "break", "obiad")]


def offer_id(floor: Floor) -> str:
    (found,) = floor.offers
    return found


REJECTED = [Chose(ADAM, "break", "obiad")]
TOLD = [
    ("a caller given to a person on a break rings there", [*on_a_break(ADAM), waits("h", reserved_for=ADAM)],
     ["h rings at 2"]),
    ("a person without a telephone is waited for", [waits("h", reserved_for=MAREK), *at_work(ZOFIA)], []),
    ("the telephone rings as soon as it is there", [waits("h", reserved_for=MAREK), PhoneChanged(MAREK, True)],
     ["h rings at 3"]),
    ("a call that rings elsewhere is taken away", [*at_work(ZOFIA), *on_a_break(ADAM), waits("h"),
     waits("h", reserved_for=ADAM)], ["h rings at 1", "h stops at 1", "h rings at 2"]),
    ("who rejects it is not rung again; the next free person is", [*on_a_break(ADAM), waits("h", reserved_for=ADAM),
     *REJECTED, *at_work(ZOFIA)], ["h rings at 2", "h stops at 2", "h rings at 1"]),
    ("another caller is served meanwhile", [*at_work(ZOFIA), waits("h", reserved_for=MAREK), waits("j")],
     ["j rings at 1"]),
    ("minutes of head start put a later caller first", [waits("early"), waits("later", ahead=5), *at_work(ZOFIA)],
     ["later rings at 1"]),
    ("a head start that is taken back puts them behind again", [waits("early"), waits("later", ahead=5),
     waits("later"), *at_work(ZOFIA)], ["early rings at 1"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "events", "said"), TOLD, ids=[row[0] for row in TOLD])
def test_what_follows(sentence: str, events: list[Event], said: list[str]) -> None:
    assert told(*events)[1] == said, sentence


def test_skills_do_not_matter_to_whom_the_supervisor_chose() -> None:
    reserved = Caller("h", NINE, Wanted((Need("drogi", 3),)), reserved_for=ADAM, reserved_until=second(60))
    assert told(*on_a_break(ADAM), Waits(reserved))[1] == ["h rings at 2"]


def test_a_reservation_ends_by_itself_and_somebody_looks_then() -> None:
    floor, _ = told(waits("h", reserved_for=MAREK, seconds=30), *at_work(ZOFIA))
    assert next_change(floor, second(3)) == second(30)
    step = after(floor, TimePassed(), second(30))
    assert [command.offer.adviser_id for command in step.commands if isinstance(command, Ring)] == [ZOFIA]


def test_who_was_called_up_from_a_break_goes_back_to_it_when_the_caller_leaves() -> None:
    floor, _ = told(*on_a_break(ADAM), waits("h", reserved_for=ADAM), Left("h"))
    assert (floor.advisers[ADAM].state, floor.advisers[ADAM].reason) == ("break", "obiad")


def test_who_lets_it_ring_gives_the_caller_to_the_next() -> None:
    floor, _ = told(*on_a_break(ADAM), waits("h", reserved_for=ADAM), *at_work(ZOFIA))
    step = after(floor, Lost(offer_id(floor), "no_answer"), second(25))
    assert [command.offer.adviser_id for command in step.commands if isinstance(command, Ring)] == [ZOFIA]


def test_who_takes_it_talks() -> None:
    floor, _ = told(*on_a_break(MAREK), waits("h", reserved_for=MAREK))
    step = after(floor, Accepted(offer_id(floor)), second(5))
    assert step.floor.advisers[MAREK].state == "talking"
    assert not step.floor.callers
