"""Lists of cards for pages, for the site's map and for machines: plain frozen data."""

from dataclasses import dataclass
from datetime import date, datetime

from infolinia.knowledge.shapes import CardLink, FeeLine, FormLink, Section


@dataclass(frozen=True)
class ListedCard:
    """A current card in the language asked for, or in Polish where it has no such version.

    `answers` are the codes of its sections that say something to residents.
    """

    code: str
    title: str
    language: str
    summary: str
    subject_code: str
    subject_name: str
    unit_code: str
    unit_name: str
    edition: int
    published_at: datetime | None
    reviewed_on: date | None
    valid_to: date | None
    is_example: bool
    answers: tuple[str, ...]


@dataclass(frozen=True)
class ListedCards:
    """One page of cards in the order of their codes; `following` is the code to go on after, empty at the end."""

    cards: tuple[ListedCard, ...]
    total: int
    following: str


@dataclass(frozen=True)
class ListedLink:
    """A card's code, title and one sentence, and the language that they are in."""

    code: str
    title: str
    language: str
    summary: str


@dataclass(frozen=True)
class ListedSubject:
    """A subject and its cards, in alphabetical order; `count` of them."""

    code: str
    name: str
    cards: tuple[ListedLink, ...]

    @property
    def count(self) -> int:
        """Return how many cards there are."""
        return len(self.cards)


@dataclass(frozen=True)
class PublishedCard:
    """A current card and when its text in each language was published."""

    code: str
    published: tuple[tuple[str, datetime], ...]


@dataclass(frozen=True)
class Office:
    """The unit that settles a matter, as a resident needs it."""

    code: str
    name: str
    phone: str
    place: str
    hours_text: str


@dataclass(frozen=True)
class ResidentCard:
    """What a card tells residents and machines: nothing that is meant for advisers is in it.

    Every field that ends in `_html` is safe HTML. `where` is one line. `standing` is `current`, `not_yet`, `ended` or
    `retired`; `leads_to` is the card that is in force instead. `told_first` are sections that only repeat fee and term.
    """

    code: str
    title: str
    language: str
    languages: tuple[str, ...]
    edition: int
    summary: str
    answer_html: str
    danger_html: str
    easy_html: str
    sign_video: str
    online_url: str
    sections: tuple[Section, ...]
    fee_text: str
    fees: tuple[FeeLine, ...]
    term: str
    where: str
    office: Office | None
    visit_type: str
    channels: tuple[str, ...]
    forms: tuple[FormLink, ...]
    related: tuple[CardLink, ...]
    sources: tuple[str, ...]
    subject_code: str
    subject_name: str
    valid_from: date | None
    valid_to: date | None
    reviewed_on: date | None
    review_due: date | None
    published_at: datetime | None
    is_example: bool
    is_retired: bool
    standing: str
    leads_to: CardLink | None
    told_first: frozenset[str] = frozenset()
