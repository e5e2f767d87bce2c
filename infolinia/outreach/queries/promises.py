"""Reads of promises: the list of whom to contact now, one promise, those of a conversation, a matter, a person."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.http import Http404

from infolinia.core.phones import readable
from infolinia.outreach.models import Attempt, Medium, Promise
from infolinia.outreach.rules import windows
from infolinia.outreach.rules.windows import Window
from infolinia.outreach.wording import windows_words

if TYPE_CHECKING:
    from infolinia.city.models import Staff

RESULTS, MEDIA = tuple(Attempt.Result.choices), tuple(Medium.choices)
LONGEST_LIST = 200
SEES = frozenset({"adviser", "supervisor", "admin"})
State = Promise.State
_OURS_FIRST = ExpressionWrapper(Q(campaign__isnull=False), output_field=BooleanField())


@dataclass(frozen=True)
class TryLine:
    """One attempt in words; `result` is empty while it goes on."""

    at: datetime
    by: str
    result: str
    result_label: str
    conversation_id: UUID | None


@dataclass(frozen=True)
class PromiseLine:
    """One promise as lists and pages show it; `to` is readable."""

    id: UUID
    state: str
    state_label: str
    medium: str
    medium_label: str
    to: str
    name: str
    language: str
    reason: str
    note: str
    windows: tuple[Window, ...]
    windows_words: str
    resident_id: UUID | None
    conversation_id: UUID | None
    matter_id: UUID | None
    campaign_name: str
    campaign_id: UUID | None
    made_at: datetime
    made_by: str
    keeper_id: int | None
    keeper: str
    due_at: datetime
    next_try_at: datetime
    attempts: int
    taken_by_id: int | None
    taken_by: str
    closed_at: datetime | None
    closed_by: str
    closed_why: str
    message_id: UUID | None
    history: tuple[TryLine, ...]

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do."""
        return self.state == State.OPEN

    @property
    def is_by_phone(self) -> bool:
        """Whether the resident is to be called."""
        return self.medium == "phone"


def to_contact(
    *, at: datetime, staff_id: int | None = None, campaign_id: UUID | None = None, limit: int = LONGEST_LIST
) -> list[PromiseLine]:
    """Return the open promises, who may be tried now first, then by what was promised.

    `staff_id` leaves those that nobody in particular keeps, or that this person keeps or made; `campaign_id` the
    calls of one campaign, without it those of no campaign and of running ones. A list that is too long loses calls of
    campaigns, never a promise of ours.
    """
    rows = Promise.objects.filter(state=State.OPEN)
    if campaign_id:
        rows = rows.filter(campaign_id=campaign_id)
    rows = rows.filter(Q(campaign=None) | Q(campaign__state="running"))
    if staff_id:
        rows = rows.filter(Q(keeper=staff_id) | Q(keeper=None, made_by=staff_id) | Q(taken_by=staff_id))
    found = [_line(row, at) for row in _whole(rows).order_by(_OURS_FIRST, "due_at", "made_at")[:limit]]
    return sorted(found, key=lambda line: (line.next_try_at > at, line.due_at))


def closed_since(moment: datetime, *, at: datetime, limit: int = LONGEST_LIST) -> list[PromiseLine]:
    """Return the promises that ended since the moment, newest first."""
    rows = Promise.objects.filter(closed_at__gte=moment).order_by("-closed_at")
    return [_line(row, at) for row in _whole(rows)[:limit]]


def promise_for(staff: "Staff", promise_id: UUID, *, at: datetime) -> PromiseLine:
    """Return the promise for somebody of the helpline; raises `Http404` for anybody else, and when there is none."""
    row = _whole(Promise.objects.filter(pk=promise_id)).first() if staff.role in SEES else None
    if row is None:
        raise Http404
    return _line(row, at)


def of_conversation(conversation_id: UUID, *, at: datetime) -> list[PromiseLine]:
    """Return the promises that were made in this conversation, newest first."""
    return _lines(Promise.objects.filter(conversation_id=conversation_id), at)


def of_matter(matter_id: UUID, *, at: datetime) -> list[PromiseLine]:
    """Return the promises about this matter, newest first."""
    return _lines(Promise.objects.filter(matter_id=matter_id), at)


def kept_by(conversation_id: UUID, *, at: datetime) -> PromiseLine | None:
    """Return the promise that this conversation is an attempt at; nothing for any other conversation."""
    row = _whole(Promise.objects.filter(tries__conversation_id=conversation_id)).first()
    return _line(row, at) if row else None


def open_with(*, resident_id: UUID | None, number: str, at: datetime) -> list[PromiseLine]:
    """Return what we still owe a call to this resident or number: the adviser may settle it while they are here."""
    about = Q()
    if resident_id:
        about |= Q(resident_id=resident_id)
    if number:
        about |= Q(to=number)
    return _lines(Promise.objects.filter(about, state=State.OPEN), at) if about else []


def count_open(*, at: datetime) -> tuple[int, int]:
    """Return how many promises are open, and how many of them are past their moment."""
    rows = Promise.objects.filter(state=State.OPEN).filter(Q(campaign=None) | Q(campaign__state="running"))
    return rows.count(), rows.filter(due_at__lte=at).count()


def _lines(rows: QuerySet[Promise], at: datetime) -> list[PromiseLine]:
    return [_line(row, at) for row in _whole(rows).order_by("-made_at")[:LONGEST_LIST]]


def _whole(rows: QuerySet[Promise]) -> QuerySet[Promise]:
    people = ("made_by", "keeper", "taken_by", "closed_by", "campaign")
    return rows.select_related(*people).prefetch_related("tries__by")


def _line(row: Promise, at: datetime) -> PromiseLine:
    wanted = windows.restored(row.windows)
    is_taken = bool(row.taken_by and row.taken_until and row.taken_until > at)
    return PromiseLine(
        id=row.pk,
        state=row.state,
        state_label=row.get_state_display(),
        medium=row.medium,
        medium_label=row.get_medium_display(),
        to=row.to if row.medium == "email" else readable(row.to),
        name=row.name,
        language=row.language,
        reason=row.reason,
        note=row.note,
        windows=wanted,
        windows_words=windows_words(wanted),
        resident_id=row.resident_id,
        conversation_id=row.conversation_id,
        matter_id=row.matter_id,
        campaign_name=row.campaign.name if row.campaign else "",
        campaign_id=row.campaign_id,
        made_at=row.made_at,
        made_by=str(row.made_by or ""),
        keeper_id=row.keeper_id,
        keeper=str(row.keeper or ""),
        due_at=row.due_at,
        next_try_at=row.next_try_at,
        attempts=row.attempts,
        taken_by_id=row.taken_by_id if is_taken else None,
        taken_by=str(row.taken_by) if is_taken else "",
        closed_at=row.closed_at,
        closed_by=str(row.closed_by or ""),
        closed_why=row.closed_why,
        message_id=row.message_id,
        history=tuple(_try(one) for one in row.tries.all()),
    )


def _try(row: Attempt) -> TryLine:
    label = row.get_result_display() if row.result else ""
    return TryLine(row.at, str(row.by or ""), row.result, label, row.conversation_id)
