"""What is given to register a matter, and what comes back."""

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
    somebody is in danger now. `point` is latitude and longitude in degrees. The same `request_key` registers once.
    `entered_from` is a code of EnteredFrom, `tells` of Tells, `language` the one in
    which the resident is written to. A part of a matter names its `parent_id`. `is_asked` is false where nobody is
    there to ask: then the kind's questions and its place may stay open.
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
    point: tuple[float, float] | None = None
    request_key: str = ""
    entered_from: str = ""
    parent_id: UUID | None = None
    tells: str = "end"
    language: str = "pl"
    is_asked: bool = True


@dataclass(frozen=True)
class Duty:
    """The duty that has to hear of a danger by telephone: which call about it, whose duty, its number, tries so far."""

    call_id: int
    unit_name: str
    phone: str
    tries: int = 0


@dataclass(frozen=True)
class DangerLine:
    """A danger that nobody of the duty has confirmed yet; `told_whom` is empty until somebody picked up."""

    call_id: int
    matter_id: UUID
    number: str
    subject: str
    unit_name: str
    phone: str
    raised_at: datetime
    raised_by: str
    tries: int
    tried_at: datetime | None
    told_whom: str


@dataclass(frozen=True)
class AskedQuestion:
    """What is asked about a kind of matter; `code` is the key of the answer in `MatterDraft.answers`.

    `kind` is one of `rules.questions.KINDS`; `choices` are the answers to choose from, in their order.
    """

    code: str
    label: str
    is_required: bool
    kind: str = "text"
    choices: tuple[str, ...] = ()
    hint: str = ""


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
    """A matter that exists now: what the adviser dictates, and where it went. The code is shown only here.

    `is_new` is false where the same request had registered it before.
    """

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
    duty: Duty | None = None
    is_new: bool = True


@dataclass(frozen=True)
class Promise:
    """What a registration would give, before anything is stored: unit and both deadlines.

    `hand_over_text` is set where the unit is an outside body: then nothing can be registered, only told.
    `needs_writing` says that the resident must lodge an application: the call is none (KPA art. 63 § 1); then
    `how_to_lodge` says what to tell them. `kinds` are code and name of what such a matter may be registered as.
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
    needs_writing: bool = False
    how_to_lodge: str = ""
    kind: str = ""
    meaning: str = ""
    kinds: tuple[tuple[str, str], ...] = ()
    duty_name: str = ""
    duty_phone: str = ""
    place_need: str = "optional"
    hint: str = ""


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
    hint: str = ""
    card_code: str = ""
    place_need: str = "optional"
    is_public: bool = False
