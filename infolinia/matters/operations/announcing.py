"""What programs of others are told of a matter: where it stands now, never who it is about."""

from infolinia.core.clock import now
from infolinia.matters.models import Matter, Status
from infolinia.partners import operations as partners
from infolinia.partners import queries as partners_reads
from infolinia.partners.rules import rights

# A matter comes to a unit: where that works in an EZD, it goes in there too.
_NEW_UNIT = frozenset({"registered", "pass_on", "settle_reopened"})


def announce(matter: Matter, what: str, *, left_unit_id: int | None = None) -> None:
    """Tell the programs that listen, and the office's EZD, of a change of the matter, in the same transaction.

    Not one statement when nobody listens. Its moment is that of the message, not of the change: the outbox's own.
    `left_unit_id` is a unit that loses the matter: its programs hear that it went, and where to.
    """
    if what in _NEW_UNIT and matter.unit and matter.status != Status.CLOSED:
        unit = matter.unit
        partners.to_ezd(matter_id=matter.id, number=matter.number, unit_id=unit.pk, unit_code=unit.code, at=now())
    event = rights.event_of(what)
    if not event or not partners_reads.somebody_listens():
        return
    partners.announce(
        event,
        told(matter, what),
        key=f"{matter.id}:{matter.version}:{what}",
        at=now(),
        unit_id=matter.unit_id,
        left_unit_id=left_unit_id,
        origin=matter.request_key or "",
    )


def told(matter: Matter, what: str) -> dict[str, object]:
    """Return what the message holds: no word of the resident's, no name, no address."""
    return {
        "id": str(matter.id),
        "number": matter.number,
        "change": what,
        "version": matter.version,
        "status": matter.status,
        "category": matter.category.code,
        "unit": matter.unit.code if matter.unit else None,
        "case_number": matter.znak or None,
        "result": matter.result or None,
        "due_at": matter.resident_due_at.isoformat(),
    }
