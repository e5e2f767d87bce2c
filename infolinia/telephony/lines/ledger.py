"""The facts that the daemon writes down, and the operations that write them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from infolinia.contacts import operations as contacts
from infolinia.contacts.operations import conversation_id_for
from infolinia.routing import operations as routing
from infolinia.routing.rules.floor import AFTER_CALL, Adviser, Offer
from infolinia.routing.supervision import operations as supervision
from infolinia.telephony import operations as telephony
from infolinia.telephony import trunks
from infolinia.telephony.beside import operations as beside
from infolinia.telephony.callbacks import operations as callbacks
from infolinia.telephony.callbacks.queries import CallBackFact
from infolinia.telephony.chats import operations as chats
from infolinia.telephony.lines.call import Call, Party
from infolinia.telephony.lines.journal import Fact
from infolinia.telephony.recordings import operations as recordings
from infolinia.telephony.rules.numbers import Destination
from infolinia.telephony.surveys import operations as surveys
from infolinia.telephony.voicemails import operations as voicemails

OPERATIONS: Mapping[str, Callable[..., object]] = {
    "call_arrived": contacts.call_arrived,
    "call_queued": contacts.call_queued,
    "call_offered": contacts.call_offered,
    "offer_lost": contacts.offer_lost,
    "call_answered": contacts.call_answered,
    "call_ended": contacts.call_ended,
    "call_chose": contacts.call_chose,
    "voicemail_left": voicemails.voicemail_left,
    "note_event": contacts.note_event,
    "party_invited": contacts.party_invited,
    "party_joined": contacts.party_joined,
    "party_held": contacts.party_held,
    "party_left": contacts.party_left,
    "call_transferred": contacts.call_transferred,
    "call_returned": contacts.call_returned,
    "call_out_failed": contacts.call_out_failed,
    "reached": contacts.reached,
    "promise": callbacks.promise,
    "called_again": callbacks.called_again,
    "begin_attempt": callbacks.begin_attempt,
    "attempt_reached": callbacks.reached,
    "attempt_failed": callbacks.attempt_failed,
    "attempt_never_made": callbacks.attempt_never_made,
    "call_back_opened": contacts.call_back_opened,
    "call_back_dialled": contacts.call_back_dialled,
    "call_back_reached": contacts.call_back_reached,
    "call_back_failed": contacts.call_back_failed,
    "open_offer": routing.open_offer,
    "close_offer": routing.close_offer,
    "withdraw_offers": routing.withdraw_offers,
    "record_presence": routing.record_presence,
    "record_phone": routing.record_phone,
    "record_listening": supervision.record_listening,
    "end_listening": supervision.end_listening,
    "mark_pushed": telephony.mark_pushed,
    "retire_phone": telephony.retire_phone,
    "tell_chat": chats.tell,
    "guest_called": beside.guest_called,
    "note_stand": recordings.note_stand,
    "keep_part": recordings.keep_part,
    "note_over": recordings.note_over,
    "note_asked": surveys.note_asked,
    "note_score": surveys.note_score,
    "record_trunk": trunks.record_trunk,
    "record_outgoing": trunks.record_outgoing,
    "raise_alarm": trunks.raise_alarm,
    "end_alarm": trunks.end_alarm,
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
        *([_call_back_opened(call, offer, at)] if call.is_virtual else []),
        Fact("open_offer", details | {"at": at, "expires_at": offer.until, "medium": offer.medium}),
        _about(call, "call_offered", at, f"{offer.id}:offered", adviser_id=offer.adviser_id),
    ]


def lost(call: Call, offer: Offer, at: datetime, why: str) -> list[Fact]:
    """The offer came to nothing."""
    return [
        Fact("close_offer", {"key": offer.id, "at": at, "result": why}),
        _about(call, "offer_lost", at, f"{offer.id}:lost", adviser_id=offer.adviser_id, why=why),
    ]


def taken_back(call: Call, adviser_id: int, at: datetime) -> Fact:
    """The offer that an earlier daemon made is not open any more; the caller waits."""
    key = f"{call.id}:taken-back:{int(at.timestamp() * 1000)}"
    return _about(call, "offer_lost", at, key, adviser_id=adviser_id, why="withdrawn")


def told(call: Call, place: int, least: int | None, most: int | None) -> Fact:
    """What the page of somebody who waits to write says."""
    details = {"conversation_id": call.conversation_id, "place": place, "least": least, "most": most}
    return Fact("tell_chat", details)


def met(call: Call) -> list[Fact]:
    """The call reached the line; of a resident's browser also which account made it."""
    details = {"username": call.guest, "conversation_id": call.conversation_id}
    return [arrived(call), *([Fact("guest_called", details)] if call.guest else [])]


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


