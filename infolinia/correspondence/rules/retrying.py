"""When a message that could not be sent is tried again, and when nobody tries any more."""

from datetime import datetime, timedelta

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=4)
MOST_ATTEMPTS = 12


def next_attempt(*, attempts: int, at: datetime, permanent: bool) -> datetime | None:
    """Return when to try again after so many attempts, or None when the message is dead.

    The wait doubles from 30 seconds up to four hours; with twelve attempts the provider may be down for a day.
    """
    if permanent or attempts >= MOST_ATTEMPTS:
        return None
    doubled: timedelta = FIRST_WAIT * 2 ** (attempts - 1)
    return at + min(doubled, LONGEST_WAIT)
