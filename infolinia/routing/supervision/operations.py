"""What supervisors do to the floor: each act is checked, written in their record, and told to the exchange."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.contacts import operations as contacts
from infolinia.contacts import queries as contacts_queries
from infolinia.core import live
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.routing import operations as floor
from infolinia.routing.models import FloorSettings, Listening, Precedence, Presence, Queue, SupervisorAct
from infolinia.routing.supervision.queries import listening_is_shown

RESERVED_FOR = timedelta(seconds=60)
REASON_LIMIT = 160
MOST_MINUTES = 240
FORGOTTEN_AFTER = timedelta(days=1)
LISTENING_EVENTS = {"listen": "listened", "whisper": "whispered", "join": "supervisor_joined", "": "listening_left"}
LISTENING_ACTS = {"listen": "listened", "whisper": "whispered", "join": "joined", "": "left"}
LISTENING_READ = {"listen": "słuchanie rozmowy", "whisper": "podpowiadanie w rozmowie", "join": "dołączenie do rozmowy"}


class CannotSupervise(Cannot):
    """The act is not possible now; the text says why."""


def force_state(*, staff_id: int, state: str, reason: str, by_id: int, at: datetime) -> None:
    """Set an adviser's state for them, with a reason that they see. Refused during a call."""
    said = _required(reason)
    with transaction.atomic():
        floor.impose_state(staff_id=staff_id, state=state, reason=f"{said} ({_name(by_id)})", at=at)
        _record("state", by_id, at, staff_id=staff_id, reason=said, details={"state": state})


def move_call(*, conversation_id: UUID, queue_code: str, by_id: int, at: datetime) -> None:
    """Let a caller wait in another queue, with that queue's needs and head start; the first arrival stays."""
    with transaction.atomic():
        if not Queue.objects.filter(code=queue_code, closed_since__isnull=True).exists():
            raise CannotSupervise(_("Ta kolejka jest zamknięta albo jej nie ma."))
        contacts.move_to_queue(conversation_id=conversation_id, queue_code=queue_code, by_id=by_id, at=at)
        _record("moved", by_id, at, conversation_id=conversation_id, queue_code=queue_code)
        _wish("move", conversation=conversation_id, queue=queue_code)


def prioritise(*, conversation_id: UUID, minutes: int, reason: str, by_id: int, at: datetime) -> None:
    """Let a caller stand as if they had come so many minutes earlier; 0 takes it back. The reason is recorded."""
    said = _required(reason) if minutes else one_line(reason, REASON_LIMIT)
    if not 0 <= minutes <= MOST_MINUTES:
        raise CannotSupervise(_("Podaj od 0 do %(most)d minut.") % {"most": MOST_MINUTES})
    with transaction.atomic():
        Precedence.objects.filter(at__lt=at - FORGOTTEN_AFTER).delete()
        row, _created = Precedence.objects.update_or_create(pk=conversation_id, defaults={"minutes": minutes, "at": at})
        details = {"minutes": minutes}
        _call_event(conversation_id, "prioritised", by_id, at, **details)
        _record("prioritised", by_id, at, conversation_id=conversation_id, reason=said, details=details)
        _tell_precedence(row)


def pull(*, conversation_id: UUID, staff_id: int, by_id: int, at: datetime) -> None:
    """Give a waiting caller to one person for a minute: it rings there, also on a break, as soon as a phone can."""
    with transaction.atomic():
        state = Presence.objects.filter(staff_id=staff_id).values_list("state", flat=True).first()
        if state in (Presence.State.TALKING, Presence.State.RINGING):
            raise CannotSupervise(_("Ta osoba właśnie rozmawia. Wybierz kogoś innego albo poczekaj."))
        until = at + RESERVED_FOR
        row, _created = Precedence.objects.update_or_create(
            pk=conversation_id, defaults={"staff_id": staff_id, "until": until, "at": at}
        )
        _call_event(conversation_id, "reserved", by_id, at, staff=staff_id)
        _record("pulled", by_id, at, conversation_id=conversation_id, staff_id=staff_id)
        _tell_precedence(row)


def close_queue(*, code: str, reason: str, by_id: int, at: datetime) -> None:
    """Take nobody new into the queue from now on; who waits is served. Doing it twice changes nothing."""
    said = one_line(reason, REASON_LIMIT)
    with transaction.atomic():
        if Queue.objects.filter(code=code, closed_since__isnull=True).update(closed_since=at, closed_why=said):
            _record("closed", by_id, at, queue_code=code, reason=said)
            _queues_changed()


def open_queue(*, code: str, by_id: int, at: datetime) -> None:
    """Take callers into the queue again."""
    with transaction.atomic():
        if Queue.objects.filter(code=code, closed_since__isnull=False).update(closed_since=None, closed_why=""):
            _record("opened", by_id, at, queue_code=code)
            _queues_changed()


