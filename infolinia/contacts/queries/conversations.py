"""Conversations as screens show them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from infolinia.contacts.models import CallEvent, Channel, Conversation, Outcome, Question, UsedCard
from infolinia.core.paging import BEGINNING, Beside, Lines, stretch
from infolinia.core.phones import readable

if TYPE_CHECKING:
    from infolinia.city.models import Staff

HANDLED = (Conversation.State.RINGING, Conversation.State.TALKING, Conversation.State.AFTER_CALL)
ON_THE_DESK = (*HANDLED, Conversation.State.ANSWERING)
SEES_ALL = frozenset({"supervisor", "admin"})
# Stored words with their labels, for filters.
STATES = dict(Conversation.State.choices)
OUTCOMES = dict(Outcome.choices)
ATTEMPTS = tuple(Conversation.Attempt.choices)


@dataclass(frozen=True)
class QuestionView:
    """One question with what is needed to show and to save it."""

    id: int
    position: int
    subject: str
    note: str
    card_code: str
    card_title: str
    card_edition: int | None
    outcome: str
    outcome_label: str
    matter_id: UUID | None
    saved_at: datetime
    referred_to: str = ""
    card_language: str = "pl"


@dataclass(frozen=True)
class ConversationView:
    """One conversation, whole. `number` is readable, `raw_number` is E.164."""

    id: UUID
    channel: str
    channel_label: str
    state: str
    state_label: str
    queue_code: str
    language: str
    raw_number: str
    number: str
    caller_name: str
    resident_id: UUID | None
    resident_name: str
    adviser_id: int | None
    adviser_name: str
    arrived_at: datetime
    queued_at: datetime | None
    offered_at: datetime | None
    answered_at: datetime | None
    ended_at: datetime | None
    finished_at: datetime | None
    questions: tuple[QuestionView, ...]
    direction: str = "inbound"
    reason: str = ""
    attempt: str = ""
    attempt_label: str = ""
    wants_anonymity: bool = False
    speaks_for: str = ""
    address: str = ""
    resident_language: str = "pl"

    @property
    def is_letter(self) -> bool:
        """Whether it lies on a desk to be answered: nobody is on the line."""
        return self.state == Conversation.State.ANSWERING

    @property
    def is_outbound(self) -> bool:
        """Whether the city called."""
        return self.direction == Conversation.Direction.OUTBOUND

    @property
    def who(self) -> str:
        """Return the best name for the person on the line: the resident's, the caller's own, or the number."""
        return self.resident_name or self.caller_name or self.number or self.address

    @property
    def waited_seconds(self) -> int | None:
        """Return whole seconds from arrival to the answer, once answered."""
        return None if self.answered_at is None else int((self.answered_at - self.arrived_at).total_seconds())


@dataclass(frozen=True)
class ConversationLine:
    """One earlier conversation as a line in a list."""

    id: UUID
    channel: str
    channel_label: str
    state: str
    state_label: str
    arrived_at: datetime
    number: str
    who: str
    adviser_name: str
    subject: str
    outcome_labels: tuple[str, ...]
    offered_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    card_titles: tuple[str, ...] = ()
    questions: int = 0


@dataclass(frozen=True)
class UsedCardView:
    """A card used for the question at that position, in the edition that was read."""

    position: int
    code: str
    title: str
    language: str
    edition: int
    at: datetime


@dataclass(frozen=True)
class LedgerLine:
    """One event of a call, with the engine's time."""

    kind: str
    at: datetime
    adviser_name: str
    details: dict[str, Any]


def conversation_for(staff: "Staff", conversation_id: UUID) -> ConversationView:
    """Return the conversation if this person may see it: its own adviser, a supervisor or an administrator.

    Raises `Http404` alike for what does not exist and for what is somebody else's.
    """
    allowed = Q() if staff.role in SEES_ALL else Q(adviser_id=staff.pk)
    found = _whole(Conversation.objects.filter(allowed, id=conversation_id))
    if not found:
        raise Http404
    return found[0]


def current_of(staff_id: int) -> ConversationView | None:
    """Return the call that rings at this adviser, that they talk in or that they still write up."""
    found = _whole(Conversation.objects.filter(adviser_id=staff_id, state__in=HANDLED).order_by("-arrived_at")[:8])
    return min(found, key=lambda view: HANDLED.index(Conversation.State(view.state)), default=None) if found else None


def open_of(staff_id: int) -> list[ConversationView]:
    """Return all conversations that wait for this adviser's work, oldest first."""
    return _whole(Conversation.objects.filter(adviser_id=staff_id, state__in=ON_THE_DESK).order_by("arrived_at"))


def earlier(
    *, resident_id: UUID | None, number: str, before: datetime, limit: int = 5, address: str = ""
) -> list[ConversationLine]:
    """Return earlier conversations of the resident, or of the number or address when nobody is known; newest first."""
    if resident_id is None and not number and not address:
        return []
    same = Q(caller_number=number) if number else Q(caller_address=address)
    who = Q(resident_id=resident_id) if resident_id else same
    rows = Conversation.objects.filter(who, arrived_at__lt=before).order_by("-arrived_at")[:limit]
    return [_line(row) for row in _related(rows)]


