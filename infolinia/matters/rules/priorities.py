"""How urgent the office calls a kind of matter: five steps, of which the first two stand out everywhere."""

USUAL = 3
URGENT = (1, 2)


def is_urgent(priority: int) -> bool:
    """Whether matters of a kind with this priority are marked, found by the filter, and told first in the digest."""
    return priority in URGENT
