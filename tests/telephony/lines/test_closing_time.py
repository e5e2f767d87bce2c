"""Who came in while the line was open is served after it closed; who comes later is told when it opens."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from infolinia.city.models import OpeningHours, Staff
from infolinia.city.rules.calendar import Calendar
from infolinia.routing.rules.rulebook import Rulebook
from infolinia.telephony.lines.attendant import Attendant
from infolinia.telephony.lines.call import Call, Stage
from infolinia.telephony.lines.hours import Hours
from infolinia.telephony.lines.messages import Messages
from infolinia.telephony.lines.visits import Visits
from tests.telephony.lines.running_lines import Desk, RunningLines, becomes
from tests.telephony.running import NUMBER

Seat = Callable[[Staff], Desk]
CLOSING = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)  # 18:00 in the city, a Tuesday
BEFORE, AFTER = CLOSING - timedelta(minutes=2), CLOSING + timedelta(minutes=2)
GREETED = {"GREETED": "yes"}
NEW: dict[str, str] = {}


class Front:
    """Writes down what the engine would be told."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def __getattr__(self, order: str) -> Callable[..., None]:
        return lambda *facts, **_more: self.said.append(facts[1] if order == "say" else order)


class Exchange:
    """The part of the exchange that callers come in through."""

    def __init__(self) -> None:
        self.calls: dict[str, Call] = {}
        self.heard: dict[str, Any] = {}
        self.seen: dict[str, Any] = {}
        self.keyed: list[Any] = []
        self.mending: list[Any] = []
        self.office = SimpleNamespace(rules=Rulebook())
        self.queued: list[str] = []
        self.receive: Callable[..., None] = lambda *_facts: None

    def follow(self, _kind: str, _act: Callable[..., None]) -> None:
        """Nothing of the engine is heard here."""

    def wants_call_back(self, _call: Call) -> bool:
        """Nobody of these asked for one."""
        return False

    def queue(self, call: Call, _at: datetime) -> None:
        """Write down who waits."""
        call.stage = Stage.WAITING
        self.queued.append(call.id)


ROWS = [
    ("before closing a caller is greeted", NEW, BEFORE, BEFORE, False, "greet"),
    ("after closing a caller is told the hours", NEW, AFTER, AFTER, False, "offer"),
    ("who waits at closing time waits on", GREETED, BEFORE, AFTER, True, "queued"),
    ("who came back from the fallback queue after closing is served", GREETED, BEFORE, AFTER, False, "queued"),
    ("who was greeted by the fallback queue at night is not", GREETED, AFTER, AFTER, False, "offer"),
    ("who was in the menu hears it on", {**GREETED, "LINE_STEP": "menu"}, BEFORE, AFTER, False, "menu"),
    ("who was offered a message is offered it again", {"LINE_STEP": "offer:closed"}, AFTER, AFTER, False, "offer"),
]


@pytest.mark.parametrize(
    ("variables", "arrived", "now", "was_queued", "happens"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_closing_time(
    variables: Mapping[str, str], arrived: datetime, now: datetime, was_queued: bool, happens: str, tmp_path: Path
) -> None:
    exchange, front, visits = Exchange(), Front(), Visits(tmp_path)
    messages = Messages(exchange, front, visits)  # type: ignore[arg-type]
    Attendant(exchange, front, Hours(calendar=Calendar()), visits, messages)  # type: ignore[arg-type]
    call = Call("infolinia-1.1", "phone", arrived, "500000014", "")
    call.was_queued = was_queued
    exchange.receive(call, variables, now)
    assert [*front.said, *(["queued"] if exchange.queued else [])][-1] == happens


@pytest.mark.engine
def test_a_caller_who_waits_when_the_line_closes_is_served_even_by_a_daemon_that_starts_then(
    lines: RunningLines, zofia: Staff, desk: Seat
) -> None:
    for weekday in range(7):
        OpeningHours.objects.update_or_create(weekday=weekday, defaults={"opens": "00:00", "closes": "23:59"})
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER)
        assert becomes("waiting")
        OpeningHours.objects.all().delete()
        lines.kill()
        lines.environment["INFOLINIA_OPEN"] = "hours"
        lines.start()
        adviser = desk(zofia).ready()
        adviser.phone.ringing(timeout=10).answer()
        assert call.hears(adviser.phone.pitch)
