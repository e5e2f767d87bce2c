"""One matter on its page, for the office and for its resident."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from infolinia.matters.shapes.lists import MatterLine, StatusWords
from infolinia.matters.shapes.registering import Due, StepLine


@dataclass(frozen=True)
class RulerSpan:
    """A stretch of the ruler in percent of its length: `counted` (passed) or `stopped`; `days` for its label."""

    kind: str
    start: float
    width: float
    days: int


@dataclass(frozen=True)
class Ruler:
    """The ruler under the two clocks. Positions are percent from the start (0) to the legal end or today (100)."""

    spans: tuple[RulerSpan, ...]
    today: float
    goal: float
    end: float
    start_day: date
    goal_day: date
    end_day: date
    days_passed: int
    days_counted: int
    sentence: str


@dataclass(frozen=True)
class TimelineEvent:
    """One thing that happened: what (bold), who and how under it, and whether it stopped or started the clock."""

    id: int
    kind: str
    icon: str
    title: str
    text: str
    at: datetime
    by_name: str
    unit_name: str
    stops_clock: bool
    visible_to_resident: bool


@dataclass(frozen=True)
class MatterView:
    """Everything that the page of one matter shows.

    `notice_needed` is what the office still owes the resident, `notice_text` what a notice of a new end must hold.
    `standing_basis` is the rule by which its clock may stand while it waits for others, empty where none allows it;
    `question_basis` that for a question to the resident.
    `ready_answers` are the name and the text of each prepared answer of its kind, `objection` what its resident says
    is not done while the supervisor has not decided. `tells` is how much the resident wants to hear: a code of `Tells`.
    """

    id: UUID
    number: str
    subject: str
    description: str
    category_code: str
    category_name: str
    kind: str
    status: StatusWords
    is_open: bool
    znak: str
    place: str
    channel: str
    unit_id: int | None
    unit_name: str
    officer_id: int | None
    officer_name: str
    resident_id: UUID | None
    resident_name: str
    resident_need: str
    reply_channel: str
    reply_channel_text: str
    reply_address: str
    on_behalf_of: str
    conversation_id: UUID | None
    registered_at: datetime
    due: Due
    unit_due: Due
    working: tuple[StepLine, ...]
    ruler: Ruler
    term_is_confirmed: bool
    notice_needed: str
    notice_text: str
    is_danger: bool
    answers: tuple[tuple[str, str], ...]
    outcome: str
    closing_text: str
    timeline: tuple[TimelineEvent, ...]
    related: tuple[MatterLine, ...]
    may: frozenset[str]
    version: int
    opened_at: datetime | None = None
    planned_on: date | None = None
    contractor: str = ""
    waits_text: str = ""
    why_here: str = ""
    standing_basis: str = ""
    question_basis: str = ""
    ready_answers: tuple[tuple[str, str], ...] = ()
    open_parts: int = 0
    follower_count: int = 0
    objection: str = ""
    tells: str = ""


@dataclass(frozen=True)
class PublicStep:
    """One step on the resident's page: `done`, `here` or `todo`."""

    state: str
    title: str
    note: str
    when: str
