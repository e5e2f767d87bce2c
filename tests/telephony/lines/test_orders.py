"""What the exchange orders the engine to do, without an engine: after a restart, and for callers who had to knock."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from infolinia.routing.rules import events
from infolinia.routing.rules.callbacks import CallBackRules
from infolinia.routing.rules.rulebook import QueueRules, Rulebook
from infolinia.routing.rules.waits import Pace
from infolinia.telephony.ari.client import Ari
from infolinia.telephony.ari.events import Channel
from infolinia.telephony.lines.attendant import Attendant
from infolinia.telephony.lines.call import Call, Party, Stage
from infolinia.telephony.lines.diary import Diary
from infolinia.telephony.lines.exchange import Exchange
from infolinia.telephony.lines.front import Front
from infolinia.telephony.lines.hours import Hours
from infolinia.telephony.lines.journal import Fact
from infolinia.telephony.lines.lanes import Lanes
from infolinia.telephony.lines.messages import Messages
from infolinia.telephony.lines.notes import Notes
from infolinia.telephony.lines.ordering import AT_ONCE, Ordering
from infolinia.telephony.lines.outgoing import Outgoing
from infolinia.telephony.lines.parties import Parties
from infolinia.telephony.lines.party_mending import PartyMending
from infolinia.telephony.lines.phones import Phones
from infolinia.telephony.lines.promises import Promises
from infolinia.telephony.lines.takeover import Takeover
from infolinia.telephony.lines.transfers import Transfers
from infolinia.telephony.lines.visits import Visits
from infolinia.telephony.provisioning.trunk_settings import read_trunk_settings
from infolinia.telephony.rules.menu import Choice, Menu
from infolinia.telephony.rules.plan import LinePlan
from tests.telephony.running import CARRIER, NUMBER

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
CALLER = "c1"
INTERPRETER = f"aside~{CALLER}~guest~guest-9~1"
KNOCKED = {"ARRIVED": "1", "GREETED": "yes", "ENTRANCE": "inbound"}


class Line:
    """An exchange with its parts, and an engine that agrees to everything."""

    def __init__(self, state: Path) -> None:
        self.ended: list[str] = []
        self.orders: list[str] = []
        self.facts: list[Fact] = []
        ari = Ari(cast(Any, self), "infolinia")
        lanes, notes = Lanes(), Notes(lambda *facts: self.facts.extend(facts))
        settings = read_trunk_settings(Path("/nowhere"), carrier=CARRIER)
        outgoing = Outgoing(ari=ari, lanes=lanes, notes=notes, settings=settings, number=NUMBER)
        self.exchange = Exchange(ari=ari, phones=Phones(ari), lanes=lanes, notes=notes, outgoing=outgoing)
        self.parties = Parties(self.exchange, ari, lanes)
        PartyMending(self.exchange, ari, lanes, self.parties)
        Transfers(self.exchange, self.parties)
        front, hours = Front(ari, lanes, self.exchange.steps, self.exchange.give_up), Hours(always_open=True)
        self.visits = Visits(state)
        Attendant(self.exchange, front, hours, self.visits, Messages(self.exchange, front, self.visits))
        self.promises = Promises(self.exchange, hours, cast(Any, None), lambda: 0)
        pace = Pace(timedelta(minutes=4), timedelta(minutes=4))
        self.ordering = Ordering(self.exchange, front, self.promises, lambda: pace)
        self.takeover = Takeover(self.exchange, ari, cast(Diary, None), AT)

    async def request(self, method: str, path: str, **body: object) -> Any:
        """Stand for the engine's wire."""
        if method == "DELETE" and path.startswith("channels/") and path.count("/") == 1:
            self.ended.append(path.removeprefix("channels/"))
        self.orders.append(f"{method} {path} {body}")
        return {}

    def call(self, ident: str = CALLER, stage: Stage = Stage.TALKING) -> Call:
        """Have a caller at this stage."""
        call = Call(ident, "phone", AT - timedelta(minutes=1), "+48500000014", "", stage=stage)
        self.exchange.calls[ident] = call
        return call

    def find(self, *channels: Channel) -> None:
        """Take over with these legs in the engine, in no bridge."""
        self.takeover._mend({one.id: one for one in channels}, [], {})

    def said(self, name: str) -> bool:
        """Whether the sound was ordered."""
        return any(name in order for order in self.orders)


def leg(ident: str, variables: Mapping[str, str] | None = None) -> Channel:
    return Channel(ident, "PJSIP/carrier-1", "Up", "", "", "Stasis", "infolinia,inbound", AT, variables or {})


