"""A matter as other programs get it: what it is and where it stands, never whose it is."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

_HOUSE = re.compile(r"\s+\d+[A-Za-z]?(?:\s*[/-]\s*\d+[A-Za-z]?)?$")


@dataclass(frozen=True)
class MachineMatter:
    """One matter. `description`, answers and the closing text are a resident's words: not for everybody.

    `is_theirs` says that the program which asks sees it by its own right, and not only because it is open to all.
    """

    id: UUID
    number: str
    kind: str
    category_code: str
    category_name: str
    subject: str
    description: str
    street: str
    house: str
    district: str
    place_note: str
    latitude: float | None
    longitude: float | None
    status: str
    status_text: str
    unit_code: str
    unit_name: str
    received_at: datetime
    registered_at: datetime
    updated_at: datetime
    due_on: date
    due_at: datetime
    closed_at: datetime | None
    result: str
    closing_text: str
    case_number: str
    version: int
    is_theirs: bool

    @property
    def address(self) -> str:
        """Return the place in one line."""
        street = " ".join(part for part in (self.street, self.house) if part)
        return ", ".join(part for part in (street, self.district) if part)

    @property
    def near(self) -> str:
        """Return the street and the district, without the house, also where somebody typed it with the street."""
        return ", ".join(part for part in (_HOUSE.sub("", self.street.strip()), self.district) if part)

    @property
    def point_near(self) -> tuple[float, float] | None:
        """Return the point to about a hundred metres: a street, no house of it."""
        if self.latitude is None or self.longitude is None:
            return None
        return round(self.latitude, 3), round(self.longitude, 3)


@dataclass(frozen=True)
class MachineEvent:
    """One line of a matter's story that its resident may see too; the text only where it was said to or by them."""

    id: int
    matter_id: UUID
    matter_number: str
    kind: str
    kind_text: str
    text: str
    at: datetime
    is_closing: bool
    is_theirs: bool


@dataclass(frozen=True)
class Wanted:
    """Which matters a program asks for; empty takes all."""

    numbers: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    is_open: bool | None = None
    unit_code: str = ""
    since: datetime | None = None
    until: datetime | None = None
    also_public: bool = False


@dataclass(frozen=True)
class OfficeCopy:
    """A matter as the office's own EZD gets it, with who sent it."""

    id: UUID
    number: str
    kind: str
    subject: str
    text: str
    received_at: datetime
    channel: str
    unit_code: str
    unit_name: str
    resident_id: UUID | None
    on_behalf_of: str
    reply_address: str
