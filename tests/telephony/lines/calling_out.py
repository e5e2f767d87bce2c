"""The part of the daemon that calls out, against a real engine: events in, orders out, facts in a list."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from infolinia.core import clock
from infolinia.telephony.ari.client import Ari
from infolinia.telephony.ari.events import Channel, parse_event
from infolinia.telephony.ari.wire import Wire, read_access
from infolinia.telephony.lines.exchange import Exchange
from infolinia.telephony.lines.journal import Fact
from infolinia.telephony.lines.lanes import Lanes
from infolinia.telephony.lines.leaving import Failure, Purpose
from infolinia.telephony.lines.notes import Notes
from infolinia.telephony.lines.outgoing import Outgoing
from infolinia.telephony.lines.phones import Phones
from infolinia.telephony.provisioning.trunk_settings import read_trunk_settings
from tests.telephony.running import CARRIER, NUMBER, RunningEngine

PURPOSE = "trial"


class CallingOut:
    """What became of the calls that leave; `ari` and `outgoing` are the daemon's own."""

    def __init__(self, running: RunningEngine) -> None:
        self.answered: dict[str, Channel] = {}
        self.failed: dict[str, Failure] = {}
        self.ended: list[str] = []
        self.facts: list[Fact] = []
        self._wire = Wire(lambda: read_access(running.folder / "ari.json"), "infolinia", self._heard)
        self.ari = Ari(self._wire, "infolinia")
        lanes, notes = Lanes(), Notes(lambda *facts: self.facts.extend(facts))
        settings = read_trunk_settings(running.state, carrier=CARRIER)
        self.outgoing = Outgoing(ari=self.ari, lanes=lanes, notes=notes, settings=settings, number=NUMBER)
        self.outgoing.purposes[PURPOSE] = Purpose(self._answered, self._failed, self._ended)
        self._exchange = Exchange(
            ari=self.ari,
            phones=Phones(self.ari),
            lanes=lanes,
            notes=notes,
            outgoing=self.outgoing,
        )

    def dial(self, key: str, number: str = "500 000 014", *, seconds: int = 30) -> None:
        """Call out."""
        self.outgoing.dial(PURPOSE, key, number, seconds=seconds, at=clock.now())

    def results(self) -> list[tuple[str, str]]:
        """Return (trunk, result) of each call as the register gets it."""
        written = [fact.details for fact in self.facts if fact.operation == "record_outgoing"]
        return [(str(one["trunk"]), str(one["result"])) for one in written]

    def trunk_is(self, name: str, state: str) -> bool:
        """Whether the last thing written of a trunk is this."""
        said = [fact.details for fact in self.facts if fact.operation == "record_trunk"]
        return [one["state"] for one in said if one["name"] == name][-1:] == [state]

    async def until(self, claim: Callable[[], object], timeout: float = 5.0) -> None:
        """Wait until the claim holds; fails the test when the time is over."""
        async with asyncio.timeout(timeout):
            while not claim():
                await asyncio.sleep(0.02)

    async def play(self, story: Callable[["CallingOut"], Awaitable[None]]) -> None:
        """Connect, let the story happen, leave."""
        up = asyncio.Event()

        async def agree() -> None:
            await self.ari.filter_events()
            await self.ari.subscribe("endpoint:PJSIP")
            self.outgoing.agree(await self.ari.phones(), await self.ari.channels(), clock.now())
            up.set()

        task = asyncio.create_task(self._wire.run(agree))
        try:
            async with asyncio.timeout(10):
                await up.wait()
            await story(self)
        finally:
            for channel in await self.ari.channels():
                await self.ari.hang_up(channel.id)
            task.cancel()
            await asyncio.wait({task})

    def _heard(self, raw: dict[str, Any]) -> None:
        if "timestamp" in raw:
            self._exchange.handle(parse_event(raw))

    def _answered(self, key: str, channel: Channel, _at: datetime) -> None:
        self.answered[key] = channel

    def _failed(self, key: str, why: Failure, _at: datetime) -> None:
        assert key not in self.failed, "a failure is told once"
        self.failed[key] = why

    def _ended(self, key: str, _leg: str, _at: datetime) -> None:
        self.ended.append(key)


def calling_out(running: RunningEngine, story: Callable[[CallingOut], Awaitable[None]]) -> None:
    """Let a story of outgoing calls happen against the engine."""

    async def run() -> None:
        await CallingOut(running).play(story)

    asyncio.run(run())
