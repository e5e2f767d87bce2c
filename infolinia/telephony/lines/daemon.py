"""Wires the daemon together and keeps it alive: the engine's wire, the database's signals, the journal, the clocks."""

import asyncio
import json
import logging
import signal
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from infolinia.city import queries as city
from infolinia.contacts import queries as contacts
from infolinia.core import clock, heartbeat
from infolinia.routing import queries as routing
from infolinia.routing.pace import pace
from infolinia.routing.rulebook import rulebook
from infolinia.routing.rules import events
from infolinia.routing.rules.floor import LEASE
from infolinia.routing.supervision import queries as supervision
from infolinia.telephony import queries as telephony
from infolinia.telephony import trunks
from infolinia.telephony.ari.client import Ari
from infolinia.telephony.ari.events import parse_event
from infolinia.telephony.ari.wire import Wire, read_access
from infolinia.telephony.callbacks import queries as call_backs
from infolinia.telephony.chats.queries import open_chats
from infolinia.telephony.line_queries import line_plan
from infolinia.telephony.lines import ledger
from infolinia.telephony.lines.attendant import Attendant
from infolinia.telephony.lines.callbacks import CallBacks
from infolinia.telephony.lines.crowd import Crowd
from infolinia.telephony.lines.diary import Diary
from infolinia.telephony.lines.exchange import Exchange
from infolinia.telephony.lines.floorwork import Floorwork
from infolinia.telephony.lines.front import Front
from infolinia.telephony.lines.gate import Gate
from infolinia.telephony.lines.hearing import Hearing
from infolinia.telephony.lines.hours import Hours
from infolinia.telephony.lines.interpreters import Interpreters
from infolinia.telephony.lines.journal import Journal
from infolinia.telephony.lines.lanes import Lanes
from infolinia.telephony.lines.listening import Listening
from infolinia.telephony.lines.messages import Messages
from infolinia.telephony.lines.newsreader import Newsreader
from infolinia.telephony.lines.notes import Notes
from infolinia.telephony.lines.ordering import Ordering
from infolinia.telephony.lines.outbound import Outbound
from infolinia.telephony.lines.outgoing import Outgoing
from infolinia.telephony.lines.parties import Parties
from infolinia.telephony.lines.party_mending import PartyMending
from infolinia.telephony.lines.party_returns import PartyReturns
from infolinia.telephony.lines.phone_keeping import PhoneKeeping
from infolinia.telephony.lines.phones import Phones
from infolinia.telephony.lines.promises import Promises
from infolinia.telephony.lines.reading import Reader
from infolinia.telephony.lines.recording import Recordings
from infolinia.telephony.lines.seat import Seat
from infolinia.telephony.lines.signals import Signals
from infolinia.telephony.lines.survey import Survey
from infolinia.telephony.lines.takeover import Memory, Takeover, remember
from infolinia.telephony.lines.texts import Texts
from infolinia.telephony.lines.transfers import Transfers
from infolinia.telephony.lines.visits import Visits
from infolinia.telephony.provisioning.trunk_settings import TrunkSettings
from infolinia.telephony.recordings import queries as recordings
from infolinia.telephony.rules.guard import DAY
from infolinia.telephony.surveys import queries as surveys

log = logging.getLogger(__name__)
T = TypeVar("T")

APPLICATION = "infolinia"
BEAT = 1.0
IN_STEP_EVERY = 30.0
TWICE = 8
"""How many events are remembered: the engine tells one twice that two of our subscriptions hear."""
CHOICES = frozenset({"ready", "break", "offline"})


@dataclass(frozen=True)
class Settings:
    """What the daemon is told at its start."""

    state: Path
    conninfo: str
    always_open: bool
    trunks: TrunkSettings
    number: str
    lease: timedelta = LEASE


class Replaced(Exception):
    """Another program took over the application's name at the engine."""


