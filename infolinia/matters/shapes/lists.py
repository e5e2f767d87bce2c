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
    is_urgent: bool = False


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
    is_urgent: bool = False


@dataclass(frozen=True)
class Inbox:
    """A unit's inbox as drawn: its lists with their counts, and the sentence at the top in numbers.

    `unit_ids` are the unit and those below it, whose matters all stand here.
    `count_done` stops at `core.paging.COUNTED` + 1. `longer` names the lists of which only the beginning is here;
    `before` and `behind` are the marks of the pages beside this one where a single list was asked for.
    """

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
    done: tuple[MatterLine, ...] = ()
    unit_ids: frozenset[int] = frozenset()
    longer: frozenset[str] = frozenset()
    before: str = ""
    behind: str = ""


@dataclass(frozen=True)
class Page:
    """A page of a list: its lines, the marks of the pages beside it, and how many matters in all.

    `total` stops at `core.paging.COUNTED` + 1.
    """

    lines: tuple[MatterLine, ...]
    before: str
    behind: str
    total: int


@dataclass(frozen=True)
class UnitLoad:
    """How one unit stands with its deadlines. `longest` is its matter that is late the longest.

    `silent` are matters that nobody of the unit has opened for longer than the office allows.
    """

    unit_id: int
    unit_code: str
    unit_name: str
    overdue: int
    due_soon: int
    open: int
    silent: int
    longest: MatterLine | None


@dataclass(frozen=True)
class ChaseLine:
    """A reminder that a unit got: about which matter, when, from whom (empty: by itself), and what came of it.

    `answer` is what the unit wrote, by whom; without it `answered_at` is when it next did something in the matter.
    `took_hours` are working hours between the two.
    """

    matter_id: UUID
    number: str
    subject: str
    unit_name: str
    at: datetime
    by_name: str
    text: str
    answered_at: datetime | None
    answer: str = ""
    answered_by: str = ""
    took_hours: int | None = None


@dataclass(frozen=True)
class Warned:
    """A matter that a warning job spoke of: `soon`, `late` or `silent`, to `officer`, `head` or `supervisor`.

    `is_side` where it is not the resident's end, but what is owed beside it by a day of its own.
    """

    id: UUID
    number: str
    unit_id: int
    kind: str
    to: str
    is_side: bool = False