def listen(*, conversation_id: UUID, mode: str, by_id: int, at: datetime) -> None:
    """Have the supervisor's own phone listen, whisper or join. It rings once; a change of mode rings nothing.

    Refused for a talk that the engine's own queue joined: only its two sides are in it, and nobody can be let in.
    """
    if mode not in Listening.Mode.values:
        raise CannotSupervise(_("Nie ma takiego sposobu."))
    if contacts_queries.is_held_outside(conversation_id):
        raise CannotSupervise(
            _("Tę rozmowę połączyła kolejka zapasowa w czasie awarii: nie można do niej wejść. Do następnych już tak.")
        )
    if not Presence.objects.filter(staff_id=by_id, phone_ready=True).exists():
        raise CannotSupervise(_("Twój telefon w przeglądarce nie jest połączony. Spróbuj za chwilę."))
    with transaction.atomic():
        _wish("listen", conversation=conversation_id, by=by_id, mode=mode, at=at)


def stop_listening(*, by_id: int, at: datetime) -> None:
    """Leave the talk."""
    with transaction.atomic():
        _wish("listen_stop", by=by_id, at=at)


def record_listening(*, conversation_id: UUID, supervisor_id: int, mode: str, at: datetime) -> None:
    """Write what the exchange did: the step in the call's ledger, in the log of readings and in the record of acts."""
    key = f"{LISTENING_EVENTS[mode]}-{conversation_id}-{supervisor_id}-{int(at.timestamp() * 1000)}"
    with transaction.atomic():
        if mode:
            Listening.objects.update_or_create(
                supervisor_id=supervisor_id, defaults={"conversation_id": conversation_id, "mode": mode, "since": at}
            )
            contacts.log_reading(
                staff_id=supervisor_id,
                at=at,
                why="conversation",
                what=LISTENING_READ[mode],
                conversation_id=conversation_id,
            )
        else:
            Listening.objects.filter(supervisor_id=supervisor_id, conversation_id=conversation_id).delete()
        contacts.note_event(
            conversation_id=conversation_id,
            kind=LISTENING_EVENTS[mode],
            at=at,
            event_key=key,
            adviser_id=supervisor_id,
        )
        if not SupervisorAct.objects.filter(by_id=supervisor_id, at=at, kind=LISTENING_ACTS[mode]).exists():
            _record(LISTENING_ACTS[mode], supervisor_id, at, conversation_id=conversation_id)
        _tell_listened(conversation_id)


def end_listening(*, except_ids: list[int], at: datetime) -> None:
    """Write that everybody else listens no more: the exchange has no leg of theirs after a fault."""
    for row in Listening.objects.exclude(supervisor_id__in=except_ids):
        record_listening(conversation_id=row.conversation_id, supervisor_id=row.supervisor_id, mode="", at=at)


def show_listening(*, on: bool, by_id: int, at: datetime) -> None:
    """Let advisers see, or not, that a supervisor is at their talk."""
    with transaction.atomic():
        FloorSettings.objects.update_or_create(pk=1, defaults={"listening_is_shown": on})
        _record("rules", by_id, at, details={"listening_is_shown": on})


def record_rules(*, by_id: int, at: datetime, what: str, queue_code: str = "") -> None:
    """Write that somebody changed the rules, and let the exchange work by them from now on."""
    with transaction.atomic():
        _record("rules", by_id, at, queue_code=queue_code, reason=one_line(what, REASON_LIMIT))
        _queues_changed()


def _queues_changed() -> None:
    floor.rules_changed()
    for topic in ("board", "queue", "public"):
        live.publish(topic)


def _tell_precedence(row: Precedence) -> None:
    until = row.until.isoformat() if row.until else ""
    _wish("precede", conversation=row.pk, minutes=row.minutes, staff=row.staff_id, until=until)
    live.publish("queue")
    live.publish("board")


def _tell_listened(conversation_id: UUID) -> None:
    live.publish("board")
    if listening_is_shown():
        talking = Presence.objects.filter(conversation_id=conversation_id).values_list("staff_id", flat=True)
        for staff_id in talking:
            live.publish("floor", staff_id)


def _call_event(conversation_id: UUID, kind: str, by_id: int, at: datetime, **details: object) -> None:
    key = f"{kind}-{conversation_id}-{int(at.timestamp() * 1000)}"
    contacts.note_event(conversation_id=conversation_id, kind=kind, at=at, event_key=key, adviser_id=by_id, **details)


def _wish(kind: str, **said: object) -> None:
    live.notify(live.LINES, {"kind": kind, **{name: _plain(value) for name, value in said.items()}})


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _required(reason: str) -> str:
    said = one_line(reason, REASON_LIMIT)
    if not said:
        raise CannotSupervise(_("Podaj powód."))
    return said


def _name(staff_id: int) -> str:
    return str(get_user_model().objects.get(pk=staff_id))


def _record(
    kind: str,
    by_id: int,
    at: datetime,
    *,
    staff_id: int | None = None,
    conversation_id: UUID | None = None,
    queue_code: str = "",
    reason: str = "",
    details: Mapping[str, object] | None = None,
) -> None:
    SupervisorAct.objects.create(
        by_id=by_id,
        at=at,
        kind=kind,
        staff_id=staff_id,
        conversation_id=conversation_id,
        queue_code=queue_code,
        reason=reason,
        details=dict(details or {}),
    )
