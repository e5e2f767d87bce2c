"""What screens see of the loop that keeps cards true: plain frozen data."""

from dataclasses import dataclass
from datetime import date, datetime

from infolinia.knowledge.shapes import CardLink


@dataclass(frozen=True)
class NothingFound:
    """Words that found nothing, in all their forms together. `text` is their commonest way, `others` the rest."""

    key: str
    text: str
    others: tuple[str, ...]
    times: int
    at_desk: int
    last_at: datetime
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decided:
    """What was done about words that found nothing."""

    key: str
    text: str
    decision: str
    decision_label: str
    card_code: str
    by_name: str
    at: datetime


@dataclass(frozen=True)
class Unhelpful:
    """A card opened in conversations without answering: how often, what was typed before, and what answered instead."""

    card: CardLink
    opened: int
    helped: int
    typed: tuple[str, ...]
    instead: tuple[CardLink, ...]

    @property
    def missed(self) -> int:
        """Return how many openings led to no answer from this card."""
        return self.opened - self.helped


@dataclass(frozen=True)
class TypedAnswer:
    """Words after which a card answered, and how often: from this search learns."""

    text: str
    key: str
    card_code: str
    times: int


@dataclass(frozen=True)
class TopCard:
    """A card and how often it was asked for in a span; `times_usual` compares with an average day of the year."""

    code: str
    title: str
    asked: int
    times_usual: float | None = None


@dataclass(frozen=True)
class TopQuestions:
    """What residents ask most: today, in seven days, and what this season brings more than the rest of the year.

    `season_first` and `season_last` are the days of last year that were looked at; none without such a past.
    """

    day: tuple[TopCard, ...]
    week: tuple[TopCard, ...]
    season: tuple[TopCard, ...]
    season_first: date | None
    season_last: date | None

    def once_each(self, limit: int) -> "TopQuestions":
        """Return the lists without cards that an earlier one has, each with at most `limit`."""
        day = self.day[:limit]
        shown = {card.code for card in day}
        week = tuple(card for card in self.week if card.code not in shown)[:limit]
        shown |= {card.code for card in week}
        season = tuple(card for card in self.season if card.code not in shown)[:limit]
        return TopQuestions(day, week, season, self.season_first, self.season_last)


@dataclass(frozen=True)
class NewsLine:
    """Shift news as its writers see it, with how many have read it and how many should."""

    id: int
    title: str
    text: str
    text_html: str
    important: bool
    valid_from: datetime
    valid_to: datetime | None
    roles: tuple[str, ...]
    languages: tuple[str, ...]
    subjects: tuple[str, ...]
    card_code: str
    audience_text: str
    writer_name: str
    edited_at: datetime | None
    editor_name: str
    withdrawn_at: datetime | None
    withdrawer_name: str
    state: str
    readers: int
    addressed: int

    @property
    def unread(self) -> int:
        """Return how many of those it is for have not read it."""
        return self.addressed - self.readers


@dataclass(frozen=True)
class NewsReader:
    """A person a piece of news is for, and when they read it."""

    name: str
    role_label: str
    read_at: datetime | None


@dataclass(frozen=True)
class NewsVersion:
    """What a piece of news said from a moment on."""

    at: datetime
    by_name: str
    title: str
    text_html: str
    valid_to: datetime | None
    important: bool
    is_withdrawn: bool


@dataclass(frozen=True)
class ReportView:
    """An adviser's „błąd w karcie” with everything that its answerer needs."""

    id: int
    card_code: str
    card_title: str
    card_edition: int
    edition_now: int
    section: str
    section_heading: str
    text: str
    reporter_id: int
    reporter_name: str
    reported_at: datetime
    due_on: date
    state: str
    state_label: str
    advice: str
    agreer_name: str
    reply: str
    replier_name: str
    replied_at: datetime | None
    mended_edition: int | None
    unit_id: int | None
    unit_name: str


@dataclass(frozen=True)
class InstructionView:
    """A work instruction as the desk shows it. `html` is safe."""

    id: int
    title: str
    html: str
    edition: int
    approved_on: date | None
    tags: tuple[str, ...]
    cards: tuple[CardLink, ...] = ()


@dataclass(frozen=True)
class InstructionHit:
    """A work instruction found by words."""

    id: int
    title: str
    lead: str
    edition: int


@dataclass(frozen=True)
class InstructionLine:
    """A work instruction in the editors' list: what is shown, and what waits for approval."""

    id: int
    title: str
    tags: tuple[str, ...]
    shown_edition: int | None
    draft_edition: int | None
    draft_author_id: int | None
    writer_name: str
    written_at: datetime
    approver_name: str
    approved_at: datetime | None
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class InstructionText:
    """One edition of a work instruction, to write on, with where it stands."""

    instruction_id: int
    number: int
    state: str
    title: str
    text: str
    html: str
    tags: tuple[str, ...]
    card_codes: tuple[str, ...]
    author_id: int | None
    author_name: str
    written_at: datetime


@dataclass(frozen=True)
class LinkLine:
    """An address that cards point to, and how it answered."""

    id: int
    url: str
    state: str
    state_label: str
    answer: str
    checked_at: datetime | None
    failing_since: datetime | None
    cards: tuple[CardLink, ...]


@dataclass(frozen=True)
class PlainCard:
    """How hard a card is to read: years of school, and where it is hardest."""

    code: str
    title: str
    fog: float
    pisarek: float
    sentences: int
    hints: int
