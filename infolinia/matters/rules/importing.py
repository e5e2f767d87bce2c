"""Matters of another system, as a sheet: read line by line, each fault named with its line and column."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from infolinia.matters.rules.phrases import Phrase, gettext_noop

MOST_LINES = 20_000
EARLIEST = 1990  # no matter that a city still keeps is older; what says so is a slip of the pen
REQUIRED = ("numer", "rodzaj", "opis", "przyjeto")
OPTIONAL = (
    *("temat", "ulica", "dom", "dzielnica", "gdzie", "szerokosc", "dlugosc", "komorka", "znak"),
    *("stan", "wynik", "odpowiedz", "zamknieto", "kanal", "odpowiedziec", "adres"),
)
COLUMNS = (*REQUIRED, *OPTIONAL)
OPEN, WITH_UNIT, CLOSED = "nowa", "w toku", "zalatwiona"
STATES = {"": OPEN, OPEN: OPEN, WITH_UNIT: WITH_UNIT, CLOSED: CLOSED, "załatwiona": CLOSED}
RESULTS = {
    "załatwiona": "done",
    "zalatwiona": "done",
    "odmowa": "refused",
    "nie nasza": "not_ours",
    "powtórzona": "duplicate",
    "powtorzona": "duplicate",
    "niesprawdzona": "unverified",
}
CHANNELS = {"": "phone", "telefon": "phone", "e-mail": "email", "email": "email", "list": "post", "formularz": "form"}
REPLIES = {
    "": "none",
    "brak": "none",
    "e-mail": "email",
    "email": "email",
    "sms": "sms",
    "telefon": "phone",
    "list": "post",
}
LONGEST = {"numer": 40, "temat": 200, "ulica": 120, "dom": 20, "dzielnica": 60, "gdzie": 200, "znak": 60, "adres": 254}
LONGEST_TEXT = 5000

_NO_COLUMN = gettext_noop("Brakuje kolumny „%(name)s”.")
_STRANGE = gettext_noop("Nie znamy kolumny „%(name)s”. Popraw jej nazwę albo ją usuń.")
_TWICE = gettext_noop("Kolumna „%(name)s” jest dwa razy.")
_EMPTY = gettext_noop("Plik jest pusty.")
_BROKEN = gettext_noop("To nie jest plik CSV: %(why)s")
_TOO_MANY = gettext_noop("W pliku może być najwyżej %(most)d spraw. Podziel go.")
_MISSING = gettext_noop("Wpisz wartość.")
_SAME = gettext_noop("Ten numer jest już w wierszu %(line)d.")
_MANY_CELLS = gettext_noop("W tym wierszu jest więcej pól niż kolumn.")
_DAY = gettext_noop("To nie jest dzień: wpisz na przykład 2026-11-24 albo 24.11.2026 10:42.")
_PAST = gettext_noop("To zbyt dawny dzień. Wpisz rok od %(year)d.")
_UNWRITABLE = gettext_noop("W tekście jest znak, którego nie da się zapisać.")
_FUTURE = gettext_noop("Ten dzień jeszcze nie nadszedł.")
_EARLY = gettext_noop("Sprawa nie mogła się skończyć, zanim wpłynęła.")
_CHOICE = gettext_noop("Wpisz jedno z: %(names)s.")
_CLOSED_NEEDS = gettext_noop("Załatwiona sprawa musi to mieć.")
_OPEN_HAS = gettext_noop("Tylko załatwiona sprawa może to mieć.")
_LONG = gettext_noop("Tekst jest za długi. Zmieści się %(most)d znaków.")
_POINT = gettext_noop("To nie są stopnie. Wpisz na przykład 54.5189 w „szerokosc” i 18.5305 w „dlugosc”.")
_MOMENT = re.compile(r"(?:(\d{4})-(\d\d)-(\d\d)|(\d\d)\.(\d\d)\.(\d{4}))(?:[T ](\d\d):(\d\d)(?::\d\d)?)?")


@dataclass(frozen=True)
class LineFault:
    """What is wrong in a line (1 is the header) and a column (empty: the whole line)."""

    line: int
    column: str
    phrase: Phrase


@dataclass(frozen=True)
class ImportedMatter:
    """One line that will do. Moments are the city's wall clock, without a zone."""

    line: int
    number: str
    category_code: str
    description: str
    received: datetime
    subject: str = ""
    street: str = ""
    house: str = ""
    district: str = ""
    note: str = ""
    point: tuple[float, float] | None = None
    unit_code: str = ""
    znak: str = ""
    state: str = OPEN
    result: str = ""
    closing_text: str = ""
    closed: datetime | None = None
    channel: str = "phone"
    reply_channel: str = "none"
    reply_address: str = ""


def read(text: str, *, now: datetime) -> tuple[list[ImportedMatter], list[LineFault]]:
    """Return the matters of a sheet and everything that is wrong with it; with a fault nothing should be taken.

    Columns stand in any order, with semicolons or commas between; `now` is the city's wall clock.
    """
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))
    except csv.Error as error:
        return [], [LineFault(1, "", Phrase(_BROKEN).with_values(why=str(error)))]
    if not rows or not any(cell.strip() for cell in rows[0]):
        return [], [LineFault(1, "", Phrase(_EMPTY))]
    header = [cell.strip().lower() for cell in rows[0]]
    if faults := list(_header_faults(header)):
        return [], faults
    if len(rows) - 1 > MOST_LINES:
        return [], [LineFault(MOST_LINES + 2, "", Phrase(_TOO_MANY).with_values(most=MOST_LINES))]
    return _read_lines(header, rows[1:], now)


