"""What waits to be erased, and how old the oldest is that is still there."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from infolinia.contacts.models import Acting, Conversation, Decision, Reading, Resident
from infolinia.core.clock import city_day


def residents_without_conversations(*, before: datetime, after: UUID | None, limit: int) -> list[UUID]:
    """Return residents known since before the moment whom no conversation is with, in the order of their ids.

    Records of a merge that can still be undone wait until it is settled. Who decided something since, or acts for
    somebody since, is not idle; a standing objection is kept as long as it stands, or it would be forgotten first.
    """
    rows = Resident.objects.filter(
        created_at__lt=before, conversations=None, spoken_for=None, merged_into=None, absorbed=None
    ).order_by("id")
    lately = Q(at__gte=before) | Q(valid_until__gte=city_day(before))
    acting = Acting.objects.filter(Q(who=OuterRef("pk")) | Q(whom=OuterRef("pk")), lately)
    decisions = Decision.objects.filter(Q(at__gte=before) | _standing(), resident=OuterRef("pk"))
    rows = rows.exclude(Exists(acting)).exclude(Exists(decisions))
    if after:
        rows = rows.filter(id__gt=after)
    return list(rows.values_list("id", flat=True)[:limit])


def oldest_conversation() -> datetime | None:
    """Return when the oldest conversation that is kept arrived."""
    return Conversation.objects.order_by("arrived_at").values_list("arrived_at", flat=True).first()


def oldest_reading() -> datetime | None:
    """Return the moment of the oldest line in the log of readings."""
    return Reading.objects.order_by("at").values_list("at", flat=True).first()


def _standing() -> Q:
    """Return what finds objections that nothing took back since, as `rules.permissions` reads them."""
    later = Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), id__gt=OuterRef("id"))
    taken_back = Decision.objects.filter(
        later,
        Q(channel="") | Q(channel=OuterRef("channel")),
        kind__in=("lifted", "consented"),
        resident=OuterRef("resident"),
        purpose=OuterRef("purpose"),
    )
    return Q(kind="objected") & ~Q(Exists(taken_back))
