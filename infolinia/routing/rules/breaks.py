"""A day of work at the screen: how long each kind of break was, and when the next rest from the screen is due.

After each hour at a screen 5 minutes away from it are due, counted as work (regulation of 1 Dec 1998 on work with
screens, Dz.U. 1998 no. 148 item 973, par. 7 (2)). In a day of 6 hours or more 15 minutes are due (Labour Code, art.
134), and 15 more to people with a disability (act of 27 Aug 1997, art. 17).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

STRETCH = timedelta(hours=1)
REST = timedelta(minutes=5)
SCREEN, MEAL, DISABILITY, DUTY, OTHER = "screen", "meal", "disability", "duty", "other"
DUE = {MEAL: timedelta(minutes=15), DISABILITY: timedelta(minutes=15)}
"""How much of a kind is due in a day; rests from the screen are due by the hour."""
AWAY = frozenset({"break", "offline"})


@dataclass(frozen=True)
class Span:
    """One state of an adviser from its beginning to the next. `kind` is that of a break."""

    state: str
    since: datetime
    until: datetime
    kind: str = OTHER

    @property
    def length(self) -> timedelta:
        """Return how long it lasted."""
        return self.until - self.since

    @property
    def is_rest(self) -> bool:
        """Whether the eyes rest: any break but work without a telephone."""
        return self.state in AWAY and self.kind != DUTY


@dataclass(frozen=True)
class DayOfWork:
    """What was taken today by kind, and since when the eyes did not rest for 5 minutes."""

    taken: Mapping[str, timedelta] = field(default_factory=dict)
    at_screen_since: datetime | None = None

    def rest_is_due(self, at: datetime) -> bool:
        """Whether an hour at the screen is over."""
        return self.at_screen_since is not None and at - self.at_screen_since >= STRETCH


def day_of_work(spans: Sequence[Span]) -> DayOfWork:
    """Return the day that these states make, in the order of time. A rest under 5 minutes counts, but is none."""
    taken: dict[str, timedelta] = {}
    since: datetime | None = None
    for span in spans:
        if span.state == "break":
            taken[span.kind] = taken.get(span.kind, timedelta()) + span.length
        if span.is_rest and (span.length >= REST or since is None):
            since = None
        elif not span.is_rest and since is None:
            since = span.since
    return DayOfWork(taken, since)
