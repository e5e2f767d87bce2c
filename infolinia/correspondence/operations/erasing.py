"""Messages go with what they were about."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from infolinia.core import retention
from infolinia.correspondence.models import Message

MESSAGES = "messages"
_PAST = ("correspondence.Message:delete_delete",)


def forget_of_matters(matter_ids: Sequence[UUID], *, before: datetime, at: datetime) -> int:
    """Erase what was written about these matters; returns how many messages."""
    return _forget(list(Message.objects.filter(matter_id__in=matter_ids).values_list("id", flat=True)), before, at)


def forget_loose_messages(*, before: datetime, at: datetime) -> int:
    """Erase one batch of messages about no matter, made before the moment; returns how many."""
    loose = Message.objects.filter(matter_id=None, created_at__lt=before).order_by("created_at")
    return _forget(list(loose.values_list("id", flat=True)[: retention.BATCH]), before, at)


def _forget(ids: list[UUID], before: datetime, at: datetime) -> int:
    with retention.erasing(MESSAGES, before=before, at=at, past=_PAST) as tally:
        tally.count = Message.objects.filter(id__in=ids).delete()[0]
        retention.forget_history(Message, ids)
    return len(ids)
