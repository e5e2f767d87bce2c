"""Erasing what supervisors did and wrote when its time is over."""

from datetime import datetime

from infolinia.core import retention
from infolinia.routing.models import DeskMessage, DeskMessageCopy, Precedence, SupervisorAct

_PAST = ("routing.SupervisorAct:append_only",)


def forget_acts(*, before: datetime, at: datetime) -> int:
    """Erase a batch of the record of supervisors' acts older than the moment; returns how many went."""
    over = SupervisorAct.objects.filter(at__lt=before).order_by("at")
    ids = list(over.values_list("pk", flat=True)[: retention.BATCH])
    with retention.erasing("supervisor_acts", before=before, at=at, past=_PAST) as tally:
        tally.count = retention.strike(SupervisorAct.objects.filter(pk__in=ids))
    return len(ids)


def forget_desk_messages(*, before: datetime, at: datetime) -> int:
    """Erase a batch of messages to desks older than the moment, and decisions on callers of then."""
    Precedence.objects.filter(at__lt=before).delete()
    over = DeskMessage.objects.filter(at__lt=before).order_by("at")
    ids = list(over.values_list("pk", flat=True)[: retention.BATCH])
    with retention.erasing("desk_messages", before=before, at=at, past=()) as tally:
        DeskMessageCopy.objects.filter(message_id__in=ids).delete()
        DeskMessage.objects.filter(pk__in=ids).delete()
        tally.count = len(ids)
    return len(ids)
