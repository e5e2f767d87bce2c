"""What was told and asked is not kept for ever."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from infolinia.partners.models import Delivery, DeliveryState, EzdLink, SeenRequest

SENT_KEPT = timedelta(days=14)
DEAD_KEPT = timedelta(days=90)
REQUESTS_KEPT = timedelta(days=30)


def forget_old(*, at: datetime) -> dict[str, int]:
    """Forget messages that arrived, those that nobody wanted again, and keys of requests; returns how many of each."""
    sent = Delivery.objects.filter(state=DeliveryState.SENT, settled_at__lt=at - SENT_KEPT)
    dead = Delivery.objects.filter(state=DeliveryState.DEAD, settled_at__lt=at - DEAD_KEPT)
    requests = SeenRequest.objects.filter(at__lt=at - REQUESTS_KEPT)
    return {"sent": sent.delete()[0], "dead": dead.delete()[0], "requests": requests.delete()[0]}


def forget_ezd_of(matter_ids: Sequence[UUID]) -> int:
    """Forget where matters stand in the EZD, when they themselves go; returns how many did."""
    return EzdLink.objects.filter(matter_id__in=matter_ids).delete()[0]
