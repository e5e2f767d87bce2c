"""What editors see of a card's editions and of the tasks that keep it true: plain frozen data."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from infolinia.knowledge.rules.drafts import CardDraft


@dataclass(frozen=True)
class DraftText:
    """An edition that is being written, reviewed or waits for its day: what it says and how it got there.

    `version` counts what was saved: a save that started from an older one is told of both texts. `is_behind` says
    that another edition was published since the draft was copied.
    """

    id: int
    code: str
    language: str
    number: int
    state: str
    version: int
    author_id: int | None
    author_name: str
    author_ids: tuple[int, ...]
    saved_at: datetime | None
    saved_by_name: str
    sent_at: datetime | None
    returned_reason: str
    publish_at: datetime | None
    reviewer_name: str
    based_on: int | None
    current_number: int | None
    is_behind: bool
    restored_from: int | None
    draft: CardDraft


@dataclass(frozen=True)
class EditionLine:
    """One edition in a card's history; `until` is when the next one replaced it."""

    id: int
    number: int
    state: str
    state_label: str
    title: str
    published_at: datetime | None
    until: datetime | None
    author_name: str
    reviewer_name: str
    reviewed_on: date | None
    saved_at: datetime | None
    publish_at: datetime | None
    returned_reason: str
    restored_from: int | None


@dataclass(frozen=True)
class DiffRow:
    """A line beside a line; safe HTML, the words that differ in `<del>` and `<ins>`.

    `kind` is `same`, `changed`, `added` or `removed`.
    """

    left_html: str
    right_html: str
    kind: str


@dataclass(frozen=True)
class FieldDiff:
    """One field that two editions say differently."""

    field: str
    label: str
    rows: tuple[DiffRow, ...]


@dataclass(frozen=True)
class Approved:
    """What an approval did: the number published at once, or the moment at which it will be."""

    number: int | None
    publish_at: datetime | None


@dataclass(frozen=True)
class TaskLine:
    """One thing to do so that a card stays true. `due` is its last day; `is_late` after that."""

    id: int
    kind: str
    kind_label: str
    card_code: str
    card_title: str
    unit_id: int | None
    unit_name: str
    text: str
    due: date
    is_late: bool
    opened_at: datetime
    escalated_at: datetime | None
    state: str
    reply: str
    closed_at: datetime | None
    details: dict[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class ReviewLine:
    """A current edition whose day of review comes or has passed."""

    card_code: str
    language: str
    title: str
    unit_id: int | None
    review_due: date
    is_late: bool


@dataclass(frozen=True)
class Notice:
    """What one person is still to be written about today: tasks that are new, and tasks whose day has passed."""

    staff_id: int
    new: tuple[TaskLine, ...]
    missed: tuple[TaskLine, ...]
