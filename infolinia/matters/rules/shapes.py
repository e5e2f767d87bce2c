"""The plain shapes of a deadline: its term, its pauses, its working and its two ends."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

End = date | datetime


@dataclass(frozen=True)
class Term:
    """A length of time as an act or a promise gives it: `14 days`, `1 month`, `24 service hours`."""

    length: int
    unit: str

    def __str__(self) -> str:
        return f"{self.length} {self.unit if self.length != 1 else self.unit.removesuffix('s')}"


@dataclass(frozen=True)
class Pause:
    """Days, both included, that the term does not count (KPA art. 35 § 5), and why. `last` is None while it lasts.

    `links` names the events it rests on, `evidence` the document that proves the cause.
    """

    first: date
    last: date | None
    reason: str = ""
    basis: str = "KPA art. 35 § 5"
    links: tuple[str, ...] = ()
    evidence: str = ""


@dataclass(frozen=True)
class Extension:
    """A new end that the resident was told of (KPA art. 36), when and why."""

    new_end: date
    noticed_on: date
    reason: str


@dataclass(frozen=True)
class Step:
    """One line of "why this date": the sentence as a key and its values, the rule, and the day it gives.

    `mark` says what the day is: `from` (counting starts), `until` (the end so far) or `goal` (the unit's own).
    `rule` joins its sources by ` · `. Values that are days are ISO dates. `links` names the matter's events.
    """

    key: str
    params: Mapping[str, str | int]
    rule: str
    day: End
    mark: str = "until"
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Deadline:
    """When a term ends and why: `nominal_end` as counted (pauses included), `legal_end` after KPA art. 57 § 4."""

    start: End
    term: Term
    nominal_end: End
    legal_end: End
    working: tuple[Step, ...] = field(default=())
