"""Rules of routing as supervisors see and change them."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID


@dataclass(frozen=True)
class RuleDraft:
    """A rule as a supervisor writes it; what is empty does not narrow. `version` is the one that was being changed."""

    name: str
    unit_id: int
    category_id: int | None = None
    kind: str = ""
    district: str = ""
    street: str = ""
    house_from: int | None = None
    house_to: int | None = None
    side: str = ""
    days: str = ""
    hours_from: time | None = None
    hours_to: time | None = None
    season_from: str = ""
    season_to: str = ""
    words: str = ""
    version: int = 0


@dataclass(frozen=True)
class RuleLine:
    """A rule in its table: what it asks for in words, and what is wrong with it (`faults`, in words too)."""

    id: int
    name: str
    is_on: bool
    asks: tuple[str, ...]
    unit_id: int
    unit_name: str
    faults: tuple[str, ...]
    used: int


@dataclass(frozen=True)
class MovedLine:
    """A past matter that the tried rules would have sent elsewhere; `ended_in` is the unit it is in by now."""

    matter_id: UUID
    number: str
    subject: str
    place: str
    before: str
    after: str
    ended_in: str
    is_better: bool | None


@dataclass(frozen=True)
class SteeringTrial:
    """What tried rules would have done with past matters.

    Of `looked` matters since a day `matched` fit the tried rule, `let_go` fit it as it is now and would no more, and
    `moved` would have gone elsewhere: `better` to where they ended, `worse` away from where they ended. `lines` are the
    newest of them.
    """

    since: date
    looked: int
    matched: int
    let_go: int
    moved: int
    better: int
    worse: int
    lines: tuple[MovedLine, ...]

    @property
    def other(self) -> int:
        """Return how many would have gone to a third unit."""
        return self.moved - self.better - self.worse


@dataclass(frozen=True)
class EndedKind:
    """A kind in use whose unit does not work any more; `heir_name` is who gets its matters, empty: the ended unit."""

    code: str
    name: str
    unit_name: str
    heir_name: str


@dataclass(frozen=True)
class Lesson:
    """A kind of matter, or a rule, whose matters units keep sending on, and what to do about it.

    Of `received` matters `corrected` did not stay with the first unit; most of those went to `to_unit_name`
    (`went` of them; empty where there is no such unit). `rule_id` is the rule that decided, if one did.
    """

    category_id: int
    category_name: str
    unit_id: int
    unit_name: str
    rule_id: int | None
    rule_name: str
    received: int
    corrected: int
    went: int
    to_unit_id: int | None
    to_unit_name: str
    district: str
    word: str

    @property
    def share(self) -> int:
        """Return how many in a hundred did not stay."""
        return min(round(100 * self.corrected / self.received), 100) if self.received else 100
