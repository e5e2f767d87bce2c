"""Letters that are not closed: who waits, and what lies on whose desk."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min

from infolinia.contacts.models import Conversation, Question, Resident
from infolinia.contacts.queries.people import PersonCard, _card

LETTERS = ("email", "sms", "form")
UNCLOSED = (Conversation.State.WAITING, Conversation.State.ANSWERING)


@dataclass(frozen=True)
class OpenLetter:
    """A letter that waits in a queue, or lies on the adviser's desk."""

    conversation_id: UUID
    channel: str
    state: str
    queue_code: str
    language: str
    arrived_at: datetime
    adviser_id: int | None
    resident_id: UUID | None
    address: str
    number: str
    name: str


def open_letters() -> list[OpenLetter]:
    """Return every letter that is not closed, in the order of arrival."""
    return _letters(state__in=UNCLOSED)


def letters_waiting() -> tuple[int, datetime | None]:
    """Return how many letters wait in the queues for anybody, and since when the oldest does."""
    rows = Conversation.objects.filter(channel__in=LETTERS, state=Conversation.State.WAITING)
    found = rows.aggregate(count=Count("id"), oldest=Min("arrived_at"))
    return found["count"], found["oldest"]


def letters_of(adviser_id: int) -> list[OpenLetter]:
    """Return the letters on one adviser's desk, in the order of arrival."""
    return _letters(state=Conversation.State.ANSWERING, adviser_id=adviser_id)


def open_letter(conversation_id: UUID, *, lock: bool = False) -> OpenLetter | None:
    """Return one letter, unless it is closed; with `lock` nobody else changes it until the transaction ends."""
    if lock:
        list(Conversation.objects.select_for_update().filter(id=conversation_id).values_list("id"))
    return next(iter(_letters(state__in=UNCLOSED, id=conversation_id)), None)


def letter_from(*, address: str, number: str, since: datetime) -> list[UUID]:
    """Return the conversations by letter of this address or number that are not closed, newest first."""
    rows = Conversation.objects.filter(channel__in=LETTERS, state__in=UNCLOSED, arrived_at__gte=since)
    if address:
        rows = rows.filter(caller_address=address)
    elif number:
        rows = rows.filter(caller_number=number)
    else:
        return []
    return list(rows.order_by("-arrived_at").values_list("id", flat=True)[:20])


def residents_by_address(address: str) -> list[PersonCard]:
    """Return everybody known under an e-mail address: who it may be, at most five."""
    if not address:
        return []
    rows = Resident.objects.filter(points__kind="email", points__value=address).prefetch_related("points")
    return [_card(row) for row in rows.distinct()[:5]]


def subjects_of(conversation_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return what each of these conversations is about: the subject of its first question."""
    rows = Question.objects.filter(conversation_id__in=conversation_ids, position=1)
    return dict(rows.values_list("conversation_id", "subject"))


def advisers_of(conversation_ids: Collection[UUID]) -> dict[UUID, int]:
    """Return who dealt with these conversations, so that the next letter of a thread may come to the same person."""
    rows = Conversation.objects.filter(id__in=conversation_ids, adviser_id__isnull=False)
    return dict(rows.values_list("id", "adviser_id"))


def _letters(**conditions: object) -> list[OpenLetter]:
    fields = (
        "id",
        "channel",
        "state",
        "queue_code",
        "language",
        "arrived_at",
        "adviser_id",
        "resident_id",
        "caller_address",
        "caller_number",
        "caller_name",
    )
    rows = Conversation.objects.filter(channel__in=LETTERS, **conditions)
    return [OpenLetter(*row) for row in rows.order_by("arrived_at", "id").values_list(*fields)]
