"""Reads of queues and presence: who waits, who is free, who talks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Q

from infolinia.contacts import queries as contacts
from infolinia.core.clock import city_time
from infolinia.routing.models import Offer, PauseReason, Presence, Queue, QueueNeed, StaffSkill, WorkSettings
from infolinia.routing.rules import breaks
from infolinia.routing.rules.breaks import OTHER, DayOfWork, Span

if TYPE_CHECKING:
    from infolinia.city.models import Staff

_STATE = ("since", "state", "reason")


@dataclass(frozen=True)
class PresenceView:
    """One adviser now. `since` begins the present state; the offer's fields are set only while it rings."""

    staff_id: int
    state: str
    state_label: str
    since: datetime | None
    reason: str
    phone_ready: bool
    offer_conversation_id: UUID | None
    offer_expires_at: datetime | None
    talking_conversation_id: UUID | None
    on_hold: bool
    until: datetime | None = None


@dataclass(frozen=True)
class TextOffer:
    """A conversation by text that waits for one adviser's answer until the moment."""

    conversation_id: UUID
    expires_at: datetime


@dataclass(frozen=True)
class Waiting:
    """Callers who hear music now, and those who wait to write; `longest_since` is the earliest arrival among them."""

    count: int
    longest_since: datetime | None


@dataclass(frozen=True)
class AdviserLine:
    """One adviser as the supervisor's board shows them."""

    staff_id: int
    name: str
    initials: str
    state: str
    state_label: str
    since: datetime | None
    handles: str
    calls_today: int
    conversation_id: UUID | None
    reason: str
    phone_ready: bool


@dataclass(frozen=True)
class PauseLine:
    """One reason for a break."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True)
class QueueLine:
    """One queue; `answer_within` in seconds."""

    code: str
    name: str
    answer_within: int


@dataclass(frozen=True)
class PresenceFact:
    """A presence row as the telephony daemon needs it."""

    staff_id: int
    state: str
    since: datetime
    idle_since: datetime
    reason: str
    conversation_id: UUID | None
    on_hold: bool
    until: datetime | None = None


def presence(staff_id: int) -> PresenceView:
    """Return what the adviser is doing; someone who never signed in to the desk is offline."""
    row = Presence.objects.filter(staff_id=staff_id).first()
    if row is None:
        return PresenceView(staff_id, "offline", _label("offline"), None, "", False, None, None, None, False)
    offer = Offer.objects.filter(adviser_id=staff_id, closed_at__isnull=True, medium=Offer.Medium.VOICE).first()
    return PresenceView(
        staff_id=staff_id,
        state=row.state,
        state_label=_label(row.state),
        since=row.since,
        reason=reason_text(row.reason),
        phone_ready=row.phone_ready,
        offer_conversation_id=offer.conversation_id if offer else None,
        offer_expires_at=offer.expires_at if offer else None,
        talking_conversation_id=row.conversation_id if row.state == Presence.State.TALKING else None,
        on_hold=row.on_hold,
        until=row.until,
    )


def text_offer(staff_id: int) -> TextOffer | None:
    """Return the conversation by text that is offered to the adviser now."""
    row = Offer.objects.filter(adviser_id=staff_id, closed_at__isnull=True, medium=Offer.Medium.TEXT).first()
    return TextOffer(row.conversation_id, row.expires_at) if row else None


def somebody_writes() -> bool:
    """Return whether the office lets any active adviser have conversations by text."""
    return WorkSettings.objects.filter(texts__gt=0, staff__is_active=True).exists()


def somebody_can(skill: str) -> bool:
    """Return whether any active adviser has the skill."""
    return StaffSkill.objects.filter(skill__code=skill, staff__is_active=True).exists()


def somebody_serves(queue_code: str) -> bool:
    """Return whether the queue's callers reach anybody: each skill it asks for is there, or not needed after a wait."""
    lasting = Q(relaxed_after=None) | Q(relaxed_level__gt=0)
    needs = QueueNeed.objects.filter(lasting, queue__code=queue_code).values_list("skill__code", flat=True)
    return Queue.objects.filter(code=queue_code).exists() and all(somebody_can(skill) for skill in needs)


