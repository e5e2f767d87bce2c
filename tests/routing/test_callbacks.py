"""Calling back: whom it is offered to, when the line may ring, what follows an attempt, and that places are kept."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infolinia.city.rules.calendar import CITY_ZONE, Calendar
from infolinia.routing.rules import events
from infolinia.routing.rules.callbacks import CallBackRules, Next, after_attempt, is_offered, may_ring, valid_until
from infolinia.routing.rules.commands import Ring
from infolinia.routing.rules.distribution import Step, after
from infolinia.routing.rules.floor import READY, Caller, Floor
from infolinia.routing.rules.waits import Estimate
from tests.routing.test_distribution import NINE

LINE = Calendar()
RULES = CallBackRules(tries=3, gap=timedelta(minutes=15))
AT = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
LATER = AT + timedelta(hours=10)


def minutes(middle: float) -> Estimate:
    """A wait around so many minutes."""
    return Estimate(timedelta(0), timedelta(minutes=middle), timedelta(minutes=2 * middle))


@pytest.mark.parametrize(
    ("rules", "place", "wait", "offered"),
    [
        (CallBackRules(), 1, minutes(1), False),
        (CallBackRules(), 3, minutes(1), True),
        (CallBackRules(), 1, minutes(3), True),
        (CallBackRules(from_place=0), 9, minutes(1), False),
        (CallBackRules(from_wait=timedelta(0)), 1, minutes(30), False),
        (CallBackRules(), 1, None, True),
        (CallBackRules(is_on=False), 9, minutes(30), False),
        (CallBackRules(is_on=False), 9, None, False),
    ],
)
def test_it_is_offered_by_place_or_wait(rules: CallBackRules, place: int, wait: Estimate | None, offered: bool) -> None:
    assert is_offered(rules, place=place, wait=wait) is offered


@pytest.mark.parametrize(
    ("when", "rings"),
    [
        ("2026-11-24 06:59", False),  # the line opens at seven, but nobody is called before eight
        ("2026-11-24 07:30", False),
        ("2026-11-24 08:00", True),
        ("2026-11-24 17:59", True),
        ("2026-11-24 18:00", False),  # the line is closed, though calls until eight in the evening would be polite
        ("2026-11-28 13:59", True),  # Saturday
        ("2026-11-28 14:00", False),
        ("2026-11-29 12:00", False),  # Sunday
        ("2026-12-25 12:00", False),  # Christmas
    ],
)
def test_the_line_rings_nobody_outside_its_hours_nor_too_early_or_late(when: str, rings: bool) -> None:
    local = datetime.fromisoformat(when).replace(tzinfo=CITY_ZONE)
    assert may_ring(CallBackRules(), LINE, local) is rings


def test_a_line_without_hours_of_its_own_still_keeps_the_quiet_ones() -> None:
    night = datetime(2026, 11, 24, 2, 0, tzinfo=CITY_ZONE)
    assert not may_ring(CallBackRules(), LINE, night, always_open=True)
    assert may_ring(CallBackRules(earliest=time(0), latest=time.max), LINE, night, always_open=True)


@pytest.mark.parametrize(
    ("asked", "days", "until"),
    [
        ("2026-11-24 10:00", 0, "2026-11-24 18:00"),
        ("2026-11-24 10:00", 1, "2026-11-25 18:00"),
        ("2026-11-24 19:00", 0, "2026-11-25 18:00"),
        ("2026-11-28 15:00", 1, "2026-12-01 18:00"),
    ],
)
def test_a_promise_holds_until_the_line_closes_on_the_day_that_the_office_chose(
    asked: str, days: int, until: str
) -> None:
    at, ends = (datetime.fromisoformat(text).replace(tzinfo=CITY_ZONE) for text in (asked, until))
    assert valid_until(CallBackRules(valid_days=days), LINE, at) == ends


@pytest.mark.parametrize(
    ("result", "attempts", "following"),
    [
        ("reached", 1, Next("reached")),
        ("wrong_number", 1, Next("wrong_number")),
        ("refused", 1, Next("refused")),
        ("no_answer", 1, Next("waiting", AT + timedelta(minutes=15))),
        ("machine", 2, Next("waiting", AT + timedelta(minutes=15))),
        ("given_up", 1, Next("waiting", AT + timedelta(minutes=15))),
        ("busy", 1, Next("waiting", AT + timedelta(minutes=5))),
        ("no_answer", 3, Next("not_reached")),
        ("busy", 3, Next("not_reached")),
        ("failed", 3, Next("waiting", AT + timedelta(minutes=5), counts=False)),
    ],
)
def test_what_follows_an_attempt(result: str, attempts: int, following: Next) -> None:
    assert after_attempt(RULES, result=result, attempts=attempts, at=AT, expires_at=LATER) == following


def test_nothing_is_tried_after_the_promise_has_ended() -> None:
    soon = AT + timedelta(minutes=15)
    assert after_attempt(RULES, result="no_answer", attempts=1, at=AT, expires_at=soon) == Next("not_reached")


CALLS = [f"call-{number}" for number in range(6)]


@st.composite
def days(draw: st.DrawFn) -> list[tuple[int, str, str]]:
    """Arrivals and what becomes of them: (minute, call, deed); some callers turn into call-backs and come again."""
    deeds = st.sampled_from(["waits", "promised", "stands", "steps back", "free"])
    return draw(st.lists(st.tuples(st.integers(0, 90), st.sampled_from(CALLS), deeds), min_size=4, max_size=40))


@settings(max_examples=400, deadline=None)
@given(days())
def test_a_call_back_is_served_in_its_turn_and_overtaken_by_nobody(day: list[tuple[int, str, str]]) -> None:
    """Callers hang up with a promise, stand in the line again at any later moment, and keep their first arrival."""
    floor = after(Floor(), events.PhoneChanged(1, True), NINE).floor
    arrived: dict[str, datetime] = {}
    for minute, call, deed in sorted(day):
        at = NINE + timedelta(minutes=minute)
        arrived.setdefault(call, at)
        name = f"callback-{call}-1" if deed in ("stands", "steps back") else call
        if deed in ("waits", "stands"):
            step = after(floor, events.Waits(Caller(name, arrived[call])), at)
        elif deed == "promised" or deed == "steps back":
            step = after(floor, events.Left(name), at)
        else:
            step = served(floor, at)
        for ring in (command for command in step.commands if isinstance(command, Ring)):
            place = step.floor.callers[ring.offer.call_id].arrived_at
            assert place == min(one.arrived_at for one in step.floor.callers.values()), "somebody was overtaken"
        floor = step.floor


def served(floor: Floor, at: datetime) -> Step:
    """The adviser takes what rings, ends it and is ready for the next."""
    for offer in list(floor.offers.values()):
        floor = after(floor, events.Accepted(offer.id), at).floor
        floor = after(floor, events.TalkEnded(offer.call_id), at).floor
    return after(floor, events.Chose(1, READY), at)
