"""Reads of e-Doręczenia: the evidences of a message, and their bytes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from infolinia.correspondence.models import Evidence, Message, Shipment


@dataclass(frozen=True)
class EvidenceLine:
    """One evidence as a screen lists it."""

    id: int
    kind: str
    event_at: datetime | None
    fetched_at: datetime
    sha256: str


@dataclass(frozen=True)
class ShipmentLine:
    """One message at the operator, with its evidences."""

    message_id: UUID
    address: str
    subject: str
    state_text: str
    status: str
    status_text: str
    created_at: datetime
    settled_at: datetime | None
    failures: int
    evidences: tuple[EvidenceLine, ...]


def shipments(limit: int = 50) -> list[ShipmentLine]:
    """Return the latest messages at the operator, newest first."""
    rows = Shipment.objects.select_related("message").order_by("-created_at")[:limit]
    evidences: dict[int, list[EvidenceLine]] = defaultdict(list)
    found = Evidence.objects.filter(shipment__in=[row.pk for row in rows]).order_by("event_at", "id")
    for one in found.defer("content"):
        evidences[one.shipment_id].append(_line(one))
    return [
        ShipmentLine(
            message_id=row.message_id,
            address=row.address,
            subject=row.message.subject,
            state_text=str(row.message.get_status_display()),
            status=row.status,
            status_text=row.status_text,
            created_at=row.created_at,
            settled_at=row.settled_at,
            failures=row.failures,
            evidences=tuple(evidences[row.pk]),
        )
        for row in rows
    ]


def evidences_of(message_id: UUID) -> list[EvidenceLine]:
    """Return the evidences of the message in their order."""
    rows = Evidence.objects.filter(shipment__message=message_id).order_by("event_at", "id")
    return [_line(row) for row in rows.defer("content")]


def evidence_file(evidence_id: int, *, message_id: UUID) -> bytes | None:
    """Return the sealed evidence as it came, if it is one of this message."""
    found = Evidence.objects.filter(id=evidence_id, shipment__message=message_id).values_list("content", flat=True)
    content = found.first()
    return bytes(content) if content is not None else None


def whose(message_id: UUID) -> tuple[UUID | None, UUID | None]:
    """Return whose message it is: the resident and the matter."""
    return Message.objects.values_list("resident_id", "matter_id").get(id=message_id)


def _line(row: Evidence) -> EvidenceLine:
    return EvidenceLine(row.pk, row.kind, row.event_at, row.fetched_at, row.sha256)