def waiting(at: datetime) -> Waiting:
    """Return how many callers wait for an adviser and since when the first of them."""
    arrivals = [call.arrived_at for call in contacts.open_calls() if call.state == "waiting" and call.arrived_at <= at]
    return Waiting(len(arrivals), min(arrivals, default=None))


def board(at: datetime) -> list[AdviserLine]:
    """Return every active adviser, and supervisors who sit at a desk now; those who work first, then by name."""
    morning = city_time(at).replace(hour=0, minute=0, second=0, microsecond=0)
    answered = contacts.answered_since(morning)
    at_desk = Q(role="supervisor") & ~Q(presence__state=Presence.State.OFFLINE) & Q(presence__isnull=False)
    people = get_user_model().objects.filter(Q(role="adviser") | at_desk, is_active=True)
    advisers = people.select_related("presence")
    names = pause_names()
    lines = [_board_line(staff, answered.get(staff.pk, 0), names) for staff in advisers]
    return sorted(lines, key=lambda line: (line.state == "offline", line.name))


def queues() -> list[QueueLine]:
    """Return all queues in the order of their list."""
    return [QueueLine(row.code, row.name, row.answer_within) for row in Queue.objects.all()]


def queue_ids() -> dict[str, int]:
    """Return the row of each queue by its code, for rooms that point at one."""
    return dict(Queue.objects.values_list("code", "pk"))


def presence_facts() -> list[PresenceFact]:
    """Return every adviser's presence, for the daemon that takes over."""
    fields = ("staff_id", "state", "since", "idle_since", "reason", "conversation_id", "on_hold", "until")
    return [PresenceFact(*row) for row in Presence.objects.values_list(*fields)]


def reason_text(code: str, names: Mapping[str, str] | None = None) -> str:
    """Return the reason of a break as a person reads it: a known code's text, otherwise what was typed.

    `names` are the office's reasons by code, for whoever reads many.
    """
    if code in Presence.Reason.values:
        return str(Presence.Reason(code).label)
    if not code:
        return ""
    return (pause_names() if names is None else names).get(code, code)


def pause_names() -> dict[str, str]:
    """Return the names of the office's reasons for a break by code, those not offered any more too."""
    return dict(PauseReason.objects.values_list("code", "name"))


def pause_reasons() -> list[PauseLine]:
    """Return the reasons for a break that may be chosen, in the office's order."""
    return [PauseLine(*row) for row in PauseReason.objects.filter(is_offered=True).values_list("code", "name", "kind")]


def day_of_work(staff_id: int, at: datetime) -> DayOfWork:
    """Return the adviser's breaks since midnight, and since when they are at the screen, from the history."""
    morning = city_time(at).replace(hour=0, minute=0, second=0, microsecond=0)
    history = apps.get_model("routing", "PresenceEvent").objects
    rows = history.filter(pgh_obj_id=staff_id, since__gte=morning, since__lte=at).order_by("since", "pgh_id")
    kinds = dict(PauseReason.objects.values_list("code", "kind"))
    states = {since: (state, kinds.get(reason, OTHER)) for since, state, reason in rows.values_list(*_STATE)}
    ends = [*states, at][1:]  # none where nobody sat down yet
    spans = [Span(told[0], since, end, told[1]) for (since, told), end in zip(states.items(), ends, strict=True)]
    return breaks.day_of_work(spans)


def _label(state: str) -> str:
    return str(Presence.State(state).label)


def _board_line(staff: "Staff", calls_today: int, names: Mapping[str, str]) -> AdviserLine:
    row: Presence | None = getattr(staff, "presence", None)
    state = row.state if row else "offline"
    return AdviserLine(
        staff_id=staff.pk,
        name=str(staff),
        initials=staff.initials,
        state=state,
        state_label=_label(state),
        since=row.since if row else None,
        handles=staff.handles,
        calls_today=calls_today,
        conversation_id=row.conversation_id if row else None,
        reason=reason_text(row.reason, names) if row else "",
        phone_ready=row.phone_ready if row else False,
    )