def register(
    *,
    since: datetime,
    until: datetime,
    state: str = "",
    adviser_id: int | None = None,
    outcome: str = "",
    text: str = "",
    beside: Beside = BEGINNING,
    size: int = 50,
) -> Lines[ConversationLine]:
    """Return a page of the conversations that arrived in the span, newest first, in two statements."""
    rows = Conversation.objects.filter(arrived_at__gte=since, arrived_at__lt=until)
    if state:
        rows = rows.filter(state=state)
    if adviser_id:
        rows = rows.filter(adviser_id=adviser_id)
    if outcome:
        rows = rows.filter(Exists(Question.objects.filter(conversation=OuterRef("pk"), outcome=outcome)))
    if text:
        asked = Question.objects.filter(conversation=OuterRef("pk"), subject__icontains=text)
        rows = rows.filter(Q(caller_number__contains=text.replace(" ", "")) | Exists(asked))
    page = stretch(_related(rows), by=("-arrived_at", "-id"), beside=beside, size=size)
    return Lines(tuple(_line(row) for row in page.rows), page.before, page.behind)


def lines_of(conversation_ids: Collection[UUID]) -> dict[UUID, ConversationLine]:
    """Return these conversations as lines of a list, by id; one that was erased is missing."""
    return {row.id: _line(row) for row in _related(Conversation.objects.filter(id__in=conversation_ids))}


def ids_of_adviser(adviser_id: int) -> QuerySet[Conversation, UUID]:
    """Return every conversation that this adviser had, to narrow another room's list with in the same statement."""
    return Conversation.objects.filter(adviser_id=adviser_id).values_list("id", flat=True)


def ledger(conversation_id: UUID) -> list[LedgerLine]:
    """Return every event of the call in the order in which it happened."""
    events = CallEvent.objects.filter(conversation_id=conversation_id).select_related("adviser").order_by("at", "id")
    return [LedgerLine(event.kind, event.at, str(event.adviser or ""), event.details) for event in events]


def cards_used(conversation_id: UUID) -> tuple[UsedCardView, ...]:
    """Return every card that was used in the conversation with its edition, in the order of use."""
    rows = UsedCard.objects.filter(question__conversation_id=conversation_id).select_related("question")
    return tuple(
        UsedCardView(row.question.position, row.code, row.title, row.language, row.edition, row.at) for row in rows
    )


def _related(rows: QuerySet[Conversation]) -> QuerySet[Conversation]:
    questions = Prefetch("questions", queryset=Question.objects.order_by("position"))
    return rows.select_related("resident", "adviser", "speaks_for").prefetch_related(questions)


def _whole(rows: QuerySet[Conversation]) -> list[ConversationView]:
    return [_view(row) for row in _related(rows)]


def _view(row: Conversation) -> ConversationView:
    return ConversationView(
        id=row.id,
        channel=row.channel,
        channel_label=str(Channel(row.channel).label),
        state=row.state,
        state_label=str(Conversation.State(row.state).label),
        queue_code=row.queue_code,
        language=row.language,
        raw_number=row.caller_number,
        number=readable(row.caller_number),
        caller_name=row.caller_name,
        resident_id=row.resident_id,
        resident_name=row.resident.name if row.resident else "",
        resident_language=row.resident.language if row.resident else "pl",
        adviser_id=row.adviser_id,
        adviser_name=str(row.adviser or ""),
        arrived_at=row.arrived_at,
        queued_at=row.queued_at,
        offered_at=row.offered_at,
        answered_at=row.answered_at,
        ended_at=row.ended_at,
        finished_at=row.finished_at,
        questions=tuple(_question(question) for question in row.questions.all()),
        direction=row.direction,
        reason=row.reason,
        attempt=row.attempt,
        attempt_label=row.get_attempt_display(),
        wants_anonymity=row.wants_anonymity,
        speaks_for=row.speaks_for.name if row.speaks_for else row.speaks_for_name,
        address=row.caller_address,
    )


def _question(row: Question) -> QuestionView:
    return QuestionView(
        id=row.pk,
        position=row.position,
        subject=row.subject,
        note=row.note,
        card_code=row.card_code,
        card_title=row.card_title,
        card_edition=row.card_edition,
        outcome=row.outcome,
        outcome_label=_outcome_label(row.outcome),
        matter_id=row.matter_id,
        saved_at=row.saved_at,
        referred_to=row.referred_to,
        card_language=row.card_language,
    )


def _line(row: Conversation) -> ConversationLine:
    questions = list(row.questions.all())
    return ConversationLine(
        id=row.id,
        channel=row.channel,
        channel_label=str(Channel(row.channel).label),
        state=row.state,
        state_label=str(Conversation.State(row.state).label),
        arrived_at=row.arrived_at,
        number=readable(row.caller_number),
        who=(row.resident.name if row.resident else "") or row.caller_name or row.caller_address,
        adviser_name=str(row.adviser or ""),
        subject=next((question.subject for question in questions if question.subject), ""),
        outcome_labels=tuple(_outcome_label(question.outcome) for question in questions if question.outcome),
        offered_at=row.offered_at,
        answered_at=row.answered_at,
        ended_at=row.ended_at,
        card_titles=tuple(question.card_title for question in questions if question.card_title),
        questions=len(questions),
    )


def _outcome_label(outcome: str) -> str:
    return str(Outcome(outcome).label) if outcome else ""
