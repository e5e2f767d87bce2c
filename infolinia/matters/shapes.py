"""What other rooms hand to this one and get back: plain frozen data, texts already in the reader's language."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from infolinia.matters.rules.words import DueWords


@dataclass(frozen=True)
class Place:
    """Where something is: any part may be missing."""

    street: str = ""
    house: str = ""
    district: str = ""
    note: str = ""

    def __str__(self) -> str:
        address = " ".join(part for part in (self.street, self.house) if part)
        return ", ".join(part for part in (address, self.district) if part)


@dataclass(frozen=True)
class MatterDraft:
    """What an adviser (or a form) gives to have a matter registered.

    `reply_channel` is a code of contacts' Channel (`phone`, `email`, `sms`, `post`, `none`); `reply_address` is for
    this matter only. `received_at` is when the contact happened, if earlier than the registration. `danger` says that
    somebody is in danger now.
    """

    category_code: str
    description: str
    subject: str = ""
    place: Place = Place()
    kind: str = ""
    channel: str = "phone"
    resident_id: UUID | None = None
    conversation_id: UUID | None = None
    question_id: int | None = None
    reply_channel: str = "none"
    reply_address: str = ""
    on_behalf_of: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    received_at: datetime | None = None
    danger: bool = False


@dataclass(frozen=True)
class Due:
    """A deadline as people see it. `at` is the moment after which it is late; `day` its last day."""

    at: datetime
    day: date
    words: DueWords
    to_the_minute: bool = False
    stopped: bool = False


@dataclass(frozen=True)
class StepLine:
    """One line of "why this date?": sentence, rule, result (`do pn. 30.11`), and the events it rests on."""

    text: str
    rule: str
    result: str
    day: date
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Registered:
    """A matter that exists now: what the adviser dictates, and where it went. The code is shown only here."""

    id: UUID
    number: str
    code: str
    resident_due: Due
    unit_due: Due
    unit_id: int
    unit_name: str
    why_here: str
    working: tuple[StepLine, ...]
    danger_text: str = ""


@dataclass(frozen=True)
class Promise:
    """What a registration would give, before anything is stored: unit and both deadlines.

    `hand_over_text` is set where the unit is an outside body: then nothing can be registered, only told.
    """

    unit_id: int
    unit_name: str
    resident_due: Due
    unit_due: Due
    term_text: str
    basis: str
    is_confirmed: bool
    danger_text: str
    working: tuple[StepLine, ...]
    hand_over_text: str = ""


@dataclass(frozen=True)
class CategoryLine:
    """One kind of matter to choose from. `path` names its parents; `term_text` is what the resident may be told."""

    code: str
    name: str
    path: tuple[str, ...]
    unit_id: int
    unit_name: str
    kind: str
    term_text: str
    basis: str
    is_confirmed: bool
    is_danger: bool
    danger_text: str
    is_outside: bool = False
    hand_over_text: str = ""
    questions: tuple[dict[str, object], ...] = ()


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
    """Everything that the page of one matter shows."""

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
    is_danger: bool
    answers: tuple[tuple[str, str], ...]
    outcome: str
    closing_text: str
    timeline: tuple[TimelineEvent, ...]
    related: tuple[MatterLine, ...]
    may: frozenset[str]
    version: int


@dataclass(frozen=True)
class PublicStep:
    """One step on the resident's page: `done`, `here` or `todo`."""

    state: str
    title: str
    note: str
    when: str


@dataclass(frozen=True)
class PublicStatus:
    """What a resident with the number and the code sees. No names of officers, no notes from inside."""

    id: UUID
    number: str
    subject: str
    place: str
    is_open: bool
    headline: str
    more: str
    steps: tuple[PublicStep, ...]
    why: tuple[str, ...]
    messages: tuple[PublicStep, ...]
    closing_text: str
    reply_text: str
    is_danger: bool
    danger_text: str
    asks_resident: str
    may_write: bool
    may_reopen: bool


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
