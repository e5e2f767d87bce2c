"""Moments as programs write them (RFC 3339), put into UTC: the database knows fewer offsets than the standard."""

from datetime import UTC, datetime


def moment(text: str) -> datetime:
    """Return the moment in UTC; a text without an offset is UTC. Raises ValueError.

    A plus in an address that nobody encoded arrives as a space.
    """
    found = datetime.fromisoformat(text.replace(" ", "+") if "T" in text else text)
    try:
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except OverflowError as error:
        raise ValueError("out of bounds") from error


def has_offset(text: str) -> bool:
    """Whether the text says its offset from UTC; raises ValueError for what is no moment."""
    return datetime.fromisoformat(text.replace(" ", "+") if "T" in text else text).tzinfo is not None
