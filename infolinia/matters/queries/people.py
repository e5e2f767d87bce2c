"""What of somebody's matters stands in the way of forgetting them."""

from collections.abc import Collection
from uuid import UUID

from infolinia.matters.models import Matter


def open_numbers(matter_ids: Collection[UUID]) -> list[str]:
    """Return the numbers of those of the matters that are not settled."""
    rows = Matter.objects.filter(id__in=matter_ids, closed_at=None).order_by("number")
    return list(rows.values_list("number", flat=True))
