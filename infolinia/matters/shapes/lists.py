"""Matters in lists: inboxes, search, supervision."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from infolinia.matters.shapes.registering import Due


@dataclass(frozen=True)
class StatusWords:
    """A status as a shape (icon name) and a word; the code is for tests and styles."""

    code: str
    text: str
    icon: str


@dataclass(frozen=True)
class MatterLine:
    """A matter in a list."""

    id: UUID
    number: str
    subject: str
    place: str
    unit_name: str
    status: StatusWords
    is_open: bool
    due: Due
    unit_due: Due
    officer_id: int | None
    officer_name: str
    channel: str
    registered_at: datetime
    remark: str = ""


@dataclass(frozen=True)
class WaitingLine:
    """A matter that waits for somebody else: for whom, since when, what to do if nothing comes, and its clock."""

    id: UUID
    number: str
    subject: str
    place: str
    for_whom: str
    since: date
    since_text: str
    next_step: str
    clock: StatusWords
    due: Due
    officer_name: str


@dataclass(frozen=True)
class Inbox:
    """A unit's inbox as drawn: four lists with their counts, and the sentence at the top in numbers."""

    unit_id: int
    unit_name: str
    new: tuple[MatterLine, ...]
    to_do: tuple[MatterLine, ...]
    waiting: tuple[WaitingLine, ...]
    returned: tuple[MatterLine, ...]
    count_new: int
    count_to_do: int
    count_waiting: int
    count_returned: int
    count_done: int
    count_mine: int
    count_nobodys: int
    count_late: int
    count_due_soon: int


@dataclass(frozen=True)
class Page:
    """A page of a list: the lines, which page this is (from 1), of how many, and how many matters in all."""

    lines: tuple[MatterLine, ...]
    number: int
    pages: int
    total: int


@dataclass(frozen=True)
class UnitLoad:
    """How one unit stands with its deadlines. `longest` is its matter that is late the longest."""

    unit_id: int
    unit_code: str
    unit_name: str
    overdue: int
    due_soon: int
    open: int
    longest: MatterLine | None


@dataclass(frozen=True)
class ChaseLine:
    """A reminder that a unit got: about which matter, when, from whom (empty: by itself), and whether it answered."""

    matter_id: UUID
    number: str
    subject: str
    unit_name: str
    at: datetime
    by_name: str
    text: str
    answered_at: datetime | None


@dataclass(frozen=True)
class Warned:
    """A matter that a warning job spoke of: `soon` or `late`."""

    id: UUID
    number: str
    unit_id: int
    kind: str
