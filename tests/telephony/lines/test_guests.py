"""A resident's browser has one line: it can't fill the queue with calls of its own."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from infolinia.telephony.ari.client import Ari
from infolinia.telephony.ari.events import parse_event
from infolinia.telephony.lines.exchange import Exchange
from infolinia.telephony.lines.lanes import Lanes
from infolinia.telephony.lines.notes import Notes
from infolinia.telephony.lines.outgoing import Outgoing
from infolinia.telephony.lines.phones import Phones
from infolinia.telephony.provisioning.trunk_settings import read_trunk_settings
from tests.telephony.running import CARRIER, NUMBER

MOMENT = datetime(2026, 11, 24, 9, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%S.%f%z")


class Wire:
    """An engine that agrees to everything and remembers which channels it was told to end."""

    def __init__(self) -> None:
        self.ended: list[str] = []

    async def request(self, method: str, path: str, **_body: object) -> Any:
        if method == "DELETE" and path.count("/") == 1:
            self.ended.append(path.removeprefix("channels/"))
        return {}


def about(kind: str, name: str, entrance: str = "web") -> dict[str, Any]:
    channel = {"id": name.rpartition("/")[2], "name": name, "creationtime": MOMENT}
    return {"type": kind, "timestamp": MOMENT, "args": [entrance], "channel": channel}


def ended_after(*events: dict[str, Any]) -> list[str]:
    wire = Wire()

    async def happen() -> None:
        ari = Ari(wire, "infolinia")  # type: ignore[arg-type]
        notes, lanes = Notes(lambda *_facts: None), Lanes()
        settings = read_trunk_settings(Path("/nowhere"), carrier=CARRIER)
        outgoing = Outgoing(ari=ari, lanes=lanes, notes=notes, settings=settings, number=NUMBER)
        exchange = Exchange(ari=ari, phones=Phones(ari), lanes=lanes, notes=notes, outgoing=outgoing)
        for event in events:
            exchange.handle(parse_event(event))
            await asyncio.sleep(0)
        for _turn in range(20):
            await asyncio.sleep(0)

    asyncio.run(happen())
    return wire.ended


def test_a_second_call_of_the_same_browser_is_ended() -> None:
    calls = [about("StasisStart", f"PJSIP/guest-1a2b3c4d-0000000{number}") for number in (1, 2, 3)]
    assert ended_after(*calls) == ["guest-1a2b3c4d-00000002", "guest-1a2b3c4d-00000003"]


def test_after_the_first_call_ended_there_may_be_another() -> None:
    first, second = (f"PJSIP/guest-1a2b3c4d-0000000{number}" for number in (1, 2))
    assert not ended_after(about("StasisStart", first), about("ChannelDestroyed", first), about("StasisStart", second))


def test_two_browsers_and_any_number_of_callers_of_the_carrier_are_welcome() -> None:
    guests = [about("StasisStart", f"PJSIP/guest-{name}-00000001") for name in ("1a2b3c4d", "5e6f7a8b")]
    callers = [about("StasisStart", f"PJSIP/carrier-0000000{number}", "inbound") for number in (2, 3)]
    assert not ended_after(*guests, *callers)
