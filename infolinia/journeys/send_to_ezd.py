"""A matter goes into the office's EZD and comes back with its case number."""

from datetime import datetime
from uuid import UUID

from infolinia.contacts import operations as contacts
from infolinia.contacts import queries as people
from infolinia.core.errors import Cannot
from infolinia.matters import operations as matters
from infolinia.matters import queries as matters_reads
from infolinia.partners import ezd, operations

PROGRAM = "EZD"


def send(*, matter_id: UUID, at: datetime, office: ezd.Ezd | None = None) -> None:
    """Do what is due: register the matter, or ask for its case number. No transaction is open meanwhile."""
    office = office or ezd.office()
    state = operations.claim_for_ezd(matter_id=matter_id, at=at) if office else ""
    if not state or office is None:
        return
    try:
        entry = office.register(incoming(matter_id, at=at)) if state == "queued" else office.entry(matter_id)
    except ezd.NotTaken as error:
        operations.note_not_taken(matter_id=matter_id, error=str(error), permanent=error.permanent, at=at)
        return
    except Cannot as error:
        operations.note_not_taken(matter_id=matter_id, error=str(error), permanent=True, at=at)
        return
    if entry.znak:
        matters.link_case(matter_id=matter_id, znak=entry.znak, program=PROGRAM, at=at)
    operations.note_ezd(matter_id=matter_id, entry=entry, at=at)


def incoming(matter_id: UUID, *, at: datetime) -> ezd.Incoming:
    """Return the matter as an EZD registers it, read now and noted as read; raises `Cannot` for one that is gone."""
    found = matters_reads.for_ezd(matter_id)
    if found is None:
        raise Cannot("The matter is gone.")
    contacts.log_reading(
        staff_id=None,
        at=at,
        why="program",
        what="sprawa wysłana do EZD",
        reason=PROGRAM,
        resident_id=found.resident_id,
        matter_id=found.id,
    )
    person = people.person(found.resident_id) if found.resident_id else None
    return ezd.Incoming(
        id=found.id,
        number=found.number,
        kind=found.kind,
        subject=found.subject,
        text=found.text,
        received_at=found.received_at,
        channel=found.channel,
        unit_code=found.unit_code,
        unit_name=found.unit_name,
        sender=found.on_behalf_of or (person.name if person else ""),
        sender_address=found.reply_address,
    )
