"""How old the oldest is that waits to be erased by its age."""

from datetime import datetime

from django.db.models import Min, Q
from django.db.models.functions import Coalesce

from infolinia.outreach.models import Campaign, Promise


def oldest_promise() -> datetime | None:
    """Return when the promise ended that ended first of those still kept."""
    rows = Promise.objects.exclude(closed_at=None).order_by("closed_at")
    return rows.values_list("closed_at", flat=True).first()


def oldest_campaign() -> datetime | None:
    """Return when the campaign ended, or was made if it never goes on, whose people are the oldest still kept."""
    asleep = Q(state__in=(Campaign.State.DRAFT, Campaign.State.STOPPED)) | Q(ended_at__isnull=False)
    rows = Campaign.objects.filter(asleep, recipients__isnull=False)
    moment: datetime | None = rows.aggregate(oldest=Min(Coalesce("ended_at", "made_at")))["oldest"]
    return moment
