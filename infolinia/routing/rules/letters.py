"""Who gets which letter: the same queues, places and needs as calls have, but nothing rings and nobody hurries.

A letter waits for hours where a call waits for minutes, so its wait counts a sixtieth: a need that relaxes for a caller
after four minutes relaxes for a letter after four hours. It is laid on a desk at once, without an offer that can be
missed, as long as there is room for one more of its medium; a call always comes first, the letter lies and waits.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from infolinia.routing.rules.floor import Caller
from infolinia.routing.rules.matching import is_reserved
from infolinia.routing.rules.needs import Skills

MEDIA = ("email", "sms", "form")
PACE = 60
USUAL = 3


@dataclass(frozen=True)
class Writer:
    """An adviser who is ready: how many letters of each medium they have at once, and how many lie there now."""

    id: int
    ready_since: datetime
    skills: Skills = field(default_factory=dict)
    at_once: Mapping[str, int] = field(default_factory=dict)
    has: Mapping[str, int] = field(default_factory=dict)

    def has_room(self, medium: str) -> bool:
        """Tell whether one more letter of this medium may be laid on the desk."""
        return self.has.get(medium, 0) < self.at_once.get(medium, USUAL)

    @property
    def load(self) -> int:
        """Return how many letters lie there."""
        return sum(self.has.values())

    def with_one_more(self, medium: str) -> "Writer":
        """Return the desk with one more letter."""
        return replace(self, has={**self.has, medium: self.has.get(medium, 0) + 1})


@dataclass(frozen=True)
class Handed:
    """This letter goes to this adviser."""

    letter_id: str
    adviser_id: int


def hand_out(writers: Iterable[Writer], letters: Iterable[Caller], at: datetime) -> tuple[Handed, ...]:
    """Return who gets what now: letters by their places, each to whoever of the able has the fewest on the desk."""
    desks = {one.id: one for one in writers}
    handed = []
    for letter in sorted(letters, key=lambda one: one.place):
        able = [one for one in desks.values() if may_have(one, letter, at)]
        if not able:
            continue
        taker = min(able, key=lambda one: (one.load, one.ready_since, one.id))
        desks[taker.id] = taker.with_one_more(letter.medium)
        handed.append(Handed(letter.call_id, taker.id))
    return tuple(handed)


def next_for(writer: Writer, letters: Sequence[Caller], at: datetime) -> str | None:
    """Return the letter that this adviser gets who asks for one: the first in line that they may have."""
    mine = (one for one in sorted(letters, key=lambda one: one.place) if may_have(writer, one, at))
    return next((one.call_id for one in mine), None)


def may_have(writer: Writer, letter: Caller, at: datetime) -> bool:
    """Tell whether the letter may be laid on this desk now."""
    if not writer.has_room(letter.medium):
        return False
    if is_reserved(letter, at):
        return writer.id == letter.reserved_for
    return letter.wanted.is_met(writer.skills, _felt(at - letter.stands_since))


def _felt(waited: timedelta) -> timedelta:
    return waited / PACE
