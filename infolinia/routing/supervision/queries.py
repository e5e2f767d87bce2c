"""Reads for supervisors: whom they may act on, who listens where, what they did, which messages are unread."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404

from infolinia.contacts import queries as contacts
from infolinia.contacts.queries import ConversationView
from infolinia.routing.models import (
    DeskMessage,
    DeskMessageCopy,
    FloorSettings,
    Listening,
    Precedence,
    Queue,
    Skill,
    SupervisorAct,
)

if TYPE_CHECKING:
    from infolinia.city.models import Staff

OVERSEERS = frozenset({"supervisor"})
FLOOR = ("adviser", "supervisor")
MESSAGE_LASTS = timedelta(hours=12)


@dataclass(frozen=True)
class PrecedenceFact:
    """A supervisor's decision on one waiting caller: minutes of head start, and one person until a moment."""

    conversation_id: UUID
    minutes: int
    staff_id: int | None
    until: datetime | None


@dataclass(frozen=True)
class ListeningLine:
    """A supervisor at a talk now."""

    supervisor_id: int
    name: str
    conversation_id: UUID
    mode: str
    mode_label: str


@dataclass(frozen=True)
class ActLine:
    """One line of the record of supervisors' acts."""

    at: datetime
    by_name: str
    kind: str
    kind_label: str
    staff_name: str
    conversation_id: UUID | None
    queue_code: str
    reason: str
    details: dict[str, Any]


@dataclass(frozen=True)
class MessageLine:
    """A message on the desks: how many got it, and who has not read it yet."""

    id: int
    at: datetime
    text: str
    by_name: str
    audience: str
    sent: int
    read: int
    unread_names: tuple[str, ...]


@dataclass(frozen=True)
class DeskMessageView:
    """An unread message on one desk."""

    id: int
    at: datetime
    text: str
    by_name: str


@dataclass(frozen=True)
class QueueState:
    """One queue as the board needs it: open or closed since, and why."""

    code: str
    name: str
    answer_within: int
    closed_since: datetime | None
    closed_why: str


def waiting_for(staff: "Staff", conversation_id: UUID) -> ConversationView:
    """Return a call that waits or rings, for a supervisor; anybody else is refused. `Http404`: it waits no more."""
    return _in_state(staff, conversation_id, ("arrived", "waiting", "ringing"))


def talk_for(staff: "Staff", conversation_id: UUID) -> ConversationView:
    """Return a call in which an adviser talks now, for a supervisor other than that adviser."""
    view = _in_state(staff, conversation_id, ("talking",))
    if view.adviser_id == staff.pk:
        raise PermissionDenied
    return view


def adviser_for(staff: "Staff", staff_id: int) -> "Staff":
    """Return somebody who works on the floor, for a supervisor."""
    _require_supervisor(staff)
    found = get_user_model().objects.filter(pk=staff_id, role__in=FLOOR, is_active=True).first()
    if found is None:
        raise Http404
    return found


def queue_for(staff: "Staff", code: str) -> Queue:
    """Return the queue, for a supervisor."""
    _require_supervisor(staff)
    found = Queue.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def precedences() -> list[PrecedenceFact]:
    """Return every decision on callers that may still wait."""
    return [PrecedenceFact(*row) for row in Precedence.objects.values_list("pk", "minutes", "staff_id", "until")]


def listeners() -> list[ListeningLine]:
    """Return every supervisor at a talk now."""
    return [_listening(row) for row in Listening.objects.select_related("supervisor")]


def listened_by(conversation_ids: Iterable[UUID]) -> list[ListeningLine]:
    """Return who is at these talks, as far as the office lets their adviser know."""
    if not listening_is_shown():
        return []
    rows = Listening.objects.filter(conversation_id__in=list(conversation_ids)).select_related("supervisor")
    return [_listening(row) for row in rows]


def listening_is_shown() -> bool:
    """Return whether advisers see on their desk that a supervisor listens."""
    row = FloorSettings.objects.first()
    return row is None or row.listening_is_shown


def queue_states() -> list[QueueState]:
    """Return all queues in their order, with which are closed."""
    fields = ("code", "name", "answer_within", "closed_since", "closed_why")
    return [QueueState(*row) for row in Queue.objects.values_list(*fields)]


def skills() -> list[tuple[str, str]]:
    """Return code and name of every skill."""
    return list(Skill.objects.values_list("code", "name"))


def people() -> list[tuple[int, str]]:
    """Return everybody who may be on the floor, by name."""
    found = get_user_model().objects.filter(role__in=FLOOR, is_active=True)
    return sorted(((one.pk, str(one)) for one in found), key=lambda pair: pair[1])


def acts(*, limit: int, staff_id: int | None = None) -> list[ActLine]:
    """Return what supervisors did, newest first, to everybody or to one adviser."""
    rows = SupervisorAct.objects.select_related("by", "staff").order_by("-at", "-id")
    if staff_id is not None:
        rows = rows.filter(staff_id=staff_id)
    return [
        ActLine(
            at=row.at,
            by_name=str(row.by),
            kind=row.kind,
            kind_label=str(SupervisorAct.Kind(row.kind).label),
            staff_name=str(row.staff) if row.staff else "",
            conversation_id=row.conversation_id,
            queue_code=row.queue_code,
            reason=row.reason,
            details=row.details,
        )
        for row in rows[:limit]
    ]


def messages(*, limit: int) -> list[MessageLine]:
    """Return the last messages with who has not read them."""
    rows = list(
        DeskMessage.objects.select_related("by")
        .annotate(sent=Count("copies"), read=Count("copies", filter=Q(copies__read_at__isnull=False)))
        .order_by("-at", "-id")[:limit]
    )
    unread: dict[int, list[str]] = {}
    copies = DeskMessageCopy.objects.filter(message__in=[row.pk for row in rows], read_at__isnull=True)
    for copy in copies.select_related("staff"):
        unread.setdefault(copy.message_id, []).append(str(copy.staff))
    return [
        MessageLine(
            row.pk,
            row.at,
            row.text,
            str(row.by),
            row.audience,
            row.sent,
            row.read,
            tuple(sorted(unread.get(row.pk, ()))),
        )
        for row in rows
    ]


def unread_messages(staff_id: int, at: datetime) -> list[DeskMessageView]:
    """Return what one desk shows, oldest first; what nobody read by the end of the shift is shown no more."""
    rows = DeskMessageCopy.objects.filter(staff_id=staff_id, read_at__isnull=True, message__at__gt=at - MESSAGE_LASTS)
    return [
        DeskMessageView(row.message_id, row.message.at, row.message.text, str(row.message.by))
        for row in rows.select_related("message__by").order_by("message__at", "message_id")
    ]


def _listening(row: Listening) -> ListeningLine:
    label = str(Listening.Mode(row.mode).label)
    return ListeningLine(row.supervisor_id, str(row.supervisor), row.conversation_id, row.mode, label)


def _in_state(staff: "Staff", conversation_id: UUID, states: tuple[str, ...]) -> ConversationView:
    _require_supervisor(staff)
    view = contacts.conversation_for(staff, conversation_id)
    if view.state not in states:
        raise Http404
    return view


def _require_supervisor(staff: "Staff") -> None:
    if staff.role not in OVERSEERS:
        raise PermissionDenied
