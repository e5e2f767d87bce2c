"""Warnings, silence and forecasts as screens and mails show them."""

from dataclasses import dataclass
from datetime import date, datetime, time

from infolinia.matters.shapes.lists import MatterLine


@dataclass(frozen=True)
class WarningLine:
    """A matter with the gravest warning that a person has of it: why, in words, and since when.

    `kind` is `soon`, `late` or `silent`, and `side` for what is owed beside the answer: `why` says what and by when.
    """

    matter: MatterLine
    kind: str
    why: str
    since: datetime


@dataclass(frozen=True)
class Warnings:
    """A page of a person's warnings, by the end; `total` stops at `core.paging.COUNTED` + 1."""

    lines: tuple[WarningLine, ...]
    before: str
    behind: str
    total: int


@dataclass(frozen=True)
class RungLine:
    """A rung of the ladder in words; `counts` and `to` are codes."""

    id: int
    counts: str
    amount: int
    to: str
    when: str
    whom: str


@dataclass(frozen=True)
class Ladder:
    """The rungs in the order in which a matter reaches them, and the hours in which units work."""

    rungs: tuple[RungLine, ...]
    opens: time
    closes: time


@dataclass(frozen=True)
class DigestSetting:
    """When a person gets the daily digest."""

    hour: int
    is_off: bool


@dataclass(frozen=True)
class FeedLine:
    """An address of a unit's calendar, without its secret."""

    id: int
    label: str
    made_at: datetime
    made_by: str
    last_read_at: datetime | None


@dataclass(frozen=True)
class Forecast:
    """What is to be expected of an open matter, from how long its unit has taken with its kind.

    `late` is a chance from 0 to 1; `text` says it to the office; `from_count` is how many closed matters it knows.
    """

    late: float
    is_likely_late: bool
    half_by: date | None
    most_by: date | None
    from_count: int
    text: str

    @property
    def percent(self) -> int:
        """Return the chance as whole percent."""
        return round(self.late * 100)


@dataclass(frozen=True)
class OpenReminder:
    """A supervisor's reminder that the unit has not answered."""

    at: datetime
    by_name: str
    text: str


@dataclass(frozen=True)
class MatterWatch:
    """What a unit should know of one matter beside its deadlines."""

    forecast: Forecast | None
    reminder: OpenReminder | None
