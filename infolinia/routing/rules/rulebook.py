"""What an office set: which skills each queue asks for, who has them, and who stands ahead of whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from infolinia.routing.rules.floor import VOICE, VOICE_ONLY, Caller, Capacity
from infolinia.routing.rules.needs import ANYBODY, Need, Relaxation, Skills, Wanted

HOME = "pl"
LANGUAGE_PATIENCE = timedelta(minutes=4)
"""After this wait a caller in another language gets anybody, who can call an interpreter in: better than nobody."""


@dataclass(frozen=True)
class QueueRules:
    """One queue. `longest_line` callers wait at most (0: as many as come); a repeat caller waits `same_for` for one.

    A queue that is `closed` takes nobody new: whoever comes is told so; those who wait are served. One that
    `spares_rare` skills rings, of those free who can help, whom others replace most easily, not the longest idle.
    """

    code: str
    wanted: Wanted = ANYBODY
    head_start: timedelta = timedelta(0)
    longest_line: int = 0
    same_for: timedelta = timedelta(0)
    closed: bool = False
    spares_rare: bool = False


@dataclass(frozen=True)
class AdviserRules:
    """What one adviser can do: a level from 1 to 5 by skill, languages too; how much beside a call, how long after."""

    skills: Skills = field(default_factory=dict)
    capacity: Capacity = VOICE_ONLY
    after_call: timedelta | None = None


@dataclass(frozen=True)
class Rulebook:
    """All settings of the distribution. A queue that is not known asks for nothing."""

    queues: Mapping[str, QueueRules] = field(default_factory=dict)
    advisers: Mapping[int, AdviserRules] = field(default_factory=dict)

    def queue(self, code: str) -> QueueRules:
        """Return the rules of the queue."""
        return self.queues.get(code) or QueueRules(code)

    def caller(
        self,
        *,
        call_id: str,
        arrived_at: datetime,
        queue: str,
        language: str = HOME,
        prefers: int | None = None,
        medium: str = VOICE,
        ahead: timedelta = timedelta(0),
        reserved: tuple[int, datetime] | None = None,
    ) -> Caller:
        """Return how this caller waits: with the queue's needs and the language, `ahead` of the usual head start.

        `reserved` is the person to whom a supervisor gave the caller, and until when.
        """
        rules = self.queue(queue)
        return Caller(
            call_id=call_id,
            arrived_at=arrived_at,
            wanted=_in_language(rules.wanted, language),
            head_start=rules.head_start + ahead,
            prefers=prefers,
            prefers_until=arrived_at + rules.same_for if prefers and rules.same_for else None,
            medium=medium,
            spares_rare=rules.spares_rare,
            reserved_for=reserved[0] if reserved else None,
            reserved_until=reserved[1] if reserved else None,
        )


def language_skill(language: str) -> str:
    """Return the name under which a language stands among skills."""
    return f"language:{language}"


def _in_language(wanted: Wanted, language: str) -> Wanted:
    if language == HOME:
        return wanted
    need = Need(language_skill(language), 1, (Relaxation(LANGUAGE_PATIENCE),))
    overflows = tuple(type(flow)(flow.after, (*flow.needs, need)) for flow in wanted.overflows)
    return Wanted((*wanted.needs, need), overflows)
