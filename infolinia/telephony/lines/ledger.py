"""The facts that the daemon writes down, and the operations that write them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from infolinia.contacts import operations as contacts
from infolinia.contacts.operations import conversation_id_for
from infolinia.routing import operations as routing
from infolinia.routing.rules.floor import Adviser, Offer
from infolinia.telephony import operations as telephony
from infolinia.telephony.lines.call import Call
from infolinia.telephony.lines.journal import Fact

OPERATIONS: Mapping[str, Callable[..., object]] = {
    "call_arrived": contacts.call_arrived,
    "call_queued": contacts.call_queued,
    "call_offered": contacts.call_offered,
    "offer_lost": contacts.offer_lost,
    "call_answered": contacts.call_answered,
    "call_ended": contacts.call_ended,
    "note_event": contacts.note_event,
    "open_offer": routing.open_offer,
    "close_offer": routing.close_offer,
    "withdraw_offers": routing.withdraw_offers,
    "record_presence": routing.record_presence,
    "record_phone": routing.record_phone,
    "mark_pushed": telephony.mark_pushed,
    "retire_phone": telephony.retire_phone,
}


def arrived(call: Call) -> Fact:
    """The call reached the line."""
    return Fact(
        "call_arrived",
        {
            "engine_call_id": call.id,
            "channel": call.channel,
            "number": call.number,
            "name": call.name,
            "language": call.language,
            "queue_code": call.queue,
            "at": call.arrived_at,
            "event_key": f"{call.id}:arrived",
        },
    )


def queued(call: Call, at: datetime) -> Fact:
    """The caller heard the greeting and waits."""
    return _about(call, "call_queued", at, f"{call.id}:queued")


def offered(call: Call, offer: Offer, at: datetime) -> list[Fact]:
    """The call rings at an adviser."""
    details = {"key": offer.id, "staff_id": offer.adviser_id, "conversation_id": call.conversation_id}
    return [
        Fact("open_offer", details | {"at": at, "expires_at": offer.until}),
        _about(call, "call_offered", at, f"{offer.id}:offered", adviser_id=offer.adviser_id),
    ]


def lost(call: Call, offer: Offer, at: datetime, why: str) -> list[Fact]:
    """The offer came to nothing."""
    return [
        Fact("close_offer", {"key": offer.id, "at": at, "result": why}),
        _about(call, "offer_lost", at, f"{offer.id}:lost", adviser_id=offer.adviser_id, why=why),
    ]


def answered(call: Call, adviser_id: int | None, at: datetime, key: str) -> Fact:
    """Caller and adviser were joined."""
    return _about(call, "call_answered", at, f"{key}:answered", adviser_id=adviser_id)


def offer_answered(offer: Offer, at: datetime) -> Fact:
    """The offer became a talk."""
    return Fact("close_offer", {"key": offer.id, "at": at, "result": "answered"})


def withdrawn(offer_id: str, at: datetime) -> Fact:
    """The offer is not valid any more; one that was closed before stays as it was."""
    return Fact("close_offer", {"key": offer_id, "at": at, "result": "withdrawn"})


def ended(call: Call, at: datetime, by: str) -> Fact:
    """The line was cut."""
    return _about(call, "call_ended", at, f"{call.id}:ended", by=by)


def noted(call: Call, kind: str, at: datetime) -> Fact:
    """Something happened that changes no state: held, resumed, parked, taken over."""
    return _about(call, "note_event", at, f"{call.id}:{kind}:{int(at.timestamp() * 1000)}", kind=kind)


def presence(adviser: Adviser, *, on_hold: bool) -> Fact:
    """An adviser's state changed."""
    return Fact(
        "record_presence",
        {
            "staff_id": adviser.id,
            "state": adviser.state,
            "since": adviser.since,
            "idle_since": adviser.idle_since,
            "reason": adviser.reason,
            "conversation_id": conversation_id_for(adviser.call_id) if adviser.call_id else None,
            "on_hold": on_hold,
        },
    )


def phone(adviser_id: int, *, ready: bool, at: datetime) -> Fact:
    """An adviser's phone connected or was lost."""
    return Fact("record_phone", {"staff_id": adviser_id, "ready": ready, "at": at})


def _about(call: Call, operation: str, at: datetime, key: str, **more: Any) -> Fact:
    return Fact(operation, {"conversation_id": call.conversation_id, "at": at, "event_key": key, **more})
