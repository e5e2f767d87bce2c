"""Settled matters go when their time is over: with their story, their history and what was written about them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from infolinia.core import retention
from infolinia.correspondence import operations as correspondence
from infolinia.correspondence.operations import erasing_letters as letters
from infolinia.matters.models import (
    DangerCall,
    Follower,
    GuestLink,
    Matter,
    MatterFile,
    OldWorking,
    RecountLine,
    Status,
    StoryEvent,
)
from infolinia.partners import operations as partners

MATTERS = "matters"
_PAST = (
    "matters.StoryEvent:append_only",
    "matters.OldWorking:append_only",
    "matters.Matter:delete_delete",
    "matters.DangerCall:delete_delete",
    "matters.Follower:delete_delete",
    "matters.MatterFile:never_deleted",
    "matters.GuestLink:delete_delete",
)


def forget_matters(*, before: datetime, at: datetime) -> int:
    """Erase one batch of matters closed before the moment; returns how many went, 0 when there are no more."""
    over = Matter.objects.filter(status=Status.CLOSED, closed_at__lt=before).order_by("closed_at")
    ids = list(over.values_list("id", flat=True)[: retention.BATCH])
    with retention.erasing(MATTERS, before=before, at=at, past=_PAST) as tally:
        retention.strike(MatterFile.objects.filter(matter_id__in=ids))
        retention.strike(OldWorking.objects.filter(matter_id__in=ids))
        retention.strike(RecountLine.objects.filter(matter_id__in=ids))
        _forget_guests(ids)
        retention.strike(StoryEvent.objects.filter(matter_id__in=ids))
        _forget_dangers(ids)
        _forget_followers(ids)
        _let_go(ids)
        Matter.objects.filter(id__in=ids).delete()
        retention.forget_history(Matter, ids)
        tally.count = len(ids)
        letters.forget_letters_of(ids, before=before, at=at)
        correspondence.forget_of_matters(ids, before=before, at=at)
        partners.forget_ezd_of(ids)
    return len(ids)


def _forget_dangers(matter_ids: Sequence[UUID]) -> None:
    """Erase the calls about danger in these matters, with their history."""
    rows = DangerCall.objects.filter(matter_id__in=matter_ids)
    ids = list(rows.values_list("pk", flat=True))
    retention.strike(rows)
    retention.forget_history(DangerCall, ids)


def _forget_followers(matter_ids: Sequence[UUID]) -> None:
    """Erase who followed these matters, with their history; who followed as one of them stays, without the link."""
    Follower.objects.filter(from_matter_id__in=matter_ids).update(from_matter=None)
    rows = Follower.objects.filter(matter_id__in=matter_ids)
    ids = list(rows.values_list("pk", flat=True))
    retention.strike(rows)
    retention.forget_history(Follower, ids)


def _forget_guests(matter_ids: Sequence[UUID]) -> None:
    """Erase the links for people without an account into these matters, with their history."""
    rows = GuestLink.objects.filter(matter_id__in=matter_ids)
    ids = list(rows.values_list("pk", flat=True))
    retention.strike(rows)
    retention.forget_history(GuestLink, ids)


def _let_go(matter_ids: Sequence[UUID]) -> None:
    """Take these matters out of those that stay: their parts, and what was joined to them."""
    Matter.objects.filter(parent_id__in=matter_ids).update(parent=None)
    Matter.objects.filter(joined_to_id__in=matter_ids).update(joined_to=None)
