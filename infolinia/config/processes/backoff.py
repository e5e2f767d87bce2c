"""When a process that ended may start again: at once for a healthy one, ever later for one that keeps falling."""

FIRST = 0.2
LONGEST = 10.0
HEALTHY = 30.0  # seconds of life after which earlier falls are forgotten


def falls_after(falls: int, *, lived: float) -> int:
    """Return how many falls in a row count now that the process ended after `lived` seconds."""
    return 1 if lived >= HEALTHY else falls + 1


def pause(falls: int) -> float:
    """Return the seconds to wait before the next start: 0.2, 0.4, 0.8 … 10."""
    return min(LONGEST, FIRST * 2.0 ** min(max(falls - 1, 0), 16))
