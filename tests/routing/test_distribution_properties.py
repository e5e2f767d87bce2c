"""What holds after any events in any order, told twice or not at all."""

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from infolinia.routing.rules import events
from infolinia.routing.rules.commands import Ring
from infolinia.routing.rules.distribution import Step, after
from infolinia.routing.rules.floor import READY, RINGING, TEXT, VOICE, Caller, Capacity, Floor
from infolinia.routing.rules.matching import in_line, next_pair
from infolinia.routing.rules.needs import Need, Overflow, Relaxation, Wanted
from tests.routing.test_distribution import NINE

ADVISERS = st.integers(1, 4)
CALLS = st.sampled_from(["a", "b", "c", "d", "e"])
ARRIVALS = {name: NINE - timedelta(seconds=ord(name) * 7 % 60) for name in "abcde"}
WHYS = st.sampled_from(["no_answer", "rejected", "phone_gone", "phone_failed"])
ROADS = Need("drogi", 2, (Relaxation(timedelta(seconds=20), 1),))
TO_ALL = (Overflow(timedelta(seconds=60), (Need("ogólne"),)),)
WANTED = st.sampled_from([Wanted(), Wanted((Need("uk"),)), Wanted((ROADS,), TO_ALL), Wanted((ROADS, Need("uk")))])
SKILLS = st.dictionaries(st.sampled_from(["uk", "drogi", "ogólne"]), st.integers(1, 3))


@st.composite
def callers(draw: st.DrawFn) -> Caller:
    """A caller by voice or text, with needs, a head start, and perhaps one person preferred for a while."""
    call = draw(CALLS)
    return Caller(
        call,
        ARRIVALS[call],
        wanted=draw(WANTED),
        head_start=timedelta(minutes=draw(st.sampled_from([0, 0, 2]))),
        prefers=draw(st.sampled_from([None, None, 1, 2])),
        prefers_until=NINE + timedelta(seconds=30),
        medium=TEXT if call in "de" else VOICE,
        spares_rare=draw(st.booleans()),
    )


def about_offers(draw: st.DrawFn, floor: Floor) -> events.Event:
    """An event about an open offer, or about one that never was."""
    known = st.sampled_from([*floor.offers, "unknown"])
    return draw(st.one_of(st.builds(events.Accepted, known), st.builds(events.Lost, known, WHYS)))


ANYTHING = st.one_of(
    st.builds(events.Chose, ADVISERS, st.sampled_from(["ready", "break", "offline", "talking"])),
    st.builds(events.PhoneChanged, ADVISERS, st.booleans()),
    callers().map(events.Waits),
    st.builds(events.Equipped, ADVISERS, SKILLS, st.builds(Capacity, st.integers(0, 2), st.integers(0, 1))),
    st.just(events.TimePassed()),
    st.builds(events.Left, CALLS),
    st.builds(events.Taken, CALLS, ADVISERS),
    st.builds(events.TalkEnded, CALLS),
    st.builds(
        lambda call, adviser: events.Found("found", call, adviser, NINE + timedelta(hours=1), ARRIVALS[call]),
        CALLS,
        ADVISERS,
    ),
)


def check(step: Step, at: datetime) -> None:
    floor = step.floor
    offers = list(floor.offers.values())
    assert len({offer.adviser_id for offer in offers}) == len(offers), "two offers at one adviser"
    assert len({offer.call_id for offer in offers}) == len(offers), "two offers of one call"
    assert all(offer.call_id in floor.callers for offer in offers), "an offer of nobody"
    ringing = {adviser.id for adviser in floor.advisers.values() if adviser.state == RINGING}
    assert ringing == {offer.adviser_id for offer in offers if offer.medium == VOICE}, (
        "an adviser stuck in ringing, or offered without it"
    )
    assert next_pair(floor, at) is None, "somebody free while somebody waits whom they could serve"
    for call in {command.offer.call_id for command in step.commands if isinstance(command, Ring)}:
        served = floor.callers[call]
        overtaken = [one for one in in_line(floor) if is_equal(one, served) and one.place < served.place]
        assert not overtaken, "a caller was overtaken by an equal"


def is_equal(one: Caller, other: Caller) -> bool:
    """Callers are equal when the same people may serve both: needs, waiting for one person, medium."""
    return (one.wanted, one.prefers, one.medium) == (other.wanted, other.prefers, other.medium)


@settings(max_examples=1000, deadline=None)
@given(st.data())
def test_nobody_is_overtaken_doubled_or_stuck(data: st.DataObject) -> None:
    floor, at = Floor(), NINE
    for _ in range(data.draw(st.integers(1, 40))):
        at += timedelta(milliseconds=data.draw(st.integers(0, 3000)))
        event = data.draw(ANYTHING) if data.draw(st.booleans()) else about_offers(data.draw, floor)
        for _again in range(data.draw(st.integers(0, 2))):
            step = after(floor, event, at)
            check(step, at)
            floor = step.floor


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_every_caller_is_served_once_people_answer(data: st.DataObject) -> None:
    """Whatever happened before: when all can do everything, are ready and answer, every waiting caller is served."""
    floor, at = Floor(), NINE
    for event in data.draw(st.lists(ANYTHING, max_size=30)):
        floor = after(floor, event, at).floor
    waiting = set(floor.callers)
    served: list[str] = []
    for talk in range(100):
        at += timedelta(seconds=1)
        floor = all_are_ready(floor, at)
        if not floor.offers:
            break
        offer = min(floor.offers.values(), key=lambda one: floor.callers[one.call_id].place)
        served.append(offer.call_id)
        floor = after(floor, events.Accepted(offer.id), at).floor
        assert talk < 99, "callers are never served"
    assert set(served) == waiting
    assert len(served) == len(waiting), "nobody is served twice"


def all_are_ready(floor: Floor, at: datetime) -> Floor:
    """Let every talk end, and everybody be ready who can do everything."""
    able = {"uk": 3, "drogi": 3, "ogólne": 3}
    told: list[events.Event] = [events.TalkEnded(call) for call in "abcde"]
    for adviser in (1, 2, 3, 4):
        told += [
            events.Equipped(adviser, able, Capacity(2, 1)),
            events.PhoneChanged(adviser, True),
            events.Chose(adviser, READY),
        ]
    for event in told:
        floor = after(floor, event, at).floor
    return floor
