"""Calls that are not over yet, as the telephone side needs them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from infolinia.contacts.models import CallEvent, Conversation
from infolinia.contacts.queries.letters import LETTERS

ON_THE_LINE = (
    Conversation.State.ARRIVED,
    Conversation.State.WAITING,
    Conversation.State.RINGING,
    Conversation.State.TALKING,
)
PASSED_ON = (Conversation.State.AFTER_CALL, Conversation.State.CLOSED)
"""States of a call whose line still lasts only when it was passed on outside."""

OUTSIDE = ":fallback:answered"
"""How the event of a talk ends that the engine joined by itself."""


@dataclass(frozen=True)
class OpenCall:
    """A call whose line is not known to be cut."""

    conversation_id: UUID
    engine_call_id: str
    state: str
    arrived_at: datetime
    queued_at: datetime | None
    answered_at: datetime | None
    adviser_id: int | None
    number: str
    name: str
    channel: str
    queue_code: str
    language: str
    direction: str


def open_calls() -> list[OpenCall]:
    """Return every call that arrived and has not ended, in the order of arrival.

    One that an adviser passed on to a telephone outside the helpline lasts too, though it may be written up already.
    """
    return _open_calls()


def open_call(conversation_id: UUID) -> OpenCall | None:
    """Return this call, unless it has ended."""
    return next(iter(_open_calls(id=conversation_id)), None)


def _open_calls(**which: UUID) -> list[OpenCall]:
    fields = (
        "id",
        "engine_call_id",
        "state",
        "arrived_at",
        "queued_at",
        "answered_at",
        "adviser_id",
        "caller_number",
        "caller_name",
        "channel",
        "queue_code",
        "language",
        "direction",
    )
    states = (*ON_THE_LINE, *PASSED_ON)
    rows = Conversation.objects.filter(state__in=states, engine_call_id__isnull=False, ended_at__isnull=True, **which)
    return [OpenCall(*row) for row in rows.order_by("arrived_at", "id").values_list(*fields)]


def channel_of(conversation_id: UUID) -> str:
    """Return the way of contact of a conversation."""
    return str(Conversation.objects.values_list("channel", flat=True).get(id=conversation_id))


def is_held_outside(conversation_id: UUID) -> bool:
    """Return whether the engine's own queue joined the talk while the line's program was away: it only looks on."""
    joined = CallEvent.objects.filter(conversation_id=conversation_id, kind="answered").order_by("-at", "-id")
    key = joined.values_list("event_key", flat=True).first() or ""
    return key.endswith(OUTSIDE)


def engine_key(conversation_id: UUID) -> str:
    """Return the engine's name of the call, or an empty string."""
    return Conversation.objects.filter(id=conversation_id).values_list("engine_call_id", flat=True).first() or ""


def happened_since(moment: datetime) -> dict[str, int]:
    """Return how many calls arrived since the moment, and of these how many were offered, answered and abandoned.

    One call may be offered several times. Two statements on the calls since then.
    """
    rows = Conversation.objects.filter(arrived_at__gte=moment).exclude(channel__in=LETTERS)
    found = rows.aggregate(
        arrived=Count("pk"),
        answered=Count("pk", filter=Q(answered_at__isnull=False)),
        abandoned=Count("pk", filter=Q(state=Conversation.State.ABANDONED)),
    )
    offers = CallEvent.objects.filter(kind="offered", conversation__arrived_at__gte=moment).count()
    return {**found, "offered": offers}


def answered_since(moment: datetime) -> dict[int, int]:
    """Return how many calls each adviser answered since the moment."""
    rows = Conversation.objects.filter(answered_at__gte=moment, adviser_id__isnull=False, arrived_at__gte=moment)
    rows = rows.exclude(channel__in=LETTERS)
    return dict(rows.values_list("adviser_id").annotate(calls=Count("id")).order_by())
