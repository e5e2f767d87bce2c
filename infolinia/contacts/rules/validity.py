"""From one day to another, both included; an open end has no limit."""

from datetime import date


def holds(on: date, *, since: date | None, until: date | None) -> bool:
    """Whether the day lies in the span."""
    return (since is None or since <= on) and (until is None or on <= until)


def is_child(on: date, *, is_child: bool, adult_on: date | None) -> bool:
    """Whether the person is a child on the day: who is one until told otherwise, or until the eighteenth birthday."""
    return is_child and (adult_on is None or on < adult_on)