def invited(call: Call, party: Party, at: datetime, by_id: int | None) -> Fact:
    """Somebody's telephone rings for the talk."""
    told = {"key": party.key, "kind": party.kind, "label": party.label, "staff_id": party.staff_id, "by_id": by_id}
    return _about(call, "party_invited", at, f"{party.key}:invited", **told)


def joined(call: Call, party: Party, at: datetime) -> Fact:
    """They picked up."""
    return _about(call, "party_joined", at, f"{party.key}:joined", key=party.key)


def party_held(call: Call, party: Party, at: datetime, *, on: bool) -> Fact:
    """They hear music, or speak again."""
    key = f"{party.key}:{'held' if on else 'resumed'}:{int(at.timestamp() * 1000)}"
    return _about(call, "party_held", at, key, key=party.key, on=on)


def party_left(call: Call, party: Party, at: datetime, result: str) -> Fact:
    """They are gone."""
    return _about(call, "party_left", at, f"{party.key}:left", key=party.key, result=result)


def transferred(call: Call, at: datetime, *, kind: str, label: str, by_id: int | None, warm: bool, **more: Any) -> Fact:
    """The adviser left the talk to somebody."""
    key = f"{call.id}:transferred:{int(at.timestamp() * 1000)}"
    return _about(call, "call_transferred", at, key, kind=kind, label=label, by_id=by_id, warm=warm, **more)


def returned(call: Call, party: Party, at: datetime) -> Fact:
    """The telephone to which the call was passed did not answer."""
    return _about(call, "call_returned", at, f"{party.key}:returned")


def reached(call: Call, key: str, adviser_id: int, at: datetime) -> Fact:
    """The resident whom an adviser called picked up; the call is named by their leg now."""
    told = {"adviser_id": adviser_id, "engine_call_id": call.id}
    return _about(call, "reached", at, f"{key}:answered", **told)


def not_reached(call: Call, result: str, why: str, at: datetime) -> Fact:
    """The adviser's call reached nobody."""
    return _about(call, "call_out_failed", at, f"{call.id}:not_reached", result=result, why=why)


def presence(adviser: Adviser, *, on_hold: bool, conversation_id: UUID | None) -> Fact:
    """An adviser's state changed."""
    return Fact(
        "record_presence",
        {
            "staff_id": adviser.id,
            "state": adviser.state,
            "since": adviser.since,
            "idle_since": adviser.idle_since,
            "reason": adviser.reason,
            "conversation_id": conversation_id,
            "on_hold": on_hold,
            "until": adviser.until if adviser.state == AFTER_CALL else None,
        },
    )


def phone(adviser_id: int, *, ready: bool, at: datetime) -> Fact:
    """An adviser's phone connected or was lost."""
    return Fact("record_phone", {"staff_id": adviser_id, "ready": ready, "at": at})


def trunk(name: str, state: str, at: datetime) -> Fact:
    """A trunk answers, does not, or failed a call."""
    return Fact("record_trunk", {"name": name, "state": state, "at": at})


def left_the_house(leg: str, purpose: str, to: Destination, over: str, result: str, at: datetime) -> Fact:
    """A call left, or was tried."""
    told = {"key": leg, "purpose": purpose, "number": to.number, "kind": str(to.kind), "trunk": over}
    return Fact("record_outgoing", told | {"at": at, "result": str(result)})


def alarm(kind: str, subject: str, at: datetime) -> Fact:
    """The office has to look at something."""
    return Fact("raise_alarm", {"kind": kind, "subject": subject, "at": at})


