"""Whom the question of satisfaction is asked, and what a key means. Pure."""

SCORES = frozenset("12345")
NO_SCORE = "0"


def is_asked(*, office_asks: bool, ended_by: str, was_talking: bool) -> bool:
    """Return whether the caller is asked: only after a talk that the adviser ended; who hung up is not called back."""
    return office_asks and was_talking and ended_by == "adviser"


def score(key: str) -> int | None:
    """Return 1 to 5, 0 for "no rating", or nothing for any other key."""
    return int(key) if key in SCORES or key == NO_SCORE else None
