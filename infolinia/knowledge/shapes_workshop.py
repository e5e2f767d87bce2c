"""What editors see of cards before and beside what residents see: lists and a card's state, plain frozen data."""

from dataclasses import dataclass
from datetime import date, datetime

from infolinia.knowledge.shapes import CardLink


@dataclass(frozen=True)
class UnderWay:
    """A text that is not published yet: whose it is and how far it has come."""

    edition_id: int
    card_code: str
    title: str
    language: str
    state: str
    state_label: str
    author_ids: tuple[int, ...]
    author_name: str
    changed_by_name: str
    changed_at: datetime | None
    sent_at: datetime | None
    publish_at: datetime | None
    return_reason: str


@dataclass(frozen=True)
class ShelfLine:
    """One card in the editors' list. `edition` is the current Polish one, 0 where none is published."""

    code: str
    title: str
    subject_name: str
    unit_name: str
    languages: tuple[str, ...]
    edition: int
    review_due: date | None
    is_retired: bool
    is_example: bool
    under_way: tuple[UnderWay, ...]
    open_tasks: int


@dataclass(frozen=True)
class Shelf:
    """One page of the editors' list, and how many cards there are in all."""

    lines: tuple[ShelfLine, ...]
    total: int


@dataclass(frozen=True)
class LanguageLine:
    """A card in one language: the published edition's number (0: none), and the text under way.

    `is_behind` says that the Polish text was published later than this translation.
    """

    language: str
    name: str
    edition: int
    edition_id: int | None
    published_at: datetime | None
    under_way: UnderWay | None
    is_behind: bool = False


@dataclass(frozen=True)
class CardSettings:
    """What belongs to the card and not to an edition of it, and where its texts stand in each language."""

    code: str
    title: str
    subject_code: str
    subject_name: str
    unit_id: int | None
    unit_code: str
    unit_name: str
    is_retired: bool
    is_example: bool
    valid_from: date | None
    valid_to: date | None
    successor: CardLink | None
    replaces: tuple[CardLink, ...]
    reviewed_on: date | None
    review_due: date | None
    languages: tuple[LanguageLine, ...]
    open_tasks: int

    def in_language(self, language: str) -> LanguageLine:
        """Return the card in the language; in Polish when the language is not one of cards."""
        return next((line for line in self.languages if line.language == language), self.languages[0])
