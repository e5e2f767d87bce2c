"""Settled matters go when their time is over: with their story, their history and what was written about them."""

from datetime import datetime

from infolinia.core import retention
from infolinia.correspondence import operations as correspondence
from infolinia.correspondence.operations import erasing_letters as letters
from infolinia.matters.models import Matter, Status, StoryEvent

MATTERS = "matters"
_PAST = ("matters.StoryEvent:append_only", "matters.Matter:delete_delete")


def forget_matters(*, before: datetime, at: datetime) -> int:
    """Erase one batch of matters closed before the moment; returns how many went, 0 when there are no more."""
    over = Matter.objects.filter(status=Status.CLOSED, closed_at__lt=before).order_by("closed_at")
    ids = list(over.values_list("id", flat=True)[: retention.BATCH])
    with retention.erasing(MATTERS, before=before, at=at, past=_PAST) as tally:
        retention.strike(StoryEvent.objects.filter(matter_id__in=ids))
        Matter.objects.filter(id__in=ids).delete()
        retention.forget_history(Matter, ids)
        tally.count = len(ids)
        letters.forget_letters_of(ids, before=before, at=at)
        correspondence.forget_of_matters(ids, before=before, at=at)
    return len(ids)
