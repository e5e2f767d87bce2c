"""Which bytes a browser asks for when somebody jumps in the sound (RFC 9110, section 14)."""

import re

_ONE = re.compile(r"bytes=(\d*)-(\d*)")


class OutOfRange(Exception):
    """The file has no such bytes."""


def asked_range(header: str, length: int) -> tuple[int, int] | None:
    """Return the first and the last byte, both included; nothing when the whole is meant, also for several ranges."""
    found = _ONE.fullmatch(header.strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        span = (max(0, length - int(last)), length - 1)
    else:
        span = (int(first), min(int(last), length - 1) if last else length - 1)
    if (last and first and int(last) < int(first)) or (not first and not int(last)):
        raise OutOfRange
    if span[0] >= length:
        raise OutOfRange
    return span
