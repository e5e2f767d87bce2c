"""What a waiting caller is told: how many are ahead and how long it may take, only when that changed.

A wait is said as a range on a coarse scale, rounded outwards: a narrower promise would be less true.
"""

from dataclasses import dataclass
from datetime import timedelta

FIRST_AFTER = timedelta(seconds=4)
"""Whom somebody free serves at once is not told that they have to wait."""
EVERY = timedelta(seconds=45)
STILL_HERE = timedelta(minutes=3)
"""After so long without a word people think that they were forgotten."""
LOOK_EVERY = timedelta(seconds=5)
SCALE = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 60)
MANY = 20


@dataclass(frozen=True)
class News:
    """What could be said: callers ahead and the range in minutes; no range when nobody is at work, but a message."""

    ahead: int
    minutes: tuple[int, int] | None
    offers_message: bool = False

    @property
    def sounds(self) -> list[str]:
        """Return the prompts that say it."""
        if self.minutes is None:
            return ["nobody-here", "message-offer"] if self.offers_message else ["nobody-here"]
        return [_ahead_sound(self.ahead), *_wait_sounds(self.minutes)]

    def differs(self, other: "News | None") -> bool:
        """Whether a caller who heard the other hears something new now."""
        return other is None or (self.ahead, self.minutes) != (other.ahead, other.minutes)

    @property
    def stored(self) -> str:
        """Return it as one word: `2:3-8`, or `2:` when nobody is at work."""
        return f"{self.ahead}:{self.minutes[0]}-{self.minutes[1]}" if self.minutes else f"{self.ahead}:"

    @classmethod
    def read(cls, stored: str) -> "News | None":
        """Return what was stored; nothing for any other text."""
        ahead, _, span = stored.partition(":")
        low, _, high = span.partition("-")
        if not ahead.isdigit():
            return None
        return cls(int(ahead), (int(low), int(high)) if low.isdigit() and high.isdigit() else None)


@dataclass(frozen=True)
class Heard:
    """What the caller was told last, how long ago, and how long ago anything was said at all (None: never)."""

    news: News | None = None
    ago: timedelta | None = None


def coarse(minutes: tuple[int, int]) -> tuple[int, int]:
    """Return the range on the scale: its beginning rounded down, its end up; 61 stands for more than an hour."""
    low = max((step for step in SCALE if step <= minutes[0]), default=SCALE[0])
    high = min((step for step in SCALE if step >= minutes[1]), default=SCALE[-1] + 1)
    return low, high


def next_sounds(heard: Heard, now: News, waited: timedelta, *, emergency: bool) -> list[str]:
    """Return what to say at this moment to somebody who waits so long; an empty list: music goes on.

    An emergency message was heard before the wait; it is said again whenever the caller had heard nothing for long.
    """
    if heard.ago is None:
        return ["please-wait", *now.sounds] if waited >= FIRST_AFTER else []
    if heard.ago >= STILL_HERE:
        changed = now.sounds if now.differs(heard.news) or now.minutes is None else []
        return [*(["emergency"] if emergency else []), "still-waiting", *changed]
    if heard.ago >= EVERY and now.differs(heard.news):
        return now.sounds
    return []


def _ahead_sound(ahead: int) -> str:
    return f"ahead-{ahead}" if ahead <= MANY else "ahead-many"


def _wait_sounds(minutes: tuple[int, int] | None) -> list[str]:
    if minutes is None:
        return []
    low, high = minutes
    if low >= SCALE[-1]:
        return ["wait-long"]
    return [f"wait-from-{low}", f"wait-to-{high}" if high <= SCALE[-1] else "wait-to-over"]
