"""Reads of matters. Signatures first; bodies follow."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from infolinia.matters.shapes import CategoryLine, Due, Inbox, MatterLine, MatterView, Page, PublicStatus, UnitLoad

if TYPE_CHECKING:
    from infolinia.city.models import Staff
    from infolinia.matters.models import Matter


def matter_for(staff: "Staff", matter_id: UUID) -> "Matter": raise NotImplementedError
def categories() -> list[CategoryLine]: raise NotImplementedError
def inbox(unit_id: int, at: datetime, *, staff_id: int | None = None, only: str = "") -> Inbox: raise NotImplementedError
def done(unit_id: int, at: datetime, page: int = 1) -> Page: raise NotImplementedError
def matter_view(matter_id: UUID, at: datetime, *, staff: "Staff") -> MatterView: raise NotImplementedError
def public_status(number: str, code: str, at: datetime) -> PublicStatus | None: raise NotImplementedError
def of_resident(resident_id: UUID, at: datetime, limit: int = 10) -> list[MatterLine]: raise NotImplementedError
def of_conversation(conversation_id: UUID, at: datetime) -> list[MatterLine]: raise NotImplementedError
def deadlines_by_unit(at: datetime) -> list[UnitLoad]: raise NotImplementedError
def overdue(at: datetime, unit_id: int | None = None, limit: int = 50) -> list[MatterLine]: raise NotImplementedError
def due_soon(at: datetime, unit_id: int | None = None, limit: int = 50) -> list[MatterLine]: raise NotImplementedError
def at_helpline(at: datetime) -> list[MatterLine]: raise NotImplementedError
def search(staff: "Staff", text: str, at: datetime, page: int = 1) -> Page: raise NotImplementedError
def chases(at: datetime, limit: int = 20) -> list["ChaseLine"]: raise NotImplementedError
def similar(category_code: str, street: str, at: datetime, limit: int = 5) -> list[MatterLine]: raise NotImplementedError
