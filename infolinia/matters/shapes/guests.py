"""What somebody with a mailed link sees of a matter, and what the office sees of the links."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from infolinia.matters.shapes.files import MatterFileLine


@dataclass(frozen=True)
class QuestionPage:
    """A question to a resident. `state`: `open`, `late` (answered otherwise meanwhile), `done` or `closed`."""

    matter_id: UUID
    resident_id: UUID | None
    number: str
    subject: str
    unit_name: str
    question: str
    asked_at: datetime
    answer_until: date | None
    clock_stands: bool
    state: str


@dataclass(frozen=True)
class OrderPage:
    """An order to a contractor. `state`: `open`, `done` or `over`; only an open one shows anything of the matter.

    `subject` is the kind of the matter: what its resident wrote is for the office.
    The resident's name and number are here only where the unit decided so; the log of readings then needs
    `resident_id`.
    """

    link_id: UUID
    matter_id: UUID
    state: str
    number: str
    subject: str
    place: str
    place_note: str
    brief: str
    unit_name: str
    unit_phone: str
    contractor: str
    accepted_at: datetime | None
    planned_on: date | None
    expires_at: datetime
    danger_text: str
    resident_id: UUID | None
    resident_name: str
    resident_contact: str
    files: tuple[MatterFileLine, ...]
    point: tuple[float, float] | None


@dataclass(frozen=True)
class GuestLinkLine:
    """One link as its matter's page shows it. `state`: `waits`, `opened`, `accepted`, `ended`, `revoked`, `expired`."""

    id: UUID
    purpose: str
    purpose_text: str
    to: str
    name: str
    state: str
    state_text: str
    planned_on: date | None
    created_at: datetime
    expires_at: datetime
    shows_resident: bool
    may_take_back: bool
