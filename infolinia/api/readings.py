"""What programs read of residents' words stands in the log of readings, as what people read does."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from infolinia.contacts import operations as contacts
from infolinia.matters import queries as matters
from infolinia.partners.shapes import PartnerView


def read_by_program(program: PartnerView, what: str, matter_ids: Sequence[UUID], *, at: datetime) -> None:
    """Write that the program got the words of these matters; again within half an hour is the same reading."""
    if matter_ids:
        whose = matters.whose(matter_ids)
        contacts.log_readings(staff_id=None, at=at, why="program", what=what, reason=program.name, whose=whose)
