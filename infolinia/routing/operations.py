"""Writes to presence and offers: those a person makes, and those the telephony daemon makes for them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core import live
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.routing.models import Offer, Presence, Queue

CHOSEN_BY_PEOPLE = frozenset({"ready", "break", "offline"})
REASON_LIMIT = 80


class CannotChangeState(Cannot):
    """The adviser's state stays as it is; the text says what to do first."""


def set_state(*, staff_id: int, state: str, reason: str, at: datetime) -> None:
    """Let a person be ready, on a break or away. Refused during a call, and `ready` before the last one is finished."""
    with transaction.atomic():
        row = _locked(staff_id, at)
        if refusal := _refusal(row.state, state):
            raise CannotChangeState(refusal)
        if row.state == state and row.reason == reason:
            return
        _change(row, state, at, one_line(reason, REASON_LIMIT))


def impose_state(*, staff_id: int, state: str, reason: str, at: datetime) -> None:
    """Let a supervisor set the state of an adviser; refused while they talk, or while their phone rings for `ready`."""
    with transaction.atomic():
        row = _locked(staff_id, at)
        writes_up = row.state == Presence.State.AFTER_CALL and state in CHOSEN_BY_PEOPLE
        if not writes_up and (refusal := _refusal(row.state, state)):
            raise CannotChangeState(refusal)
        _change(row, state, at, one_line(reason, REASON_LIMIT))


def finish_after_call(*, staff_id: int, at: datetime) -> None:
    """Make the adviser ready again after the work that follows a call; any other state stays as it is."""
    with transaction.atomic():
        row = _locked(staff_id, at)
        if row.state == Presence.State.AFTER_CALL:
            _change(row, "ready", at, "")


def extend_after_call(*, staff_id: int, at: datetime) -> None:
    """Let the adviser work after this call for as long as they need, though such time usually ends by itself."""
    with transaction.atomic():
        row = _locked(staff_id, at)
        if row.state == Presence.State.AFTER_CALL and row.until is not None:
            live.notify(live.LINES, {"kind": "extend", "adviser": staff_id, "at": at.isoformat()})


def record_presence(
    *,
    staff_id: int,
    state: str,
    since: datetime,
    idle_since: datetime,
    reason: str = "",
    conversation_id: UUID | None = None,
    on_hold: bool = False,
    until: datetime | None = None,
) -> None:
    """Write what the exchange knows of an adviser. A newer choice of the person is never overwritten."""
    with transaction.atomic():
        row = _locked(staff_id, since)
        if row.since > since:
            return
        row.state, row.since, row.idle_since, row.reason = state, since, idle_since, reason
        row.conversation_id, row.on_hold, row.until = conversation_id, on_hold, until
        row.save()
        _announce(staff_id)


def record_phone(*, staff_id: int, ready: bool, at: datetime) -> None:
    """Write whether the adviser's phone is connected to the exchange."""
    with transaction.atomic():
        row = _locked(staff_id, at)
        if row.phone_ready != ready:
            row.phone_ready = ready
            row.save(update_fields=["phone_ready"])
            _announce(staff_id)


def open_offer(
    *, key: str, staff_id: int, conversation_id: UUID, at: datetime, expires_at: datetime, medium: str = "voice"
) -> None:
    """Reserve one adviser for one call until `expires_at`. The database refuses a second open offer of either."""
    Offer.objects.get_or_create(
        key=key,
        defaults={
            "adviser_id": staff_id,
            "conversation_id": conversation_id,
            "offered_at": at,
            "expires_at": expires_at,
            "medium": medium,
        },
    )


def close_offer(*, key: str, at: datetime, result: str) -> None:
    """Say how an offer ended; a second telling changes nothing."""
    Offer.objects.filter(key=key, closed_at__isnull=True).update(closed_at=at, result=result)


def withdraw_offers(*, except_keys: list[str], at: datetime, medium: str = "voice") -> None:
    """Close offers of calls, or of texts, that nobody holds any more, after a fault of the daemon or the exchange."""
    Offer.objects.filter(closed_at__isnull=True, medium=medium).exclude(key__in=except_keys).update(
        closed_at=at, result="withdrawn"
    )


def ensure_queue(*, code: str, name: str, answer_within: int = 20, position: int = 0) -> None:
    """Have a queue under this code; what an office changed in it stays."""
    defaults = {"name": name, "answer_within": answer_within, "position": position}
    Queue.objects.get_or_create(code=code, defaults=defaults)


def rules_changed() -> None:
    """Tell the exchange that queues, skills or settings of work changed: it reads them anew."""
    live.notify(live.LINES, {"kind": "rules"})


def _refusal(now: str, wanted: str) -> str:
    if wanted not in CHOSEN_BY_PEOPLE:
        return _("Takiego stanu nie można wybrać.")
    if now == Presence.State.TALKING:
        return _("Trwa rozmowa. Zmienisz stan, gdy się skończy.")
    if now == Presence.State.RINGING and wanted == "ready":
        return _("Telefon dzwoni. Odbierz albo poczekaj chwilę.")
    if now == Presence.State.AFTER_CALL and wanted == "ready":
        return _("Najpierw zakończ rozmowę: wybierz wynik i naciśnij „Zakończ rozmowę”.")
    return ""


def _locked(staff_id: int, at: datetime) -> Presence:
    Presence.objects.get_or_create(staff_id=staff_id, defaults={"since": at, "idle_since": at})
    return Presence.objects.select_for_update().get(staff_id=staff_id)


def _change(row: Presence, state: str, at: datetime, reason: str) -> None:
    row.state, row.since, row.idle_since, row.reason = state, at, at, reason
    row.conversation_id, row.on_hold, row.until = None, False, None
    row.save()
    _announce(row.staff_id)
    live.notify(
        live.LINES, {"kind": "state", "adviser": row.staff_id, "state": state, "reason": reason, "at": at.isoformat()}
    )


def _announce(staff_id: int) -> None:
    live.publish("adviser", staff_id)
    live.publish("board")
