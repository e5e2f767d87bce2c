"""How old the oldest is that waits to be erased by its age."""

from datetime import datetime

from infolinia.correspondence.models import IncomingMessage, Message


def oldest_message() -> datetime | None:
    """Return when the oldest message about no matter was made that is still kept."""
    rows = Message.objects.filter(matter_id=None).order_by("created_at")
    return rows.values_list("created_at", flat=True).first()


def oldest_letter() -> datetime | None:
    """Return when the oldest letter about no matter arrived that is still kept."""
    rows = IncomingMessage.objects.filter(matter_id=None).order_by("received_at")
    return rows.values_list("received_at", flat=True).first()
