"""A calendar of all-day deadlines as text (RFC 5545)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LONGEST_LINE = 75  # octets, RFC 5545 § 3.1


@dataclass(frozen=True)
class Event:
    """One deadline: its lasting id, the day (or the moment) at which it ends, and what a calendar shows."""

    uid: str
    end: date | datetime
    summary: str
    description: str
    url: str
    changed_at: datetime
    sequence: int = 0


def calendar(name: str, events: Sequence[Event], *, product: str, refresh_hours: int = 1) -> str:
    """Return the calendar with its events, lines ended by CR LF and none longer than 75 octets."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_text(product)}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:PT{refresh_hours}H",
        f"X-PUBLISHED-TTL:PT{refresh_hours}H",
    ]
    for event in events:
        lines += _event(event)
    return "".join(f"{folded}\r\n" for line in (*lines, "END:VCALENDAR") for folded in _folded(line))


def _event(event: Event) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(event.uid)}",
        f"DTSTAMP:{_moment(event.changed_at)}",
        f"LAST-MODIFIED:{_moment(event.changed_at)}",
        f"SEQUENCE:{event.sequence}",
        *_when(event.end),
        f"SUMMARY:{_text(event.summary)}",
        f"DESCRIPTION:{_text(event.description)}",
        f"URL:{_plain(event.url)}",
        "TRANSP:TRANSPARENT",
        "CLASS:CONFIDENTIAL",
        "END:VEVENT",
    ]


def _when(end: date | datetime) -> list[str]:
    """Return the day as a whole-day event, whose end is the day after; a moment as an event without length."""
    if isinstance(end, datetime):
        return [f"DTSTART:{_moment(end)}"]
    return [f"DTSTART;VALUE=DATE:{end:%Y%m%d}", f"DTEND;VALUE=DATE:{end + timedelta(days=1):%Y%m%d}"]


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """Return a TEXT value (RFC 5545 § 3.3.11); control characters, which it may not hold, are left out."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    escaped = kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return _plain(escaped)


def _plain(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())


def _folded(line: str) -> list[str]:
    """Cut a line so that no part is longer than 75 octets and no letter is cut; later parts begin with a blank."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > _LONGEST_LINE:
            parts.append(part)
            part = " "
        part += letter
    return [*parts, part]