class Lines:
    """The daemon."""

    def __init__(self, settings: Settings) -> None:
        run = settings.state / "run"
        run.mkdir(parents=True, exist_ok=True)
        self._settings = settings
        self._journal = Journal(ledger.OPERATIONS, run / "lines.journal")
        self._reader = Reader()
        self._wire = Wire(lambda: read_access(settings.state / "asterisk" / "ari.json"), APPLICATION, self._heard)
        self._ari = Ari(self._wire, APPLICATION)
        self._hours = Hours(always_open=settings.always_open)
        self._phones = Phones(self._ari)
        lanes, notes = Lanes(), Notes(self._journal.write)
        self._outgoing = Outgoing(
            ari=self._ari, lanes=lanes, notes=notes, settings=settings.trunks, number=settings.number
        )
        self._exchange = Exchange(
            ari=self._ari,
            phones=self._phones,
            lanes=lanes,
            notes=notes,
            outgoing=self._outgoing,
            lease=settings.lease,
        )
        self._phone_keeping = PhoneKeeping(self._exchange, self._phones, self._reader)
        self._seat = Seat(run / "lines.lock")
        self._signals = Signals(settings.conninfo, self._wished)
        self._just_heard: deque[dict[str, Any]] = deque(maxlen=TWICE)
        self._postponed: list[Callable[[], None]] | None = []
        self._replaced: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._wire_ways_in(lanes)
        self._wire_talks(lanes)
        self._wire_watches(lanes, run)

    def _wire_ways_in(self, lanes: Lanes) -> None:
        """What callers meet before an adviser: menu, hours, news, messages, call-backs, text."""
        front = self._front = Front(self._ari, lanes, self._exchange.steps, self._exchange.give_up)
        self._visits = Visits(self._settings.state)
        self._messages = Messages(self._exchange, front, self._visits)
        self._attendant = Attendant(self._exchange, front, self._hours, self._visits, self._messages)
        self._news = Newsreader(self._exchange, front, self._visits)
        self._texts = Texts(self._exchange, lambda: self._reader.read(open_chats))

    def _wire_talks(self, lanes: Lanes) -> None:
        """What happens in and after a talk: others beside the adviser, recording, the question at its end."""
        self._listening = Listening(self._exchange, self._ari, lanes)
        self._floorwork = Floorwork(self._exchange)
        self._outbound = Outbound(self._exchange, self._ari, lanes)
        parties = Parties(self._exchange, self._ari, lanes)
        self._party_mending = PartyMending(self._exchange, self._ari, lanes, parties)
        self._returns = PartyReturns(self._exchange, self._ari, lanes, parties)
        self._transfers = Transfers(self._exchange, parties)
        self._interpreters = Interpreters(self._exchange, parties)
        self._recordings = Recordings(self._exchange, self._ari, lanes, self._settings.state)
        self._survey = Survey(self._exchange, self._ari, lanes, lambda: self._diary.stories())

    def _wire_watches(self, lanes: Lanes, run: Path) -> None:
        """What looks after the line itself: crowds, silence, strangers at the door, what was promised."""
        notes, log_files = self._exchange.notes, self._settings.state / "asterisk" / "log"
        self._crowd = Crowd(self._ari, notes, clock.now())
        self._hearing = Hearing(ari=self._ari, lanes=lanes, notes=notes, calls=self._exchange.calls)
        self._gate = Gate(
            ari=self._ari,
            lanes=lanes,
            notes=notes,
            page=log_files / "security.log",
            kept=run / "lines.gate.json",
            spared=self._settings.trunks.operators,
        )
        self._diary = Diary(log_files / "cel-custom" / "events.csv", run / "lines.diary")
        self._promises = Promises(
            self._exchange,
            self._hours,
            lambda: self._reader.read(call_backs.for_exchange),
            lambda: self._journal.unwritten,
        )
        self._call_backs = CallBacks(self._exchange, self._ari, lanes, self._diary, self._promises)
        self._ordering = Ordering(self._exchange, self._front, self._promises, lambda: self._news.pace)

    async def run(self) -> None:
        """Serve until told to stop, first waiting until no other daemon does; raises when the lead is lost later."""
        await self._seat.take()
        await self._signals.lead()
        self._journal.start()
        await asyncio.to_thread(self._journal.wait_until_caught_up)
        remember(self._exchange, await self._reader.read(_memory))
        self._floorwork.recall(await self._reader.read(supervision.precedences))
        self._exchange.office.learn(await self._reader.read(rulebook), clock.now())
        await self._learn_consents()
        await self._reader.quietly(self._promises.learn())
        await self._reader.quietly(self._learn_line())
        self._texts.start(await self._reader.read(open_chats), clock.now())
        self._outgoing.tried = await self._reader.read(trunks.tried_since, clock.now() - DAY)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._wire.run(self._take_over))
            tasks.create_task(self._signals.listen(self._database_back))
            tasks.create_task(self._beat())
            tasks.create_task(self._keep_in_step())
            tasks.create_task(self._texts.watch())
            tasks.create_task(self._promises.watch())
            tasks.create_task(self._ordering.watch())
            tasks.create_task(self._news.watch())
            tasks.create_task(self._watch_for_replacement())

    def stop(self) -> None:
        """Write what is not written yet."""
        self._journal.stop()

    # --- what comes in ---------------------------------------------------------------------------------------------

    def _heard(self, raw: dict[str, Any]) -> None:
        if raw.get("type") == "ApplicationReplaced":
            if not self._replaced.done():
                self._replaced.set_exception(Replaced("another program uses our name at the engine"))
        elif "timestamp" in raw and raw not in self._just_heard:
            self._just_heard.append(raw)
            self._do_or_postpone(lambda: self._exchange.handle(parse_event(raw)))

    def _wished(self, said: dict[str, Any]) -> None:
        if said["kind"] == "phone":
            self._reader.background(self._phone_keeping.learn(said["username"]))
        elif said["kind"] == "rules":
            self._reader.background(self._learn_rules())
        elif said["kind"] == "line":
            self._reader.background(self._learn_line())
        elif said["kind"] == "call_backs":
            self._promises.changed()
        elif said["kind"] == "texts":
            self._reader.background(self._texts.learn())
        elif said["kind"].startswith("text_"):
            self._exchange.wish(said)
        elif said["kind"] == "staff":
            self._reader.background(self._phone_keeping.check())
        else:
            self._do_or_postpone(lambda: self._exchange.wish(said))

    def _do_or_postpone(self, action: Callable[[], None]) -> None:
        """Act now, or after the takeover that is going on or comes with the next connection."""
        if self._postponed is None and not self._wire.is_up:
            self._postponed = []
        if self._postponed is None:
            action()
        else:
            self._postponed.append(action)

    # --- after each connection -------------------------------------------------------------------------------------

    async def _take_over(self) -> None:
        self._postponed = self._postponed or []
        await self._ari.filter_events()
        await self._ari.subscribe("endpoint:PJSIP")
        await self._phone_keeping.agree()
        self._exchange.offers.forget_fallback()
        await Takeover(self._exchange, self._ari, self._diary, clock.now()).run()
        self._outgoing.agree(await self._ari.phones(), await self._ari.channels(), clock.now())
        self._call_backs.settle(clock.now())
        self._gate.agree()
        waiting, self._postponed = self._postponed, None
        for action in waiting:
            action()
        self._give_sign_of_life()
        log.info("lines: connected, %d calls", len(self._exchange.calls))

    async def _database_back(self) -> None:
        """Signals were lost: read again what people chose meanwhile, and the accounts issued."""
        for fact in await self._reader.read(routing.presence_facts):
            adviser = self._exchange.offers.floor.advisers.get(fact.staff_id)
            if fact.state in CHOICES and (adviser is None or fact.since > adviser.since):
                chosen = events.Chose(fact.staff_id, fact.state, fact.reason)
                self._do_or_postpone(partial(self._exchange.offers.apply, chosen, fact.since))
        if self._wire.is_up:
            await self._phone_keeping.agree()

    # --- clocks ----------------------------------------------------------------------------------------------------

    async def _beat(self) -> None:
        while True:
            self._give_sign_of_life()
            if self._serves:
                self._diary.move_on()
                self._gate.look(clock.now())
                self._hearing.look(clock.now())
                await self._reader.quietly(self._phone_keeping.expire(clock.now()))
            await asyncio.sleep(BEAT)

    @property
    def _serves(self) -> bool:
        return self._wire.is_up and self._postponed is None

    def _give_sign_of_life(self) -> None:
        detail = json.dumps({"calls": len(self._exchange.calls), "unwritten": self._journal.unwritten})
        up = self._serves
        heartbeat.beat("lines", state="up" if up else "down", detail=detail if up else "the engine is away")

    async def _keep_in_step(self) -> None:
        """Read anew what an office changes: the line's hours, and who still has a phone."""
        while True:
            self._hours.calendar = await self._reader.read_or(city.calendar, otherwise=self._hours.calendar)
            await self._reader.quietly(self._learn_rules())
            await self._reader.quietly(self._learn_line())
            if self._serves:
                self._diary.turn_over(clock.now())
                await self._reader.quietly(self._phone_keeping.check())
                await self._reader.quietly(self._crowd.look(clock.now()))
            await asyncio.sleep(IN_STEP_EVERY)

    async def _learn_line(self) -> None:
        """Read the menu, messages for everybody, settings, and how fast the line moves."""
        self._visits.plan = await self._reader.read(line_plan)
        self._news.pace = await self._reader.read(pace, clock.now())

    async def _learn_rules(self) -> None:
        """Read what an office set; without a database what was read last holds."""
        rules = await self._reader.read(rulebook)
        self._do_or_postpone(lambda: self._exchange.office.learn(rules, clock.now()))
        await self._learn_consents()

    async def _learn_consents(self) -> None:
        """Read what the office decided about recording and about the question after a call."""
        self._recordings.learn(await self._reader.read(recordings.decision), clock.now())
        self._survey.learn(await self._reader.read(surveys.decision))

    async def _watch_for_replacement(self) -> None:
        await self._replaced


def _memory() -> Memory:
    return Memory(routing.presence_facts(), contacts.open_calls(), telephony.valid_phones(clock.now()))


async def serve(settings: Settings) -> None:
    """Run the daemon until SIGTERM or SIGINT."""
    lines = Lines(settings)
    task = asyncio.ensure_future(lines.run())
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        log.info("lines: told to stop")
    finally:
        lines.stop()
