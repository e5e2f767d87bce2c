"""Matters by which an editor looks how a message will read: what the message says of them, nothing else."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from infolinia.matters.letter_values import values_of
from infolinia.matters.models import Matter


@dataclass(frozen=True)
class PreviewMatter:
    """A matter to look at: its number and its kind."""

    id: UUID
    number: str
    kind: str


def matters_to_preview(limit: int = 12) -> list[PreviewMatter]:
    """Return the latest matters, newest first."""
    rows = Matter.objects.select_related("category").order_by("-registered_at")[:limit]
    return [PreviewMatter(row.id, row.number, row.category.name) for row in rows]


def letter_values(matter_id: UUID, at: datetime) -> dict[str, object] | None:
    """Return what messages say of the matter; what is not known yet is left out. None for no matter."""
    matter = Matter.objects.select_related("unit", "category").filter(id=matter_id).first()
    if matter is None:
        return None
    return {code: value for code, value in values_of(matter, at).items() if value not in (None, "")}
