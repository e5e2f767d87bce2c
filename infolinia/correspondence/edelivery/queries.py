"""Reads of e-Doręczenia: the evidences of a message, and their bytes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from infolinia.correspondence.models import Evidence


@dataclass(frozen=True)
class EvidenceLine:
    """One evidence as a screen lists it."""

    id: int
    kind: str
    event_at: datetime | None
    fetched_at: datetime
    sha256: str


def evidences_of(message_id: UUID) -> list[EvidenceLine]:
    """Return the evidences of the message in their order."""
    rows = Evidence.objects.filter(shipment__message=message_id).order_by("event_at", "id")
    return [EvidenceLine(*row) for row in rows.values_list("id", "kind", "event_at", "fetched_at", "sha256")]


def evidence_file(evidence_id: int, *, message_id: UUID) -> bytes | None:
    """Return the sealed evidence as it came, if it is one of this message."""
    found = Evidence.objects.filter(id=evidence_id, shipment__message=message_id).values_list("content", flat=True)
    content = found.first()
    return bytes(content) if content is not None else None
