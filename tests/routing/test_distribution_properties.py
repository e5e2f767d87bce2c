"""What holds after any events in any order, told twice or not at all."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from infolinia.routing.rules import events
from infolinia.routing.rules.commands import Ring
from infolinia.routing.rules.distribution import Step, after
from infolinia.routing.rules.floor import READY, RINGING, Floor
from tests.routing.test_distribution import NINE

ADVISERS = st.integers(1, 4)
CALLS = st.sampled_from(["a", "b", "c", "d", "e"])
ARRIVALS = {name: NINE - timedelta(seconds=ord(name) * 7 % 60) for name in "abcde"}
WHYS = st.sampled_from(["no_answer", "rejected", "phone_gone", "phone_failed"])


def about_offers(draw: st.DrawFn, floor: Floor) -> events.Event:
    """An event about an open offer, or about one that never was."""
    known = st.sampled_from([*floor.offers, "unknown"])
    return draw(st.one_of(st.builds(events.Accepted, known), st.builds(events.Lost, known, WHYS)))


ANYTHING = st.one_of(
    st.builds(events.Chose, ADVISERS, st.sampled_from(["ready", "break", "offline", "talking"])),
    st.builds(events.PhoneChanged, ADVISERS, st.booleans()),
    CALLS.map(lambda call: events.Waits(call, ARRIVALS[call])),
    st.builds(events.Left, CALLS),
    st.builds(events.Taken, CALLS, ADVISERS),
    st.builds(events.TalkEnded, CALLS),
    st.builds(
        lambda call, adviser: events.Found("found", call, adviser, NINE + timedelta(hours=1), ARRIVALS[call]),
        CALLS,
        ADVISERS,
    ),
)


def check(before: Floor, step: Step) -> None:
    floor = step.floor
    offers = list(floor.offers.values())
    assert len({offer.adviser_id for offer in offers}) == len(offers), "two offers at one adviser"
    assert len({offer.call_id for offer in offers}) == len(offers), "two offers of one call"
    assert all(offer.call_id in floor.callers for offer in offers), "an offer of nobody"
    ringing = {adviser.id for adviser in floor.advisers.values() if adviser.state == RINGING}
    assert ringing == {offer.adviser_id for offer in offers}, "an adviser stuck in ringing, or offered without it"
    assert not (floor.longest_idle() and floor.first_waiting()), "somebody free while somebody waits"
    for call in {command.offer.call_id for command in step.commands if isinstance(command, Ring)}:
        place = floor.callers[call].place
        behind = {offer.call_id for offer in offers}
        overtaken = [one for one in floor.callers.values() if one.place < place and one.call_id not in behind]
        assert not overtaken, "a caller was overtaken"


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_nobody_is_overtaken_doubled_or_stuck(data: st.DataObject) -> None:
    floor, at = Floor(), NINE
    for _ in range(data.draw(st.integers(1, 40))):
        at += timedelta(milliseconds=data.draw(st.integers(0, 3000)))
        event = data.draw(ANYTHING) if data.draw(st.booleans()) else about_offers(data.draw, floor)
        for _again in range(data.draw(st.integers(0, 2))):
            step = after(floor, event, at)
            check(floor, step)
            floor = step.floor


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_every_caller_is_served_once_people_answer(data: st.DataObject) -> None:
    """Whatever happened before: when all are ready and answer, every waiting caller talks, in the order of arrival."""
    floor, at = Floor(), NINE
    for event in data.draw(st.lists(ANYTHING, max_size=30)):
        floor = after(floor, event, at).floor
    waiting = sorted(floor.callers.values(), key=lambda caller: caller.place)
    served: list[str] = []
    for talk in range(100):
        at += timedelta(seconds=1)
        for call in "abcde":
            floor = after(floor, events.TalkEnded(call), at).floor
        for adviser in (1, 2, 3, 4):
            floor = after(floor, events.PhoneChanged(adviser, True), at).floor
            floor = after(floor, events.Chose(adviser, READY), at).floor
        if not floor.offers:
            break
        offer = min(floor.offers.values(), key=lambda one: floor.callers[one.call_id].place)
        served.append(offer.call_id)
        floor = after(floor, events.Accepted(offer.id), at).floor
        assert talk < 99, "callers are never served"
    assert served == [caller.call_id for caller in waiting]
