"""The steps of an edition from a draft to print: which is allowed when, and to whom."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class State(StrEnum):
    """Where an edition stands. `GONE` is a draft thrown away; it leaves no row."""

    DRAFT = "draft"
    REVIEW = "review"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    RETIRED = "retired"
    GONE = "gone"


class Step(StrEnum):
    """What somebody, or the clock, does with an edition."""

    SAVE = "save"
    SEND = "send"
    TAKE_BACK = "take_back"
    RETURN = "return"
    SCHEDULE = "schedule"
    PUBLISH = "publish"
    UNSCHEDULE = "unschedule"
    REPLACE = "replace"
    DISCARD = "discard"


class Refusal(StrEnum):
    """Why a step is refused."""

    NOT_NOW = "not_now"
    OWN_TEXT = "own_text"
    CHANGED = "changed"
    BEHIND = "behind"
    NO_REASON = "no_reason"
    PAST = "past"
    TOO_FAR = "too_far"


STEPS: dict[Step, dict[State, State]] = {
    Step.SAVE: {State.DRAFT: State.DRAFT},
    Step.SEND: {State.DRAFT: State.REVIEW},
    Step.TAKE_BACK: {State.REVIEW: State.DRAFT},
    Step.RETURN: {State.REVIEW: State.DRAFT},
    Step.SCHEDULE: {State.REVIEW: State.SCHEDULED},
    Step.PUBLISH: {State.REVIEW: State.PUBLISHED, State.SCHEDULED: State.PUBLISHED},
    Step.UNSCHEDULE: {State.SCHEDULED: State.DRAFT},
    Step.REPLACE: {State.PUBLISHED: State.RETIRED},
    Step.DISCARD: {State.DRAFT: State.GONE},
}
UNDER_WAY = (State.DRAFT, State.REVIEW, State.SCHEDULED)
MOST_DAYS_AHEAD = 400
_SAYS_WHY = (Step.RETURN, Step.UNSCHEDULE)
_REPLACES = (Step.SEND, Step.SCHEDULE, Step.PUBLISH)


@dataclass(frozen=True)
class Facts:
    """What the rules ask of an edition: `authors` are all who wrote in it, `current` the number published today."""

    state: State
    authors: frozenset[int]
    version: int
    based_on: int | None = None
    current: int | None = None

    @property
    def is_behind(self) -> bool:
        """Whether another edition was published since this one was copied: it would undo that one's changes."""
        return self.current is not None and self.based_on != self.current


@dataclass(frozen=True)
class Wish:
    """Who wants the step, on the version that they saw; `reason` and `publish_at` where the step needs them."""

    at: datetime
    by: int | None = None
    version: int | None = None
    reason: str = ""
    publish_at: datetime | None = None


def refusal(step: Step, facts: Facts, wish: Wish) -> Refusal | None:
    """Return why the step may not be taken, the plainest reason first, or None where it may.

    A step of the clock has no person: it publishes what a second person approved before.
    """
    if facts.state not in STEPS[step]:
        return Refusal.NOT_NOW
    if wish.version is not None and wish.version != facts.version:
        return Refusal.CHANGED
    if facts.state == State.REVIEW and step in (Step.PUBLISH, Step.SCHEDULE) and _is_own(facts, wish):
        return Refusal.OWN_TEXT
    if step in _REPLACES and facts.is_behind:
        return Refusal.BEHIND
    if step in _SAYS_WHY and not wish.reason.strip():
        return Refusal.NO_REASON
    return _wrong_time(wish) if step == Step.SCHEDULE else None


def _is_own(facts: Facts, wish: Wish) -> bool:
    return wish.by is None or wish.by in facts.authors


def _wrong_time(wish: Wish) -> Refusal | None:
    if wish.publish_at is None or wish.publish_at <= wish.at:
        return Refusal.PAST
    return Refusal.TOO_FAR if (wish.publish_at - wish.at).days > MOST_DAYS_AHEAD else None


class Lack(StrEnum):
    """What a text needs before a second person looks at it."""

    ANSWER = "answer"
    OWNER = "owner"
    BASIS = "basis"
    REVIEW_DAY = "review_day"
    REVIEW_PAST = "review_past"


def lacks(*, answer: str, owner: str, basis: str, review_due: date | None, today: date) -> tuple[Lack, ...]:
    """Return what is missing, in the order in which an editor meets it."""
    missing = [lack for lack, told in ((Lack.ANSWER, answer), (Lack.OWNER, owner), (Lack.BASIS, basis)) if not told]
    if review_due is None:
        missing.append(Lack.REVIEW_DAY)
    elif review_due <= today:
        missing.append(Lack.REVIEW_PAST)
    return tuple(missing)
