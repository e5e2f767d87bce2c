"""Side clocks, recounts and the catalogue of terms as screens and other rooms see them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from infolinia.matters.rules.side_clocks import SideTerm, is_watched
from infolinia.matters.shapes.registering import StepLine

NOTICE = "notice"
MAILED = "mailed"  # when: the message to the resident is the notice, so the office watches it and not the unit


@dataclass(frozen=True)
class SideClock:
    """One thing that must be done while a matter lasts. `when` and `who` are codes of `rules.side_clocks`.

    `due_on` is None until what it counts from has happened. `code` is `notice` for the notice of a new end (art. 36).
    """

    name: str
    due_on: date | None
    basis: str
    done_at: date | None
    code: str = ""
    when: str = "always"
    who: str = "unit"
    outcome: str = ""
    confirmed: bool = True

    @property
    def is_open(self) -> bool:
        """Whether the unit still owes it."""
        return self.who == "unit" and self.done_at is None

    @property
    def is_watched(self) -> bool:
        """Whether the unit is warned of its day."""
        return is_watched(self.who, self.when) and self.is_open and self.due_on is not None


@dataclass(frozen=True)
class ClockLine:
    """An entry of the catalogue in a list. `kinds` is how many kinds of matter run by it."""

    code: str
    name: str
    term: str
    longest: str
    basis: str
    confirmed: bool
    confirmed_as: str
    confirmed_at: datetime | None
    side_count: int
    kinds: int


@dataclass(frozen=True)
class ClockView:
    """One entry of the catalogue in full; `kinds` are the names of the kinds of matter that run by it."""

    code: str
    name: str
    term: str
    longest: str
    basis: str
    remarks: str
    side_terms: tuple[SideTerm, ...]
    confirmed: bool
    confirmed_as: str
    confirmed_by: str
    confirmed_at: datetime | None
    version: int
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class ClockChange:
    """One change of an entry: when, by whom, and what changed as (field, before, after)."""

    at: datetime
    by_name: str
    what: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class RecountView:
    """A recount: what for, how far it is, and how many matters it moves."""

    id: int
    cause: str
    about: str
    note: str
    state: str
    state_words: str
    at: datetime
    by_name: str
    seen: int
    changed: int
    later: int
    earlier: int
    applied: int
    skipped: int
    tells_residents: bool
    decided_by: str
    decided_at: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True)
class RecountedMatter:
    """One matter whose deadlines would come out, or came out, otherwise."""

    id: int
    matter_id: UUID
    number: str
    unit_name: str
    due_before: date
    due_after: date
    goal_before: date
    goal_after: date
    applied_at: datetime | None
    skipped: str


@dataclass(frozen=True)
class OldDeadline:
    """What the deadline of a matter was before a recount, until when it stood, and the working that gave it."""

    at: datetime
    why: str
    due_on: date
    goal_on: date
    term: str
    basis: str
    working: tuple[StepLine, ...]
