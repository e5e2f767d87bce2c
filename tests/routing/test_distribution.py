"""Who gets whom, told in sentences: each row is what happened on the floor and what has to follow."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from infolinia.routing.rules.commands import Command, Connect, DropPhone, Ring, ShowState, StopRinging
from infolinia.routing.rules.distribution import after
from infolinia.routing.rules.events import (
    Accepted,
    Chose,
    Equipped,
    Event,
    Found,
    Left,
    Lost,
    PhoneChanged,
    Taken,
    TalkEnded,
    TimePassed,
    Waits,
)
from infolinia.routing.rules.floor import TEXT, Adviser, Caller, Capacity, Floor
from infolinia.routing.rules.matching import next_change
from infolinia.routing.rules.needs import Need, Overflow, Relaxation, Wanted

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ZOFIA, ADAM, IGOR = 1, 2, 3


def second(number: float) -> datetime:
    return NINE + timedelta(seconds=number)


def told(*events: Event, floor: Floor | None = None) -> tuple[Floor, list[str]]:
    """Let the events happen one second apart; return the floor and the commands as short sentences."""
    said: list[str] = []
    floor = floor or Floor()
    for number, event in enumerate(events):
        step = after(floor, event, second(number))
        floor = step.floor
        said += [sentence(command) for command in step.commands if not isinstance(command, ShowState)]
    return floor, said


def sentence(command: Command) -> str:
    match command:
        case Ring(offer):
            return f"{offer.call_id} rings at {offer.adviser_id}"
        case StopRinging(offer, why):
            return f"{offer.call_id} stops at {offer.adviser_id}: {why}"
        case Connect(offer):
            return f"{offer.call_id} talks with {offer.adviser_id}"
        case DropPhone():
            return "a phone is hung up"
        case ShowState(adviser):
            return f"{adviser.id} is {adviser.state}"


def ready(adviser: int) -> list[Event]:
    return [PhoneChanged(adviser, True), Chose(adviser, "ready")]


def waits(call: str, arrived: float) -> Waits:
    return Waits(Caller(call, second(arrived)))


def offer_id(floor: Floor, adviser: int) -> str:
    offer = floor.offer_to(adviser)
    assert offer
    return offer.id


STORIES: list[tuple[str, list[Event], list[str]]] = [
    ("a caller with nobody ready waits", [waits("a", 0)], []),
    ("the first who becomes ready gets the waiting caller", [waits("a", 0), *ready(ZOFIA)], ["a rings at 1"]),
    ("a ready adviser without a phone is not rung", [Chose(ZOFIA, "ready"), waits("a", 0)], []),
    ("the phone that connects later rings then", [Chose(ZOFIA, "ready"), waits("a", 0), PhoneChanged(ZOFIA, True)],
     ["a rings at 1"]),
    ("the longest idle comes first", [*ready(ADAM), *ready(ZOFIA), waits("a", 0)], ["a rings at 2"]),
    ("two callers ring at two people", [*ready(ZOFIA), *ready(ADAM), waits("a", 0), waits("b", 1)],
     ["a rings at 1", "b rings at 2"]),
    ("a call rings at one person only, however many are free", [*ready(ZOFIA), *ready(ADAM), waits("a", 0)],
     ["a rings at 1"]),
    ("who arrived first is served first, whatever the order of reports", [waits("b", 5), waits("a", 1), *ready(ZOFIA)],
     ["a rings at 1"]),
    ("a caller told twice is one caller", [waits("a", 0), waits("a", 0), *ready(ZOFIA), *ready(ADAM)],
     ["a rings at 1"]),
    ("who gives up while it rings frees the adviser for the next",
     [*ready(ZOFIA), waits("a", 0), waits("b", 1), Left("a")],
     ["a rings at 1", "a stops at 1: caller_left", "b rings at 1"]),
    ("who gives up while waiting is forgotten", [waits("a", 0), Left("a"), *ready(ZOFIA)], []),
    ("a lost phone passes the call on at once",
     [*ready(ZOFIA), *ready(ADAM), waits("a", 0), PhoneChanged(ZOFIA, False)],
     ["a rings at 1", "a stops at 1: phone_gone", "a rings at 2"]),
    ("a break chosen while it rings passes the call on",
     [*ready(ZOFIA), *ready(ADAM), waits("a", 0), Chose(ZOFIA, "break")],
     ["a rings at 1", "a stops at 1: rejected", "a rings at 2"]),
    ("on a break nothing rings", [*ready(ZOFIA), Chose(ZOFIA, "break", "obiad"), waits("a", 0)], []),
    ("who talks through the fallback queue is not offered another",
     [*ready(ZOFIA), Taken("x", ZOFIA), waits("a", 0)], []),
    ("after that talk and its work the adviser is free again",
     [*ready(ZOFIA), Taken("x", ZOFIA), waits("a", 0), TalkEnded("x"), Chose(ZOFIA, "ready")], ["a rings at 1"]),
    ("a caller taken by the fallback queue rings nowhere else",
     [waits("a", 0), *ready(ZOFIA), *ready(ADAM), Taken("a", ADAM)],
     ["a rings at 1", "a stops at 1: withdrawn"]),
    ("a caller who talks and is found ringing elsewhere rings there no more, however often it is told",
     [*ready(ADAM), Taken("a", ZOFIA), Found("old", "a", ADAM, second(15), NINE), Taken("a", ZOFIA), waits("b", 0)],
     ["a stops at 2: withdrawn", "b rings at 2"]),
    ("an offer found after a fault rings on", [*ready(ZOFIA), Chose(ZOFIA, "break"), waits("a", 0),
     Found("old", "a", ZOFIA, second(15), NINE), Accepted("old")], ["a talks with 1"]),
    ("an offer found after its lease is hung up", [waits("a", 0), Found("old", "a", ZOFIA, second(0.5), NINE)],
     ["a phone is hung up"]),
    ("an answer to an offer that is gone is hung up", [Accepted("old")], ["a phone is hung up"]),
]  # fmt: skip


@pytest.mark.parametrize(("events", "commands"), [story[1:] for story in STORIES], ids=[story[0] for story in STORIES])
def test_story(events: list[Event], commands: list[str]) -> None:
    assert told(*events)[1] == commands


def chooses(call: str, arrived: float, **more: Any) -> Waits:
    return Waits(Caller(call, second(arrived), **more))


ROADS = Wanted((Need("drogi", 2, (Relaxation(timedelta(seconds=3), 1),)),))
UKRAINIAN = Wanted((Need("uk"),))
PARKING = Wanted((Need("parking"),), (Overflow(timedelta(seconds=3), (Need("drogi"),)),))
TWO_TEXTS = Capacity(texts=2, beside_call=1)

CHOICES: list[tuple[str, list[Event], list[str]]] = [
    ("who lacks the language is not rung, however long the caller waits",
     [*ready(ZOFIA), chooses("a", -600, wanted=UKRAINIAN)], []),
    ("a caller whom nobody free can serve is passed by",
     [*ready(ZOFIA), chooses("a", 0, wanted=UKRAINIAN), waits("b", 1)],
     ["b rings at 1"]),
    ("of those who can, the longest idle is rung",
     [Equipped(ZOFIA, {"uk": 1}), Equipped(ADAM, {"uk": 3}), *ready(ADAM), *ready(ZOFIA),
      chooses("a", 0, wanted=UKRAINIAN)],
     ["a rings at 2"]),
    ("a queue that spares rare skills rings whom others replace most easily, however short their idle time",
     [Equipped(ZOFIA, {"uk": 1, "drogi": 2}), Equipped(ADAM, {"drogi": 2}), *ready(ZOFIA), *ready(ADAM),
      chooses("a", 0, wanted=ROADS, spares_rare=True)],
     ["a rings at 2"]),
    ("among equals it rings the longest idle",
     [Equipped(ZOFIA, {"drogi": 2}), Equipped(ADAM, {"drogi": 2}), *ready(ADAM), *ready(ZOFIA),
      chooses("a", 0, wanted=ROADS, spares_rare=True)],
     ["a rings at 2"]),
    ("and the one free person who can, whatever else they can do",
     [Equipped(ZOFIA, {"uk": 1, "drogi": 3}), *ready(ZOFIA), chooses("a", 0, wanted=ROADS, spares_rare=True)],
     ["a rings at 1"]),
    ("a level that was asked for is not enough before its time",
     [Equipped(ZOFIA, {"drogi": 1}), *ready(ZOFIA), chooses("a", 3, wanted=ROADS)], []),
    ("after a while a lower level is enough",
     [Equipped(ZOFIA, {"drogi": 1}), *ready(ZOFIA), chooses("a", 3, wanted=ROADS), Left("x"), Left("x"), TimePassed()],
     ["a rings at 1"]),
    ("nobody of another queue is rung before the overflow",
     [Equipped(ZOFIA, {"drogi": 1}), *ready(ZOFIA), chooses("a", 3, wanted=PARKING)], []),
    ("after a while the people of another queue serve as well",
     [Equipped(ZOFIA, {"drogi": 1}), *ready(ZOFIA), chooses("a", 3, wanted=PARKING), Left("x"), Left("x"),
      TimePassed()],
     ["a rings at 1"]),
    ("a head start overtakes who came a little earlier",
     [waits("a", 0), chooses("b", 1, head_start=timedelta(minutes=2)), *ready(ZOFIA)], ["b rings at 1"]),
    ("a head start does not overtake who has waited longer than it",
     [waits("a", -300), chooses("b", 1, head_start=timedelta(minutes=2)), *ready(ZOFIA)], ["a rings at 1"]),
    ("a repeat caller waits a little for the same person",
     [*ready(ZOFIA), Taken("x", ZOFIA), *ready(ADAM), chooses("a", 4, prefers=ZOFIA, prefers_until=second(60))], []),
    ("and others are served meanwhile",
     [*ready(ZOFIA), Taken("x", ZOFIA), *ready(ADAM), chooses("a", 4, prefers=ZOFIA, prefers_until=second(60)),
      waits("b", 5)], ["b rings at 2"]),
    ("but not for long", [*ready(ZOFIA), Taken("x", ZOFIA), *ready(ADAM),
                          chooses("a", 4, prefers=ZOFIA, prefers_until=second(6)), TimePassed()], ["a rings at 2"]),
    ("nor for somebody who went home", [*ready(ADAM), chooses("a", 2, prefers=ZOFIA, prefers_until=second(60))],
     ["a rings at 2"]),
    ("a conversation by text rings beside a call",
     [Equipped(ZOFIA, {}, TWO_TEXTS), *ready(ZOFIA), Taken("x", ZOFIA), chooses("t", 4, medium=TEXT)],
     ["t rings at 1"]),
    ("but not for who takes calls alone", [*ready(ZOFIA), chooses("t", 4, medium=TEXT)], []),
]  # fmt: skip


@pytest.mark.parametrize(("events", "commands"), [story[1:] for story in CHOICES], ids=[story[0] for story in CHOICES])
def test_choice(events: list[Event], commands: list[str]) -> None:
    assert told(*events)[1] == commands


def test_a_text_that_is_not_taken_beside_a_call_is_not_offered_to_the_same_person_again() -> None:
    floor, _ = told(Equipped(ZOFIA, {}, TWO_TEXTS), *ready(ZOFIA), Taken("x", ZOFIA), chooses("t", 4, medium=TEXT))
    floor, said = told(Lost(offer_id(floor, ZOFIA), "no_answer"), floor=floor)
    assert said == ["t stops at 1: no_answer"]
    assert floor.advisers[ZOFIA].state == "talking"
    _, said = told(TalkEnded("x"), Chose(ZOFIA, "ready"), floor=floor)
    assert said == ["t rings at 1"], "after a choice to be ready it is offered again"


def test_who_looks_next_is_told_when() -> None:
    floor, _ = told(chooses("a", 0, wanted=ROADS), chooses("b", 1, prefers=ADAM, prefers_until=second(2)))
    assert next_change(floor, second(1)) == second(2)
    assert next_change(floor, second(2)) == second(3)
    assert next_change(floor, second(3)) is None


@pytest.mark.parametrize("why", ["no_answer", "rejected", "phone_failed"])
def test_who_does_not_answer_goes_on_a_break_and_the_caller_keeps_the_place(why: str) -> None:
    floor, _ = told(*ready(ZOFIA), *ready(ADAM), waits("a", 0), waits("b", 1), waits("c", 2))
    floor, said = told(Lost(offer_id(floor, ZOFIA), why), Left("b"), floor=floor)
    assert said == [f"a stops at 1: {why}", "b stops at 2: caller_left", "a rings at 2"]
    assert (floor.advisers[ZOFIA].state, floor.advisers[ZOFIA].reason) == ("break", why)


def test_an_offer_lost_through_no_fault_keeps_the_advisers_place() -> None:
    floor, _ = told(*ready(ZOFIA), *ready(ADAM), waits("a", 0))
    _, said = told(Left("a"), waits("b", 9), floor=floor)
    assert said == ["a stops at 1: caller_left", "b rings at 1"]


def test_a_second_answer_or_a_late_loss_changes_nothing() -> None:
    floor, _ = told(*ready(ZOFIA), waits("a", 0))
    key = offer_id(floor, ZOFIA)
    floor, said = told(Accepted(key), Lost(key, "no_answer"), floor=floor)
    assert said == ["a talks with 1"]
    assert floor.advisers[ZOFIA].state == "talking"


def test_a_choice_during_a_talk_shows_the_talk_again() -> None:
    floor = Floor(advisers={ZOFIA: Adviser(ZOFIA, "talking", NINE, NINE, call_id="a", phone_ready=True)})
    step = after(floor, Chose(ZOFIA, "break"), second(5))
    assert step.floor == floor
    assert [sentence(command) for command in step.commands] == ["1 is talking"]
