"""What this room keeps goes when its time is over."""

from datetime import datetime
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from infolinia.core import retention
from infolinia.outreach.models import Campaign, Promise, Reminder, SatisfactionAsk

Row = TypeVar("Row", bound=Model)
PROMISES, CAMPAIGNS, REMINDERS, ASKS = "promises", "campaigns", "reminders", "satisfaction"


def forget_promises(*, before: datetime, at: datetime) -> int:
    """Erase a batch of promises that ended before the moment, with their attempts and history; returns how many."""
    over = Promise.objects.filter(closed_at__lt=before).order_by("closed_at")
    return _forget_batch(over, PROMISES, before=before, at=at)


def forget_campaigns(*, before: datetime, at: datetime) -> int:
    """Erase the lists of people of campaigns that ended before the moment; returns how many people went.

    One that was never ended, a draft or a stopped one, goes by when it was made. The campaign itself stays: what was
    told, on which basis, to how many.
    """
    never_ended = Q(ended_at=None, state__in=(Campaign.State.DRAFT, Campaign.State.STOPPED), made_at__lt=before)
    ended = Campaign.objects.filter(Q(ended_at__lt=before) | never_ended, recipients__isnull=False)
    over = ended.order_by("made_at").first()
    if over is None:
        return 0
    with retention.erasing(CAMPAIGNS, before=before, at=at, past=("outreach.Promise:delete_delete",)) as tally:
        calls = list(Promise.objects.filter(campaign=over).values_list("pk", flat=True))
        Promise.objects.filter(pk__in=calls).delete()
        retention.forget_history(Promise, calls)
        tally.count = over.recipients.all().delete()[0]
    return tally.count


def forget_reminders(*, before: datetime, at: datetime) -> int:
    """Erase a batch of reminders noted before the moment; returns how many."""
    old = Reminder.objects.filter(made_at__lt=before, send_at__lt=before).order_by("made_at")
    return _forget_batch(old, REMINDERS, before=before, at=at)


def forget_answers(*, before: datetime, at: datetime) -> int:
    """Erase a batch of questions asked before the moment, with their answers; returns how many."""
    old = SatisfactionAsk.objects.filter(asked_at__lt=before).order_by("asked_at")
    return _forget_batch(old, ASKS, before=before, at=at)


def _forget_batch(old: QuerySet[Row], kind: str, *, before: datetime, at: datetime) -> int:
    """Erase the first of these rows with their history, noted under this kind; returns how many."""
    model = old.model
    ids = list(old.values_list("pk", flat=True)[: retention.BATCH])
    with retention.erasing(kind, before=before, at=at, past=(f"{model._meta.label}:delete_delete",)) as tally:
        model._default_manager.filter(pk__in=ids).delete()
        retention.forget_history(model, ids)
        tally.count = len(ids)
    return len(ids)
