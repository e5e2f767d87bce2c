"""The pace of a campaign: so many messages a minute and never more, however late or often the worker looks."""

from collections.abc import Iterator
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)


def batch(*, per_minute: int, last_at: datetime | None, at: datetime) -> int:
    """Return how many may leave now. A worker that was away does not catch up: providers count by the minute."""
    if last_at is None:
        return per_minute
    share = max(at - last_at, timedelta(0)) / MINUTE
    return min(per_minute, round(per_minute * share))


def moments(count: int, *, per_minute: int, at: datetime) -> Iterator[datetime]:
    """Give the moments at which the messages of one batch leave: spread over the minute, none before `at`."""
    step = MINUTE / per_minute
    return (at + step * number for number in range(count))


def minutes(count: int, *, per_minute: int) -> int:
    """Return how many minutes the whole list takes when nothing holds it up."""
    return -(-count // per_minute)