@pytest.fixture
def happen(tmp_path: Path) -> Callable[[Callable[[Line], None]], Line]:
    """Let something happen to a line, and all its orders be carried out."""

    def run(act: Callable[[Line], None]) -> Line:
        async def turns() -> Line:
            line = Line(tmp_path)
            act(line)
            for _turn in range(40):
                await asyncio.sleep(0)
            return line

        return asyncio.run(turns())

    return run


Happen = Callable[[Callable[[Line], None]], Line]


def test_an_interpreter_from_outside_is_not_left_with_the_caller_after_a_restart(happen: Happen) -> None:
    def act(line: Line) -> None:
        line.call().adviser_id = 7
        line.find(leg(CALLER, KNOCKED), leg(INTERPRETER))

    line = happen(act)
    assert set(line.ended) == {CALLER, INTERPRETER}
    assert line.exchange.calls[CALLER].stage is Stage.ENDED


def test_telephones_called_for_a_talk_that_is_over_are_hung_up(happen: Happen) -> None:
    dialled, aside, again = "dial~out-1~7~1", "aside~gone~adviser~8.ready~2", "again~gone~adviser~8.ready~2~3"
    line = happen(lambda line: line.find(leg(dialled), leg(aside), leg(again)))
    assert set(line.ended) == {dialled, aside, again}


def test_the_account_of_a_guest_who_went_ends(happen: Happen) -> None:
    def act(line: Line) -> None:
        call = line.call()
        call.party = Party(f"{CALLER}~guest~guest-9~1", is_up=True, leg=INTERPRETER)
        line.parties.drop(call, AT)

    (fact,) = [one for one in happen(act).facts if one.operation == "retire_phone"]
    assert fact.details["username"] == "guest-9"


def test_a_wish_that_makes_no_sense_harms_nobody(happen: Happen) -> None:
    happen(lambda line: line.exchange.wish({"kind": "hold"}))


def menu_of(line: Line) -> None:
    line.visits.plan = LinePlan(menu=Menu((Choice("1", "pl", "drogi", "Drogi"),)))


@pytest.mark.parametrize(
    ("more", "stage"),
    [({}, Stage.GREETED), ({"LINE_QUEUE": "drogi"}, Stage.WAITING), ({"WISH": "1"}, Stage.WAITING)],
    ids=["hears the menu", "has chosen before", "wants to be called back"],
)
def test_who_had_to_knock_and_comes_in(happen: Happen, more: dict[str, str], stage: Stage) -> None:
    def act(line: Line) -> None:
        menu_of(line)
        line.exchange.welcome(leg(CALLER, KNOCKED | more), "inbound", AT)

    assert happen(act).exchange.calls[CALLER].stage is stage


def test_who_was_greeted_by_the_dialplan_was_told_of_the_key_for_recording(happen: Happen) -> None:
    knocked = leg(CALLER, KNOCKED | {"NOTICE": "greeting-recorded"})
    line = happen(lambda line: line.exchange.welcome(knocked, "inbound", AT))
    assert line.exchange.calls[CALLER].consent.was_told


@pytest.mark.parametrize("is_on", [True, False])
def test_a_full_line_takes_in_who_wants_to_be_called_back_only(happen: Happen, is_on: bool) -> None:
    def act(line: Line) -> None:
        line.promises.rules = CallBackRules(is_on=is_on)
        line.exchange.office.rules = Rulebook({"general": QueueRules("general", longest_line=1)})
        line.call("c0", Stage.WAITING)
        line.exchange.welcome(leg(CALLER, KNOCKED | {"WISH": "1"}), "inbound", AT)
        line.ordering.look(AT)

    line = happen(act)
    call = line.exchange.calls[CALLER]
    assert call.stage is (Stage.ASKING if is_on else Stage.CLOSED)
    assert not (is_on and call.wishes)
    assert any("'WISH'" in order for order in line.orders) is is_on, "not again after a restart"
    assert line.said(f"variable=CALL_BACKS&value={'yes' if is_on else 'no'}")


def test_a_crowd_hears_the_offer_little_by_little(happen: Happen) -> None:
    def act(line: Line) -> None:
        for number in range(AT_ONCE + 5):
            call = line.call(f"c{number}", Stage.WAITING)
            line.exchange.offers.apply(events.Waits(line.exchange.office.caller(call)), AT)
        line.ordering.look(AT)

    line = happen(act)
    assert sum("sound:infolinia/callback-offer" in order for order in line.orders) == AT_ONCE
