"""What is over goes: conversations with their ledger, residents nobody needs any more, and the log of readings."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from infolinia.contacts.models import Acting, CallEvent, ContactPoint, Conversation, Question, Reading, Resident, Typed
from infolinia.core import retention

CALLS, PEOPLE, READINGS = "conversations", "residents", "readings"
_PAST_CALLS = (
    "contacts.CallEvent:append_only",
    "contacts.Typed:append_only",
    "contacts.Conversation:delete_delete",
    "contacts.Question:delete_delete",
)
_PAST_PEOPLE = (
    "contacts.Resident:delete_delete",
    "contacts.ContactPoint:delete_delete",
    "contacts.Acting:delete_delete",
)


def forget_conversations(*, before: datetime, at: datetime) -> int:
    """Erase one batch of conversations that arrived before the moment, with all that was written of them.

    Matters that were registered in them stay, without the link. Returns how many went; 0 means there are no more.
    """
    over = Conversation.objects.filter(arrived_at__lt=before).order_by("arrived_at")
    ids = list(over.values_list("id", flat=True)[: retention.BATCH])
    with retention.erasing(CALLS, before=before, at=at, past=_PAST_CALLS) as tally:
        retention.strike(CallEvent.objects.filter(conversation_id__in=ids))
        retention.strike(Typed.objects.filter(conversation_id__in=ids))
        questions = list(Question.objects.filter(conversation_id__in=ids).values_list("pk", flat=True))
        Conversation.objects.filter(id__in=ids).delete()
        retention.forget_history(Question, questions)
        retention.forget_history(Conversation, ids)
        tally.count = len(ids)
    return len(ids)


def forget_residents(ids: Collection[UUID], *, before: datetime, at: datetime) -> int:
    """Erase these residents, with their numbers and addresses; returns how many there were."""
    with retention.erasing(PEOPLE, before=before, at=at, past=_PAST_PEOPLE) as tally:
        found = list(Resident.objects.filter(id__in=ids).values_list("id", flat=True))
        points = list(ContactPoint.objects.filter(resident_id__in=found).values_list("pk", flat=True))
        acting = list(Acting.objects.filter(Q(who__in=found) | Q(whom__in=found)).values_list("pk", flat=True))
        Resident.objects.filter(id__in=found).delete()
        retention.forget_history(ContactPoint, points)
        retention.forget_history(Acting, acting)
        retention.forget_history(Resident, found)
        tally.count = len(found)
    return len(found)


def forget_readings(*, before: datetime, at: datetime) -> int:
    """Erase one batch of the log of readings from before the moment; returns how many lines went."""
    over = Reading.objects.filter(at__lt=before).order_by("at")
    ids = list(over.values_list("pk", flat=True)[: retention.BATCH])
    with retention.erasing(READINGS, before=before, at=at, past=("contacts.Reading:append_only",)) as tally:
        tally.count = retention.strike(Reading.objects.filter(pk__in=ids))
    return len(ids)
