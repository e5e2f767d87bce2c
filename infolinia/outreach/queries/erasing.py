"""How old the oldest is that waits to be erased by its age."""

from datetime import datetime

from infolinia.outreach.models import Promise


def oldest_promise() -> datetime | None:
    """Return when the promise ended that ended first of those still kept."""
    rows = Promise.objects.exclude(closed_at=None).order_by("closed_at")
    return rows.values_list("closed_at", flat=True).first()
