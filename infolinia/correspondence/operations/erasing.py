"""Messages go with what they were about."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from infolinia.core import retention
from infolinia.correspondence.models import Enclosure, IncomingFile, Message, StoredFile

MESSAGES = "messages"
_PAST = ("correspondence.Message:delete_delete", "correspondence.DeliveryEvent:append_only")


def forget_of_matters(matter_ids: Sequence[UUID], *, before: datetime, at: datetime) -> int:
    """Erase what was written about these matters; returns how many messages."""
    return _forget(list(Message.objects.filter(matter_id__in=matter_ids).values_list("id", flat=True)), before, at)


def forget_loose_messages(*, before: datetime, at: datetime) -> int:
    """Erase one batch of messages about no matter, made before the moment; returns how many."""
    loose = Message.objects.filter(matter_id=None, created_at__lt=before).order_by("created_at")
    return _forget(list(loose.values_list("id", flat=True)[: retention.BATCH]), before, at)


def drop_unused(files: Collection[str]) -> int:
    """Erase those of the files that no message carries any more, out or in; returns how many."""
    unused = StoredFile.objects.filter(sha256__in=files)
    for carried in (Enclosure, IncomingFile):
        unused = unused.exclude(Exists(carried.objects.filter(file=OuterRef("pk"))))
    return unused.delete()[0]


def _forget(ids: list[UUID], before: datetime, at: datetime) -> int:
    files = list(Enclosure.objects.filter(message__in=ids).values_list("file_id", flat=True))
    with retention.erasing(MESSAGES, before=before, at=at, past=_PAST) as tally:
        Message.objects.filter(id__in=ids).delete()
        tally.count = len(ids)
        retention.forget_history(Message, ids)
        drop_unused(files)
    return len(ids)