def alarm_over(kind: str, subject: str, at: datetime) -> Fact:
    """What an alarm told of has mended itself."""
    return Fact("end_alarm", {"kind": kind, "subject": subject, "at": at})


def chose(call: Call, at: datetime) -> Fact:
    """The caller chose from the menu."""
    key = f"{call.id}:chose:{int(at.timestamp() * 1000)}"
    return _about(call, "call_chose", at, key, queue_code=call.queue, language=call.language)


def voicemail(conversation_id: UUID, name: str, why: str, at: datetime) -> Fact:
    """The engine recorded a message under this name."""
    told = {"conversation_id": conversation_id, "name": name, "why": why, "at": at}
    return Fact("voicemail_left", told | {"event_key": f"{name}:left"})


def listening(call: Call, supervisor_id: int, mode: str, at: datetime) -> Fact:
    """A supervisor listens, whispers or joins from now on; empty: leaves."""
    told = {"conversation_id": call.conversation_id, "supervisor_id": supervisor_id, "mode": mode, "at": at}
    return Fact("record_listening", told)


def listening_left(except_ids: list[int], at: datetime) -> Fact:
    """Nobody else listens to any talk."""
    return Fact("end_listening", {"except_ids": except_ids, "at": at})


def promised(fact: CallBackFact, call: Call, why: str, at: datetime) -> Fact:
    """This caller will be called back."""
    told = {"call_back_id": fact.id, "number": fact.number, "why": why, "arrived_at": fact.arrived_at, "at": at}
    more = {"queue_code": fact.queue_code, "language": fact.language, "prefers_id": fact.prefers_id}
    return Fact("promise", told | more | {"conversation_id": call.conversation_id, "name": fact.name})


def called_again(number: str, at: datetime) -> Fact:
    """Somebody reached us from a number that waits to be called back."""
    return Fact("called_again", {"number": number, "at": at})


def dialled(call: Call, adviser_id: int, at: datetime, until: datetime) -> list[Fact]:
    """The resident's telephone is about to ring: written before the engine is asked."""
    told = {"call_back_id": call.call_back, "key": call.id, "adviser_id": adviser_id, "at": at, "until": until}
    return [
        Fact("begin_attempt", told | {"conversation_id": call.conversation_id}),
        _about(call, "call_back_dialled", at, f"{call.id}:dialled", adviser_id=adviser_id),
    ]


def call_back_reached(call: Call, key: str, adviser_id: int | None, at: datetime) -> list[Fact]:
    """The resident picked up."""
    return [attempt_reached(key, at), _about(call, "call_back_reached", at, f"{key}:reached", adviser_id=adviser_id)]


def attempt_reached(key: str, at: datetime) -> Fact:
    """The promise is kept."""
    return Fact("attempt_reached", {"key": key, "at": at})


def attempt_failed(key: str, result: str, at: datetime) -> Fact:
    """Nobody was reached by this attempt."""
    return Fact("attempt_failed", {"key": key, "result": result, "at": at})


def attempt_never_made(key: str) -> Fact:
    """A fault came before the resident's telephone could ring."""
    return Fact("attempt_never_made", {"key": key})


def call_back_failed(key: str, result: str, at: datetime) -> Fact:
    """The conversation of an attempt ends without a talk."""
    told = {"conversation_id": conversation_id_for(key), "result": result, "at": at}
    return Fact("call_back_failed", told | {"event_key": f"{key}:not_reached:{int(at.timestamp() * 1000)}"})


def _call_back_opened(call: Call, offer: Offer, at: datetime) -> Fact:
    told = {"engine_call_id": call.id, "number": call.number, "name": call.name, "language": call.language}
    why = {"queue_code": call.queue, "reason": "oddzwonienie", "event_key": f"{offer.id}:opened"}
    return Fact("call_back_opened", told | why | {"at": at})


def _about(call: Call, operation: str, at: datetime, event_key: str, **more: Any) -> Fact:
    return Fact(operation, {"conversation_id": call.conversation_id, "at": at, "event_key": event_key, **more})
