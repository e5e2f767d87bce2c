"""Reads of spoken messages."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from infolinia.core.clock import city_day
from infolinia.core.phones import readable
from infolinia.telephony.models import Voicemail

if TYPE_CHECKING:
    from infolinia.city.models import Staff

MOMENT = timedelta(seconds=1)
LISTENERS = frozenset({"adviser", "supervisor", "admin"})


@dataclass(frozen=True)
class Message:
    """One spoken message, to be answered by the end of `due_day`; `is_late` and `has_sound` hold at this moment."""

    conversation_id: UUID
    number: str
    raw_number: str
    language: str
    why: str
    left_at: datetime
    seconds: int
    due_day: date
    is_late: bool
    has_sound: bool
    taken_by: str
    taken_by_id: int | None
    handled_at: datetime | None
    handled_by: str
    result: str


def messages(staff: "Staff", at: datetime, *, handled: bool = False, limit: int = 100) -> list[Message]:
    """Return what waits for an answer, the most urgent first; or what was handled, the latest first."""
    _may_listen(staff)
    rows = Voicemail.objects.select_related("conversation", "taken_by", "handled_by")
    rows = rows.filter(handled_at__isnull=not handled).order_by("-handled_at" if handled else "due_at", "left_at")
    return [_message(row, at) for row in rows[:limit]]


def message_for(staff: "Staff", conversation_id: UUID, at: datetime) -> Message:
    """Return one message; 404 when there is none, refused to people who do not answer callers."""
    _may_listen(staff)
    rows = Voicemail.objects.select_related("conversation", "taken_by", "handled_by")
    row = rows.filter(conversation_id=conversation_id).first()
    if row is None:
        raise Http404
    return _message(row, at)


def waiting_messages(at: datetime) -> tuple[int, int]:
    """Return how many messages wait for an answer, and how many of them are late."""
    open_ones = Voicemail.objects.filter(handled_at__isnull=True)
    return open_ones.count(), open_ones.filter(due_at__lte=at).count()


def _may_listen(staff: "Staff") -> None:
    if staff.role not in LISTENERS:
        raise PermissionDenied


def _message(row: Voicemail, at: datetime) -> Message:
    return Message(
        conversation_id=row.conversation_id,
        number=readable(row.conversation.caller_number),
        raw_number=row.conversation.caller_number,
        language=row.conversation.language,
        why=row.get_why_display(),
        left_at=row.left_at,
        seconds=row.seconds,
        due_day=city_day(row.due_at - MOMENT),
        is_late=row.handled_at is None and row.due_at <= at,
        has_sound=bool(row.sound),
        taken_by=str(row.taken_by or ""),
        taken_by_id=row.taken_by_id,
        handled_at=row.handled_at,
        handled_by=str(row.handled_by or ""),
        result=row.result,
    )
