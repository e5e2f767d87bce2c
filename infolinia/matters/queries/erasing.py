"""What keeps a resident known, and how old the oldest settled matter is that is still there."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from infolinia.matters.models import Matter, Status


def residents_with_matters(ids: Collection[UUID]) -> set[UUID]:
    """Return those of the residents who have a matter, open or settled."""
    return set(Matter.objects.filter(resident_id__in=ids).values_list("resident_id", flat=True)) - {None}


def oldest_settled() -> datetime | None:
    """Return when the oldest settled matter that is kept was closed."""
    closed = Matter.objects.filter(status=Status.CLOSED).order_by("closed_at")
    return closed.values_list("closed_at", flat=True).first()
