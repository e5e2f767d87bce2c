"""When a message that could not be sent is tried again, when nobody tries any more, and how long a carrier rests."""

from datetime import datetime, timedelta

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
TRIED_FOR = timedelta(days=5)  # RFC 5321, 4.5.4.1: at least four or five days
LONGEST_REST = timedelta(minutes=15)


def next_attempt(*, attempts: int, since: datetime, at: datetime, permanent: bool) -> datetime | None:
    """Return when to try again after so many attempts at a message that waits `since`, or None when it is dead.

    The wait doubles from 30 seconds up to an hour; a provider may be down for three days and more.
    """
    again = at + _doubled(attempts, LONGEST_WAIT)
    return None if permanent or again > since + TRIED_FOR else again


def rest(*, failures: int, at: datetime) -> datetime:
    """Return until when nobody knocks at the door of a carrier that failed so many times in a row."""
    return at + _doubled(failures, LONGEST_REST)


def _doubled(times: int, longest: timedelta) -> timedelta:
    doubled: timedelta = FIRST_WAIT * 2 ** min(times - 1, 12)
    return min(doubled, longest)
