"""Lists of cards for pages, for the site's map and for machines: plain frozen data."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class ListedCard:
    """A current card in the language asked for, or in Polish where it has no such version."""

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
    is_example: bool


@dataclass(frozen=True)
class ListedCards:
    """One page of cards in the order of their codes; `following` is the code to go on after, empty at the end."""

    cards: tuple[ListedCard, ...]
    total: int
    following: str


@dataclass(frozen=True)
class ListedLink:
    """A card's code and title, and the language that the title is in."""

    code: str
    title: str
    language: str


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
