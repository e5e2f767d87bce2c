"""What editors see of the words that lead to cards: plain frozen data."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from infolinia.knowledge.shapes import CardLink

Line = TypeVar("Line")


@dataclass(frozen=True)
class Listed(Generic[Line]):
    """One page of a list, and how many lines the whole list has."""

    lines: tuple[Line, ...]
    total: int


@dataclass(frozen=True)
class PhraseLine:
    """Residents' words for one card."""

    id: int
    text: str
    card: CardLink
    origin_label: str


@dataclass(frozen=True)
class SynonymLine:
    """An everyday word for an office word. One from a file is put aside, not deleted: the file would bring it back."""

    id: int
    everyday: str
    means: str
    origin_label: str
    is_from_file: bool


@dataclass(frozen=True)
class PutAside:
    """A synonym from a file that an editor put aside."""

    id: int
    everyday: str
    means: str
    by_name: str
    at: datetime


@dataclass(frozen=True)
class AssociationLine:
    """Words after which a card answered, the evidence, and what an editor made of it.

    `led` is how often the card answered after the words, `typed` how often any card did; `works` says whether search
    follows it now.
    """

    id: int
    words: str
    card: CardLink
    led: int
    typed: int
    last_at: datetime | None
    state: str
    state_label: str
    works: bool
    by_name: str
    decided_at: datetime | None


@dataclass(frozen=True)
class PairLine:
    """Two words of like meaning from the general thesaurus."""

    id: int
    word: str
    means: str
    is_rejected: bool
