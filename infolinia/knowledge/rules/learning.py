"""What use teaches search, within bounds: how far to trust an association, how much success adds to a card."""

ENOUGH_TIMES = 3
ENOUGH_SHARE = 0.5
ACCEPTED, OFFERED = 0.7, 0.35
MOST_FACTOR = 1.15
_USUAL_USE = 20


def trust_of(led: int, typed: int, *, is_accepted: bool) -> float:
    """Return how far words lead to the card they ended at: an editor's yes, or weakly by enough of evidence."""
    if is_accepted:
        return ACCEPTED
    return OFFERED if led >= ENOUGH_TIMES and led >= ENOUGH_SHARE * typed else 0.0


def factor_of(asked: int, helped: int) -> float:
    """Return what a card's score is multiplied by, from 1 to 1.15: it grows with use and with success.

    Success is the share of its questions that ended answered, drawn to one half where there are few; use counts
    less and less.
    """
    success = (helped + 2) / (asked + 4)
    use = asked / (asked + _USUAL_USE)
    return round(1 + (MOST_FACTOR - 1) * success * use, 4)
