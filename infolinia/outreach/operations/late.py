"""Promises past their moment are told to the floor, once each."""

from datetime import datetime

from django.db import transaction

from infolinia.core import live
from infolinia.outreach.models import Promise
from infolinia.outreach.operations.promising import TOPIC


def tell_late(*, at: datetime) -> int:
    """Note the promises whose moment has passed and tell the board; returns how many are newly late."""
    with transaction.atomic():
        late = Promise.objects.filter(state=Promise.State.OPEN, due_at__lte=at, late_told_at=None)
        count = late.update(late_told_at=at)
        if count:
            live.publish(TOPIC)
            live.publish("board")
    return count
