"""When a message that did not arrive is tried again, and when nobody tries any more."""

from datetime import datetime, timedelta

FIRST_WAIT = timedelta(seconds=20)
LONGEST_WAIT = timedelta(hours=6)
TRIED_FOR = timedelta(days=3)  # over a long weekend somebody looks at it
GONE = 410  # "the resource is no longer available": the receiver asks to be left alone (RFC 9110, 15.5.11)


def next_attempt(*, attempts: int, since: datetime, at: datetime) -> datetime | None:
    """Return when to try again after so many attempts, or None when it is dead; the wait triples up to six hours."""
    wait = min(FIRST_WAIT * 3 ** min(attempts - 1, 10), LONGEST_WAIT)
    return at + wait if at + wait <= since + TRIED_FOR else None


def arrived(status: int) -> bool:
    """Whether an answer says that the message arrived: any 2xx."""
    return 200 <= status < 300
