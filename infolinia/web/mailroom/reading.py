"""The clerk's readings: with whose letters they work."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from infolinia.contacts import operations as contacts
from infolinia.correspondence.printing.queries import PaperLine
from infolinia.web.components.roles import person

Whose = tuple[UUID | None, UUID | None]
NOBODY: Whose = (None, None)


def log_reading(
    request: HttpRequest, what: str, at: datetime, reason: str = "", whose: Iterable[Whose] = (NOBODY,)
) -> None:
    """Log that the clerk saw residents' addresses; `whose` are residents and matters, as far as they are known."""
    contacts.log_readings(
        staff_id=person(request).pk, at=at, why="stated", what=what, reason=reason or "wysyłanie listów", whose=whose
    )


def whose(lines: Iterable[PaperLine]) -> list[Whose]:
    """Return whose the papers are."""
    return [(line.resident_id, line.matter_id) for line in lines]
