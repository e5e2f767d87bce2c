"""A matter for the office's EZD."""

from uuid import UUID

from infolinia.matters import wording
from infolinia.matters.models import Matter
from infolinia.matters.shapes.machines import OfficeCopy


def for_ezd(matter_id: UUID) -> OfficeCopy | None:
    """Return the matter with all that its resident said, or None when it is gone."""
    row = Matter.objects.select_related("unit").filter(id=matter_id).first()
    if row is None:
        return None
    place = ", ".join(part for part in (wording.place(row), row.place_note) if part)
    return OfficeCopy(
        id=row.id,
        number=row.number,
        kind=row.kind,
        subject=row.subject,
        text="\n\n".join(part for part in (row.description, place) if part),
        received_at=row.started_at,
        channel=row.channel,
        unit_code=row.unit.code if row.unit else "",
        unit_name=row.unit.name if row.unit else "",
        resident_id=row.resident_id,
        on_behalf_of=row.on_behalf_of,
        reply_address=row.reply_address,
    )