def _read_lines(
    header: Sequence[str], rows: Sequence[Sequence[str]], now: datetime
) -> tuple[list[ImportedMatter], list[LineFault]]:
    found, faults, seen = [], [], dict[str, int]()
    for number, cells in enumerate(rows, 2):
        if not any(cell.strip() for cell in cells):
            continue
        given = dict.fromkeys(COLUMNS, "") | {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
        wrong = list(_line_faults(number, given, now))
        if len(cells) > len(header):
            wrong.append(LineFault(number, "", Phrase(_MANY_CELLS)))
        if given["numer"] and (before := seen.setdefault(given["numer"], number)) != number:
            wrong.append(LineFault(number, "numer", Phrase(_SAME).with_values(line=before)))
        faults += wrong
        if not wrong:
            found.append(_matter(number, given))
    return found, faults


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return ";" if first.count(";") >= first.count(",") else ","


def _header_faults(header: Sequence[str]) -> Iterator[LineFault]:
    for name in REQUIRED:
        if name not in header:
            yield LineFault(1, name, Phrase(_NO_COLUMN).with_values(name=name))
    for place, name in enumerate(header):
        if name not in COLUMNS:
            yield LineFault(1, name, Phrase(_STRANGE).with_values(name=name or f"{place + 1}"))
        elif name in header[:place]:
            yield LineFault(1, name, Phrase(_TWICE).with_values(name=name))


def _line_faults(line: int, given: Mapping[str, str], now: datetime) -> Iterator[LineFault]:
    for name in REQUIRED:
        if not given[name]:
            yield LineFault(line, name, Phrase(_MISSING))
    for name, text in given.items():
        most = LONGEST.get(name, LONGEST_TEXT)
        if len(text) > most:
            yield LineFault(line, name, Phrase(_LONG).with_values(most=most))
        if "\x00" in text:
            yield LineFault(line, name, Phrase(_UNWRITABLE))
    for name, known in (("stan", STATES), ("kanal", CHANNELS), ("odpowiedziec", REPLIES)):
        if given[name].lower() not in known:
            yield LineFault(line, name, _one_of(known))
    yield from _moment_faults(line, given, now)
    yield from _closing_faults(line, given)
    if bool(given["szerokosc"] or given["dlugosc"]) and _point(given) is None:
        yield LineFault(line, "szerokosc", Phrase(_POINT))


def _moment_faults(line: int, given: Mapping[str, str], now: datetime) -> Iterator[LineFault]:
    received, closed = _moment(given["przyjeto"]), _moment(given["zamknieto"])
    for name, moment in (("przyjeto", received), ("zamknieto", closed)):
        if given[name] and moment is None:
            yield LineFault(line, name, Phrase(_DAY))
        elif moment and moment > now:
            yield LineFault(line, name, Phrase(_FUTURE))
        elif moment and moment.year < EARLIEST:
            yield LineFault(line, name, Phrase(_PAST).with_values(year=EARLIEST))
    if received and closed and closed < received and closed.date() < received.date():
        yield LineFault(line, "zamknieto", Phrase(_EARLY))


def _closing_faults(line: int, given: Mapping[str, str]) -> Iterator[LineFault]:
    is_closed = STATES.get(given["stan"].lower()) == CLOSED
    for name in ("wynik", "odpowiedz", "zamknieto"):
        if is_closed and not given[name]:
            yield LineFault(line, name, Phrase(_CLOSED_NEEDS))
        elif not is_closed and given[name]:
            yield LineFault(line, name, Phrase(_OPEN_HAS))
    if given["wynik"] and given["wynik"].lower() not in RESULTS:
        yield LineFault(line, "wynik", _one_of(RESULTS))


def _one_of(known: Mapping[str, str]) -> Phrase:
    return Phrase(_CHOICE).with_values(names=", ".join(name for name in known if name))


def _moment(text: str) -> datetime | None:
    found = _MOMENT.fullmatch(text)
    if found is None:
        return None
    year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    try:
        return datetime(int(year), int(month), int(day), int(found[7] or 0), int(found[8] or 0))  # noqa: DTZ001
    except ValueError:
        return None


def _point(given: Mapping[str, str]) -> tuple[float, float] | None:
    try:
        latitude, longitude = (float(given[name].replace(",", ".")) for name in ("szerokosc", "dlugosc"))
    except ValueError:
        return None
    return (latitude, longitude) if -90 <= latitude <= 90 and -180 <= longitude <= 180 else None


def _matter(line: int, given: Mapping[str, str]) -> ImportedMatter:
    received = _moment(given["przyjeto"])
    assert received is not None  # noqa: S101 (checked line by line before)
    closed = _moment(given["zamknieto"])
    if closed and closed < received:
        closed = received + timedelta(minutes=1)  # only the day was given, and it is the same one
    return ImportedMatter(
        line=line,
        number=given["numer"],
        category_code=given["rodzaj"],
        description=given["opis"],
        received=received,
        subject=given["temat"],
        street=given["ulica"],
        house=given["dom"],
        district=given["dzielnica"],
        note=given["gdzie"],
        point=_point(given),
        unit_code=given["komorka"],
        znak=given["znak"],
        state=STATES[given["stan"].lower()],
        result=RESULTS.get(given["wynik"].lower(), ""),
        closing_text=given["odpowiedz"],
        closed=closed,
        channel=CHANNELS[given["kanal"].lower()],
        reply_channel=REPLIES[given["odpowiedziec"].lower()],
        reply_address=given["adres"],
    )
