"""What other rooms and screens see of the knowledge: plain frozen data, ready to show."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True)
class CardLink:
    """A card's code and title: enough for a link."""

    code: str
    title: str


@dataclass(frozen=True)
class FormLink:
    """A form (druk) of a card, in its version of the day asked; `sha256` names its file and is empty for none."""

    code: str
    title: str
    version: str
    note: str = ""
    form_id: int = 0
    language: str = "pl"
    sha256: str = ""
    large_sha256: str = ""
    pages: int = 0
    is_fillable: bool = False
    valid_from: date | None = None


@dataclass(frozen=True)
class Section:
    """One section of a card. `html` is safe: rendered from the allowed Markdown when the edition was published."""

    code: str
    heading: str
    peek: str
    html: str


@dataclass(frozen=True)
class FeeLine:
    """One dated amount in złoty; no amount means that the unit names it. `text` is how it is read."""

    what: str
    amount: Decimal | None
    valid_from: date | None
    valid_to: date | None
    confirmed: bool
    text: str
    is_in_force: bool


@dataclass(frozen=True)
class CardView:
    """One edition of a card, ready to show. Every field that ends in `_html` is safe HTML.

    `standing` is `current`, `earlier` (an edition since replaced), `draft`, `not_yet` and `ended` (outside the
    card's days) or `retired`; `leads_to` is the living card at the end of the line of successors. `reviewed_by`
    is a post, never a person's name. `fees` holds all dated amounts, `fee_text` those of the day asked.
    """

    code: str
    title: str
    edition: int
    summary: str
    answer_html: str
    danger_html: str
    script: str
    sections: tuple[Section, ...]
    unit_code: str
    unit_name: str
    reviewed_on: date | None
    review_due: date | None
    category_code: str
    clock_code: str
    clock_text: str
    fee_text: str
    visit_type: str
    is_example: bool
    forms: tuple[FormLink, ...] = ()
    channels: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    related: tuple[CardLink, ...] = ()
    sources: tuple[str, ...] = ()
    memo_html: str = ""
    subject_code: str = ""
    subject_name: str = ""
    language: str = "pl"
    published_at: datetime | None = None
    is_current: bool = True
    successor: CardLink | None = None
    resident_answer_html: str = ""
    easy_html: str = ""
    instructions_html: str = ""
    sign_video: str = ""
    online_url: str = ""
    fees: tuple[FeeLine, ...] = ()
    languages: tuple[str, ...] = ()
    question_set_code: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    reviewed_by: str = ""
    is_retired: bool = False
    standing: str = "current"
    leads_to: CardLink | None = None

    @property
    def owner_unit_code(self) -> str:
        """Return the code of the unit that answers for the card: registration starts with it."""
        return self.unit_code


@dataclass(frozen=True)
class Part:
    """One part of a score: which typed word met which word of the card, how, and what it added."""

    typed: str
    met: str
    how: str
    points: float


@dataclass(frozen=True)
class Hit:
    """One search result. `snippet_html` is safe, its matching words in `<mark>`; `answer` is fee · term · where."""

    code: str
    title: str
    score: float
    snippet_html: str
    unit_name: str
    kind: str = "card"
    facts: str = ""
    why: tuple[Part, ...] = field(default=(), compare=False)
    answer: str = ""
    subject_code: str = ""
    subject_name: str = ""
    unit_code: str = ""
    language: str = "pl"


@dataclass(frozen=True)
class Facet:
    """A subject or a unit of what was found, and how many results it has."""

    code: str
    name: str
    count: int


@dataclass(frozen=True)
class Found:
    """Search results with the subjects and units of all that answers, the most first."""

    hits: tuple[Hit, ...]
    subjects: tuple[Facet, ...]
    units: tuple[Facet, ...]


@dataclass(frozen=True)
class SubjectGroup:
    """The cards of one subject, in Polish alphabetical order."""

    code: str
    name: str
    cards: tuple[CardLink, ...]


@dataclass(frozen=True)
class News:
    """One piece of shift news, and whether this person has read it."""

    id: int
    title: str
    text_html: str
    important: bool
    is_read: bool
    valid_from: datetime
    valid_to: datetime | None
    card_code: str = ""


@dataclass(frozen=True)
class PhraseLine:
    """Words by which residents ask for a card."""

    id: int
    text: str


@dataclass(frozen=True)
class BadRecord:
    """A record of an import file that cannot be taken, and why."""

    line: int
    code: str
    why: str


@dataclass(frozen=True)
class Imported:
    """What an import did: codes of new cards, of new editions, and of cards that had nothing new."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
