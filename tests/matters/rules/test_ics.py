"""The calendar of deadlines against RFC 5545, read back by a small reader of our own."""

from datetime import UTC, date, datetime

import pytest

from infolinia.matters.rules.ics import Event, calendar

CHANGED = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)


def event(**fields: object) -> Event:
    """Return a deadline on 27 November."""
    values: dict[str, object] = {
        "uid": "1@infolinia.example.org",
        "end": date(2026, 11, 27),
        "summary": "Termin INF-2026-1: Dziura w jezdni",
        "description": "Termin dla mieszkańca.",
        "url": "https://infolinia.example.org/sprawy/1",
        "changed_at": CHANGED,
        **fields,
    }
    return Event(**values)  # type: ignore[arg-type]


def written(*events: Event) -> str:
    return calendar("Terminy", events, product="-//Infolinia//Terminy//PL")


def read(text: str) -> list[tuple[str, str]]:
    """Unfold the lines and return names with values, escapes undone (RFC 5545 § 3.1, 3.3.11)."""
    assert text.endswith("\r\n")
    lines = text[:-2].replace("\r\n ", "").split("\r\n")
    return [(line.partition(":")[0], _value(line.partition(":")[2])) for line in lines]


def _value(text: str) -> str:
    parts = [part.replace("\\n", "\n").replace("\\;", ";").replace("\\,", ",") for part in text.split("\\\\")]
    return "\\".join(parts)


def test_a_calendar_has_what_readers_must_have() -> None:
    found = read(written(event()))
    assert found[0] == ("BEGIN", "VCALENDAR")
    assert found[-1] == ("END", "VCALENDAR")
    names = dict(found)
    assert names["VERSION"] == "2.0"
    assert names["PRODID"]
    assert names["UID"] == "1@infolinia.example.org"
    assert names["DTSTAMP"] == "20261124T094200Z"


def test_a_day_is_a_whole_day_and_its_end_is_the_next() -> None:
    names = dict(read(written(event())))
    assert names["DTSTART;VALUE=DATE"] == "20261127"
    assert names["DTEND;VALUE=DATE"] == "20261128"


def test_a_term_to_the_minute_is_a_moment_in_utc() -> None:
    names = dict(read(written(event(end=datetime(2026, 11, 27, 17, 10, tzinfo=UTC)))))
    assert names["DTSTART"] == "20261127T171000Z"
    assert not [name for name in names if name.startswith("DTEND")]


@pytest.mark.parametrize(
    "text",
    [
        "przecinek, średnik; ukośnik \\ i koniec",
        "dwie\nlinie",
        "ż" * 200,
        "\\n nie jest końcem linii",
        "END:VCALENDAR",
    ],
)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert dict(read(written(event(summary=text))))["SUMMARY"] == text


def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut() -> None:
    raw = written(event(summary="Ósma łąka " * 40)).encode()
    lines = raw.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode() for line in lines if line)


def test_a_hostile_text_adds_no_line() -> None:
    hostile = event(summary="a\r\nATTENDEE:mailto:zly@example.com\rB\u2028C\x00")
    found = read(written(hostile))
    assert [name for name, _value in found].count("ATTENDEE") == 0
    assert dict(found)["SUMMARY"] == "a\nATTENDEE:mailto:zly@example.com\nBC"
