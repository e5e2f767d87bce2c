"""The pace of a campaign, the way to each person, the basis for those who objected, and the files of lists."""

from datetime import UTC, date, datetime, timedelta

import pytest

from infolinia.city.rules.calendar import CITY_ZONE
from infolinia.outreach.rules import sheets, throttle, typed
from infolinia.outreach.rules.bases import purpose_of_contact
from infolinia.outreach.rules.choosing import Person, way

AT = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    ("what", "per_minute", "seconds", "count"),
    [
        ("the first batch", 60, None, 60),
        ("a minute later", 60, 60, 60),
        ("the worker looked a little early", 60, 58, 58),
        ("twice in a moment: nothing", 60, 0.2, 0),
        ("the worker was away for an hour: no catching up", 60, 3600, 60),
        ("one a minute, a little early", 1, 59, 1),
        ("one a minute, twice", 1, 20, 0),
        ("a clock that went back", 60, -5, 0),
    ],
)
def test_never_more_than_the_pace(what: str, per_minute: int, seconds: float | None, count: int) -> None:
    last = AT - timedelta(seconds=seconds) if seconds is not None else None
    assert throttle.batch(per_minute=per_minute, last_at=last, at=AT) == count, what


def test_a_batch_is_spread_over_its_minute() -> None:
    moments = list(throttle.moments(4, per_minute=120, at=AT))
    assert [(one - AT).total_seconds() for one in moments] == [0, 0.5, 1, 1.5]
    assert throttle.minutes(5000, per_minute=60) == 84


EVERYTHING = Person(phone="+48500000014", takes_texts=True, email="h@example.org", address="Halina\nŻaglowa 1")


@pytest.mark.parametrize(
    ("what", "chosen", "person", "channel"),
    [
        ("who likes e-mail", "own", Person("", "+48500000014", True, "h@example.org", preferred="email"), "email"),
        ("who likes text messages", "own", Person("", "+48500000014", True, "h@example.org", preferred="sms"), "sms"),
        (
            "who likes letters and has an address",
            "own",
            Person(address="x", email="h@e.pl", preferred="post"),
            "letter",
        ),
        ("who likes letters and has none", "own", Person(email="h@example.org", preferred="post"), "email"),
        ("who likes to be called has a mobile", "own", Person("", "+48500000014", True, preferred="phone"), "sms"),
        ("who likes to be called has a landline", "own", Person("", "+48586262626", preferred="phone"), "phone"),
        ("who never said has all", "own", EVERYTHING, "email"),
        ("all by text message", "sms", EVERYTHING, "sms"),
        ("all by text message, a landline", "sms", Person(phone="+48586262626", email="h@example.org"), None),
        ("all are called", "calls", EVERYTHING, "phone"),
        ("nothing is known", "own", Person("Halina"), None),
    ],
)
def test_the_way_to_a_person(what: str, chosen: str, person: Person, channel: str | None) -> None:
    found = way(chosen, person)
    assert (found[0] if found else None) == channel, what


@pytest.mark.parametrize(
    ("basis", "purpose", "contact"),
    [
        ("task", "road_closed", "notice"),
        ("task", "announcement", "notice"),
        ("task", "document_ready", "matter"),
        ("duty", "road_closed", "matter"),
        ("vital", "announcement", "danger"),
        ("consent", "document_ready", "news"),
    ],
)
def test_the_basis_decides_whose_no_counts(basis: str, purpose: str, contact: str) -> None:
    assert purpose_of_contact(basis=basis, purpose=purpose) == contact


HEADINGS = {"dokument": "document", "miejsce": "place"}
LIST = """Imię i nazwisko;Telefon;E-mail;Dokument;PESEL
Halina Zatoka;500 000 014;;dowód;-
;;;;
Jan Bosman;;j@example.org;;
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_list_is_read_in_each_dialect(encoding: str, separator: str) -> None:
    sheet = sheets.read(LIST.replace(";", separator).encode(encoding), variables=HEADINGS)
    assert [dict(row.cells) for row in sheet.rows] == [
        {"name": "Halina Zatoka", "phone": "500 000 014", "email": "", "document": "dowód"},
        {"name": "Jan Bosman", "phone": "", "email": "j@example.org", "document": ""},
    ]
    assert [row.line for row in sheet.rows] == [2, 4]
    assert sheet.unknown == ("PESEL",)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no_headings"),
        (b"\n\n", "no_headings"),
        (b"PK\x03\x04\x00", "no_text"),
        (b"Telefon;Adres\n500000014;ul. \rD\xc5\x82uga", "no_text"),
        (b"Telefon\n" + b"1" * 140_000, "no_text"),
        (b'Telefon;Adres\n500000014;"ul. Prosta 1\n500000015;ul. Masztowa 2\n', "no_text"),
        ("Imię;Miasto\nHalina;Gdynia".encode(), "no_address_column"),
        (b"Telefon\n", "empty"),
        (b"Telefon;" * 61 + b"\n1", "too_wide"),
        (b"Telefon\n" + b"1\n" * 20_001, "too_many"),
        (b"x" * 8_000_001, "too_big"),
    ],
)
def test_what_is_no_list_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(sheets.BadSheet, match=why):
        sheets.read(content, variables=HEADINGS)


@pytest.mark.parametrize("text", ["=1+1", "+48", "-1", "@x", "\t=1"])
def test_a_cell_is_shown_and_never_run(text: str) -> None:
    assert sheets.safe_cell(text) == f"'{text}"
    assert sheets.safe_cell("dowód") == "dowód"


@pytest.mark.parametrize(
    ("given", "kind", "read"),
    [
        ("27.11.2026", "day", date(2026, 11, 27)),
        ("2026-11-27", "day", date(2026, 11, 27)),
        ("27.11.2026 9:30", "moment", datetime(2026, 11, 27, 9, 30, tzinfo=CITY_ZONE)),
        ("27.11.2026, godz. 9.30", "moment", datetime(2026, 11, 27, 9, 30, tzinfo=CITY_ZONE)),
        ("2026-11-27T09:30", "moment", datetime(2026, 11, 27, 9, 30, tzinfo=CITY_ZONE)),
        ("3", "count", 3),
        ("tak", "flag", True),
        ("nie", "flag", False),
        ("- pełnomocnictwo\n- opłata", "list", ("pełnomocnictwo", "opłata")),
        ("pełnomocnictwo; opłata", "list", ("pełnomocnictwo", "opłata")),
        (" ul. Żaglowa ", "text", "ul. Żaglowa"),
        (["a", "b"], "list", ("a", "b")),
        (3, "count", 3),
    ],
)
def test_a_typed_value_becomes_what_the_message_needs(given: object, kind: str, read: object) -> None:
    assert typed.value(given, kind=kind) == read


@pytest.mark.parametrize(
    ("given", "kind"), [("jutro", "day"), ("31.02.2026", "day"), ("9:30", "moment"), ("dwa", "count"), ("może", "flag")]
)
def test_what_is_no_such_value_is_refused(given: str, kind: str) -> None:
    with pytest.raises(typed.BadValue):
        typed.value(given, kind=kind)
