"""A bucket of tokens: a short burst is free, a steady flow is bounded."""

from dataclasses import dataclass

CAPACITY = 60.0
PER_SECOND = 2.0


@dataclass(frozen=True)
class Size:
    """How many tokens a bucket holds, and how many come back in a second."""

    capacity: float = CAPACITY
    per_second: float = PER_SECOND


OF_ADDRESS = Size()
OF_PROGRAM = Size(200.0, 20.0)  # it is known, and may serve many people at once


@dataclass(frozen=True)
class Bucket:
    """Tokens left at a moment, in seconds of a clock that never goes back."""

    left: float = CAPACITY
    at: float = 0.0


def take(bucket: Bucket, at: float, size: Size = OF_ADDRESS) -> tuple[Bucket, int]:
    """Take one token; return the bucket after it and 0, or the seconds to wait until there is one (at least 1)."""
    left = min(size.capacity, bucket.left + max(0.0, at - bucket.at) * size.per_second)
    if left >= 1:
        return Bucket(left - 1, at), 0
    return Bucket(left, at), max(1, round((1 - left) / size.per_second + 0.5))
