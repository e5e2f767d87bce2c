"""Waiting for a condition, never for time to pass."""

import time
from collections.abc import Callable


def wait_until(condition: Callable[[], bool], *, seconds: float = 10.0, what: str = "the condition") -> None:
    """Return as soon as the condition holds; fail when it does not within the seconds given."""
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, f"{what} did not come true within {seconds} s"
        time.sleep(0.01)
