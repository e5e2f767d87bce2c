"""Pages that fall silent, as the daemon looks after them: how long each side may be away, without an engine."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from infolinia.routing.rules.events import Event, Left, TalkEnded, Waits
from infolinia.routing.rules.floor import Caller, Floor
from infolinia.telephony.chats.queries import OpenChat
from infolinia.telephony.lines.call import Call, Stage
from infolinia.telephony.lines.journal import Fact
from infolinia.telephony.lines.texts import Texts

AT = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
ZOFIA = 7


@dataclass
class Noted:
    """What the daemon would have done."""

    facts: list[Fact] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def add(self, facts: list[Fact]) -> None:
        self.facts += facts

    @property
    def said(self) -> list[str]:
        return [fact.operation for fact in self.facts]


def chat(**changes: Any) -> OpenChat:
    talking = OpenChat(
        conversation_id=uuid4(),
        call_id="text-1",
        state="talking",
        arrived_at=AT - timedelta(minutes=20),
        answered_at=AT - timedelta(minutes=10),
        queue="general",
        language="pl",
        adviser_id=ZOFIA,
        resident_seen_at=AT,
        adviser_seen_at=AT,
    )
    return replace(talking, **changes)


def after(known_for: timedelta, seen: OpenChat) -> tuple[Noted, dict[str, Call]]:
    """Let the daemon know the conversation for so long, then look at it."""
    noted, calls = Noted(), dict[str, Call]()
    offers = SimpleNamespace(floor=Floor(), apply=lambda event, at: noted.events.append(event))
    office = SimpleNamespace(meet=lambda *_: None)
    exchange: Any = SimpleNamespace(calls=calls, wishes={}, notes=noted, offers=offers, office=office)
    exchange.stand_in_line = lambda call, at: noted.events.append(Waits(Caller(call.id, call.arrived_at)))

    async def look() -> None:
        texts = Texts(exchange, read=lambda: asyncio.sleep(0, []))
        texts.agree([replace(seen, resident_seen_at=AT - known_for, adviser_seen_at=AT - known_for)], AT - known_for)
        noted.events.clear()
        texts.agree([seen], AT)

    asyncio.run(look())
    return noted, calls


@pytest.mark.parametrize(
    ("resident", "adviser", "stage"),
    [
        (timedelta(seconds=5), timedelta(seconds=5), Stage.TALKING),
        (timedelta(minutes=2), timedelta(seconds=5), Stage.TALKING),
        (timedelta(minutes=4), timedelta(seconds=5), Stage.ENDED),
        (timedelta(seconds=5), timedelta(seconds=50), Stage.TALKING),
        (timedelta(seconds=5), timedelta(minutes=2), Stage.WAITING),
    ],
    ids=[
        "both are there",
        "the resident's telephone sleeps for two minutes: the talk goes on",
        "the resident is away for four minutes: the talk is over",
        "the adviser reloads the page: the talk goes on",
        "the adviser's page is gone: the resident waits again",
    ],
)
def test_how_long_a_page_may_be_silent(resident: timedelta, adviser: timedelta, stage: Stage) -> None:
    seen = chat(resident_seen_at=AT - resident, adviser_seen_at=AT - adviser)
    _noted, calls = after(timedelta(minutes=10), seen)
    assert calls["text-1"].stage is stage


def test_who_waits_again_stands_where_they_came() -> None:
    noted, calls = after(timedelta(minutes=10), chat(adviser_seen_at=AT - timedelta(minutes=2)))
    assert TalkEnded("text-1") in noted.events
    (waits,) = (event for event in noted.events if isinstance(event, Waits))
    assert waits.caller.arrived_at == AT - timedelta(minutes=20)
    assert calls["text-1"].adviser_id is None


def test_an_adviser_who_has_just_answered_need_not_have_been_seen() -> None:
    _noted, calls = after(timedelta(seconds=30), chat(adviser_seen_at=None))
    assert calls["text-1"].stage is Stage.TALKING


def test_the_end_of_a_silent_page_is_written_down() -> None:
    noted, _calls = after(timedelta(minutes=10), chat(resident_seen_at=AT - timedelta(minutes=4)))
    assert noted.said[-1] == "call_ended"
    assert Left("text-1") in noted.events
