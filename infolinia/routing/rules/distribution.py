"""Distribution: one event in, the next floor and the commands out.

First come, first served by the original arrival and the head start, among those whom somebody free can serve; the
adviser longest without a call comes first; never two offers of one call nor to one adviser. An adviser who lets the
phone ring, or rejects the call, goes on a break; the caller keeps the place. An offer of a conversation by text leaves
the adviser's state as it is, so it may ring beside a call.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from infolinia.routing.rules.commands import Command, Connect, DropPhone, Ring, ShowState, StopRinging
from infolinia.routing.rules.events import (
    Accepted,
    Chose,
    Engaged,
    Equipped,
    Event,
    Extended,
    Found,
    Left,
    Lost,
    PhoneChanged,
    Released,
    Taken,
    TalkEnded,
    TimePassed,
    Waits,
)
from infolinia.routing.rules.floor import (
    AFTER_CALL,
    BREAK,
    OFFLINE,
    READY,
    RINGING,
    TALKING,
    TEXT,
    Adviser,
    Caller,
    Floor,
    Offer,
)
from infolinia.routing.rules.matching import is_reserved, next_pair

CHOICES = frozenset({READY, BREAK, OFFLINE})
NO_TIME = timedelta(0)
ADVISERS_FAULT = frozenset({"no_answer", "rejected", "phone_failed"})


@dataclass(frozen=True)
class Step:
    """The floor after an event, and what is to be done, in order."""

    floor: Floor
    commands: tuple[Command, ...] = ()

    def then(self, floor: Floor, *commands: Command) -> "Step":
        """Return this step followed by another change."""
        return Step(floor, self.commands + commands)


def after(floor: Floor, event: Event, at: datetime) -> Step:
    """Return what follows from the event at the moment; free advisers and waiting callers are matched at once."""
    return _matched(_HANDLERS[type(event)](floor, event, at), at)


def _chose(floor: Floor, event: Chose, at: datetime) -> Step:
    adviser = _known(floor, event.adviser_id, at)
    if adviser.state == TALKING or event.state not in CHOICES:
        return Step(floor, (ShowState(replace(adviser, since=at)),))
    step = Step(floor)
    if offer := floor.offer_to(adviser.id):
        if event.state == READY:
            return Step(floor, (ShowState(replace(adviser, since=at)),))
        step = step.then(_unreserved(floor.without_offer(offer.id), offer), StopRinging(offer, "rejected"))
    if adviser.state == event.state and adviser.reason == event.reason and not adviser.declined:
        return step
    chosen = replace(adviser, state=event.state, since=at, idle_since=at, reason=event.reason, call_id="")
    return _show(step, replace(chosen, declined=frozenset(), back_to="", until=None))


def _phone_changed(floor: Floor, event: PhoneChanged, at: datetime) -> Step:
    adviser = _known(floor, event.adviser_id, at)
    floor = floor.with_adviser(replace(adviser, phone_ready=event.ready))
    offer = floor.offer_to(adviser.id)
    if offer and not event.ready and offer.medium != TEXT:
        return _lost(floor, Lost(offer.id, "phone_gone"), at)
    return Step(floor)


def _equipped(floor: Floor, event: Equipped, at: datetime) -> Step:
    adviser = _known(floor, event.adviser_id, at)
    equipped = replace(adviser, skills=event.skills, capacity=event.capacity, after_call=event.after_call)
    return Step(floor.with_adviser(equipped))


def _time_passed(floor: Floor, _event: TimePassed, at: datetime) -> Step:
    step = Step(floor)
    for adviser in floor.advisers.values():
        if adviser.state == AFTER_CALL and adviser.until is not None and adviser.until <= at:
            step = _show(step, replace(adviser, state=READY, since=at, idle_since=at, call_id="", until=None))
    return step


def _extended(floor: Floor, event: Extended, at: datetime) -> Step:
    adviser = _known(floor, event.adviser_id, at)
    if adviser.state != AFTER_CALL:
        return Step(floor)
    return _show(Step(floor), replace(adviser, until=event.until))


def _engaged(floor: Floor, event: Engaged, at: datetime) -> Step:
    adviser = _known(floor, event.adviser_id, at)
    is_same = adviser.call_id == event.call_id and adviser.state == event.state
    if is_same or (adviser.state == TALKING and adviser.call_id != event.call_id and not event.back_to):
        return Step(floor)
    step, back_to = Step(floor), event.back_to or adviser.back_to or adviser.state
    if (offer := floor.offer_to(adviser.id)) and offer.medium != TEXT:
        step, back_to = step.then(floor.without_offer(offer.id), StopRinging(offer, "withdrawn")), offer.before
    engaged = replace(adviser, state=event.state, since=at, call_id=event.call_id, back_to=back_to, until=None)
    return _show(step, engaged)


def _is_released(floor: Floor, event: Released, at: datetime) -> Step:
    adviser = _known(floor, event.adviser_id, at)
    if adviser.call_id != event.call_id or adviser.state not in (RINGING, TALKING):
        return Step(floor)
    return _show(Step(floor), replace(adviser, state=adviser.back_to or READY, since=at, call_id="", back_to=""))


def _waits(floor: Floor, event: Waits, at: datetime) -> Step:
    known = floor.callers.get(event.caller.call_id)
    arrived = min(known.arrived_at, event.caller.arrived_at) if known else event.caller.arrived_at
    caller = replace(event.caller, arrived_at=arrived)
    step, offer = Step(floor.with_caller(caller)), floor.offer_of(caller.call_id)
    if offer and is_reserved(caller, at) and offer.adviser_id != caller.reserved_for:
        step = step.then(step.floor.without_offer(offer.id), StopRinging(offer, "withdrawn"))
        return _released(step, offer, at)
    return step


def _left(floor: Floor, event: Left, at: datetime) -> Step:
    step = Step(floor.without_caller(event.call_id))
    if offer := floor.offer_of(event.call_id):
        step = step.then(step.floor.without_offer(offer.id), StopRinging(offer, "caller_left"))
        return _released(step, offer, at)
    return step


def _found(floor: Floor, event: Found, at: datetime) -> Step:
    if event.offer_id in floor.offers:
        return Step(floor)
    adviser = _known(floor, event.adviser_id, at)
    engaged = floor.offer_to(event.adviser_id) or floor.offer_of(event.call_id) or adviser.state in (TALKING, OFFLINE)
    if engaged or event.until <= at:
        return Step(floor, (DropPhone(event.offer_id),))
    caller = floor.callers.get(event.call_id) or Caller(event.call_id, event.arrived_at)
    floor = _waits(floor, Waits(replace(caller, arrived_at=event.arrived_at)), at).floor
    offer = Offer(event.offer_id, event.call_id, event.adviser_id, event.until)
    ringing = replace(adviser, state=RINGING, since=at, reason="", call_id=event.call_id)
    return _show(Step(floor.with_offer(offer)), ringing)


def _accepted(floor: Floor, event: Accepted, at: datetime) -> Step:
    offer = floor.offers.get(event.offer_id)
    if offer is None:
        return Step(floor, (DropPhone(event.offer_id),))
    step = Step(floor.without_offer(offer.id).without_caller(offer.call_id), (Connect(offer),))
    adviser = floor.advisers[offer.adviser_id]
    if offer.medium == TEXT:
        return _show(step, replace(adviser, texts=adviser.texts | {offer.call_id}))
    return _show(step, replace(adviser, state=TALKING, since=at))


def _lost(floor: Floor, event: Lost, at: datetime) -> Step:
    offer = floor.offers.get(event.offer_id)
    if offer is None:
        return Step(floor)
    step = Step(floor.without_offer(offer.id), (StopRinging(offer, event.why),))
    if event.why not in ADVISERS_FAULT:
        return _released(step, offer, at)
    step = Step(_unreserved(step.floor, offer), step.commands)
    adviser = floor.advisers[offer.adviser_id]
    if offer.medium == TEXT and adviser.state == TALKING:
        return _show(step, replace(adviser, declined=adviser.declined | {offer.call_id}))
    return _show(step, replace(adviser, state=BREAK, since=at, idle_since=at, reason=event.why, call_id=""))


def _taken(floor: Floor, event: Taken, at: datetime) -> Step:
    adviser = _known(floor, event.adviser_id, at)
    if event.medium == TEXT:
        texts = adviser.texts | {event.call_id}
        return _show(Step(floor.without_caller(event.call_id)), replace(adviser, texts=texts))
    is_known = adviser.state == TALKING and adviser.call_id == event.call_id
    step = Step(floor.without_caller(event.call_id))
    for offer in (floor.offer_to(adviser.id), floor.offer_of(event.call_id)):
        if offer and offer.id in step.floor.offers:
            step = step.then(step.floor.without_offer(offer.id), StopRinging(offer, "withdrawn"))
            step = _released(step, offer, at)
    if is_known:
        return step
    adviser = step.floor.advisers.get(adviser.id, adviser)
    return _show(step, replace(adviser, state=TALKING, since=at, reason="", call_id=event.call_id, back_to=""))


def _talk_ended(floor: Floor, event: TalkEnded, at: datetime) -> Step:
    step = Step(floor)
    for adviser in floor.advisers.values():
        if event.call_id in adviser.texts:
            step = _show(step, replace(adviser, texts=adviser.texts - {event.call_id}))
        elif adviser.state == TALKING and adviser.call_id == event.call_id:
            step = _show(step, _after_call(adviser, at))
    return step


def _after_call(adviser: Adviser, at: datetime) -> Adviser:
    """Let the adviser write the talk up, for as long as they work; one who needs no time is ready at once."""
    if adviser.after_call == NO_TIME:
        return replace(adviser, state=READY, since=at, idle_since=at, call_id="")
    until = at + adviser.after_call if adviser.after_call else None
    return replace(adviser, state=AFTER_CALL, since=at, until=until)


def _matched(step: Step, at: datetime) -> Step:
    while pair := next_pair(step.floor, at):
        adviser, caller = pair
        mark = f"{caller.call_id}~{adviser.id}~{int(at.timestamp() * 1000)}"
        until = at + step.floor.lease
        offer = Offer(mark, caller.call_id, adviser.id, until, caller.medium, adviser.state, adviser.reason)
        step = step.then(step.floor.with_offer(offer), Ring(offer))
        if caller.medium != TEXT:
            step = _show(step, replace(adviser, state=RINGING, since=at, reason="", call_id=caller.call_id))
    return step


def _released(step: Step, offer: Offer, at: datetime) -> Step:
    """Let an adviser who lost an offer through no fault of their own be as before; the place in the line is kept."""
    if offer.medium == TEXT:
        return step
    adviser = step.floor.advisers[offer.adviser_id]
    return _show(step, replace(adviser, state=offer.before, since=at, reason=offer.before_reason, call_id=""))


def _unreserved(floor: Floor, offer: Offer) -> Floor:
    """Give the caller to whoever is next: the person for whom the supervisor reserved them did not answer."""
    caller = floor.callers.get(offer.call_id)
    if caller is None or caller.reserved_for != offer.adviser_id:
        return floor
    return floor.with_caller(replace(caller, reserved_for=None, reserved_until=None))


def _show(step: Step, adviser: Adviser) -> Step:
    """Let the adviser be as given. A state never begins before the one that it follows, however late its event came."""
    before = step.floor.advisers.get(adviser.id)
    shown = replace(adviser, since=max(adviser.since, before.since)) if before else adviser
    return step.then(step.floor.with_adviser(shown), ShowState(shown))


def _known(floor: Floor, adviser_id: int, at: datetime) -> Adviser:
    return floor.advisers.get(adviser_id) or Adviser(adviser_id, OFFLINE, at, at)


_HANDLERS: dict[type, Callable[[Floor, Any, datetime], Step]] = {
    Chose: _chose,
    PhoneChanged: _phone_changed,
    Equipped: _equipped,
    TimePassed: _time_passed,
    Waits: _waits,
    Left: _left,
    Found: _found,
    Accepted: _accepted,
    Lost: _lost,
    Taken: _taken,
    TalkEnded: _talk_ended,
    Engaged: _engaged,
    Released: _is_released,
    Extended: _extended,
}
