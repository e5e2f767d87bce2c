"""What other rooms and screens see of the knowledge: plain frozen data, ready to show."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class CardLink:
    """A card's code and title: enough for a link."""

    code: str
    title: str


@dataclass(frozen=True)
class FormLink:
    """A form (druk) that belongs to a card, in its version valid on the day asked."""

    code: str
    title: str
    version: str
    note: str = ""


@dataclass(frozen=True)
class Section:
    """One section of a card. `html` is safe: rendered from the allowed Markdown when the edition was published."""

    code: str
    heading: str
    peek: str
    html: str


@dataclass(frozen=True)
class CardView:
    """One edition of a card, ready to show. Every field that ends in `_html` is safe HTML."""

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


@dataclass(frozen=True)
class Part:
    """One part of a score: which typed word met which word of the card, how, and what it added."""

    typed: str
    met: str
    how: str
    points: float


@dataclass(frozen=True)
class Hit:
    """One search result. `snippet_html` is safe; its matching words stand in `<mark>`."""

    code: str
    title: str
    score: float
    snippet_html: str
    unit_name: str
    kind: str = "card"
    facts: str = ""
    why: tuple[Part, ...] = field(default=(), compare=False)


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
