"""The responsibility map as a file (docs/responsibility-format.md): every line read, every fault told by its number."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO

LARGEST = 2_000_000
MOST_ROWS = 20_000
MOST_FAULTS = 200
LONGEST_CELL = 2_000
LATEST_NUMBER = 9_999

_SPAN = re.compile(r"(\d{0,4})\s*[-–]\s*(\d{0,4})")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_CODE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_PHONE = re.compile(r"\+?[\d ()/-]{3,20}")
_SIDES = {"": "", "nieparzyste": "odd", "parzyste": "even", "wszystkie": ""}
# A spreadsheet would run such a cell; a number of a telephone may begin with a plus.
_FORMULA = ("=", "@", "+", "-", "\t", "\r")


class BadMap(Exception):
    """The file can't be read as a table at all; the text says what to do. `line` is where it stopped."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Row:
    """One line of the file in our terms; names of units, streets and districts are not looked up here."""

    line: int
    topic: str
    unit: str
    valid_from: date
    valid_to: date | None = None
    subject: str = ""
    category: str = ""
    words: tuple[str, ...] = ()
    with_words: tuple[str, ...] = ()
    district: str = ""
    street: str = ""
    number_from: int | None = None
    number_to: int | None = None
    parity: str = ""
    hand_over_text: str = ""
    basis: str = ""
    body_name: str = ""
    body_phone: str = ""
    body_hours: str = ""
    body_website: str = ""


@dataclass(frozen=True)
class Fault:
    """What is wrong in one line of the file."""

    line: int
    why: str


@dataclass(frozen=True)
class MapFile:
    """What a file says; with faults in it nothing may be taken."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


# The file's column, our field, whether it may be empty.
COLUMNS = (
    ("sprawa", "topic", False),
    ("temat", "subject", True),
    ("rodzaj", "category", True),
    ("slowa", "words", True),
    ("przy_tym", "with_words", True),
    ("dzielnica", "district", True),
    ("ulica", "street", True),
    ("numery", "numbers", True),
    ("strona", "parity", True),
    ("kto", "unit", False),
    ("powiedz", "hand_over_text", True),
    ("podstawa", "basis", True),
    ("od", "valid_from", False),
    ("do", "valid_to", True),
    ("nazwa", "body_name", True),
    ("telefon", "body_phone", True),
    ("godziny", "body_hours", True),
    ("www", "body_website", True),
)
NAMES = tuple(name for name, _field, _optional in COLUMNS)
_LIMITS = {"topic": 120, "subject": 40, "category": 60, "district": 60, "street": 120, "unit": 40, "basis": 200,
           "body_name": 200, "body_phone": 20, "body_hours": 120, "body_website": 200}  # fmt: skip


def read(data: bytes) -> MapFile:
    """Return the lines of the file and what is wrong in which of them. Raises `BadMap` for what is no such table."""
    table = _table(_text(data))
    header = _header(next(table, (1, []))[1])
    rows: list[Row] = []
    faults: list[Fault] = []
    for number, cells in table:
        if not any(cell.strip() for cell in cells):
            continue
        if len(rows) >= MOST_ROWS:
            raise BadMap(f"Plik ma więcej niż {MOST_ROWS} wierszy. Podziel go na części.", number)
        try:
            rows.append(_row(number, header, cells))
        except ValueError as error:
            faults.append(Fault(number, str(error)))
        if len(faults) >= MOST_FAULTS:
            faults.append(Fault(number, f"dalej nie czytano: już {MOST_FAULTS} błędów"))
            break
    if not rows and not faults:
        raise BadMap("W pliku jest sam nagłówek, nie ma żadnego wiersza.")
    return MapFile(tuple(rows), tuple(faults))


def _text(data: bytes) -> str:
    if len(data) > LARGEST:
        raise BadMap(f"Plik jest za duży: najwyżej {LARGEST // 1_000_000} MB.")
    if not data.strip():
        raise BadMap("Plik jest pusty.")
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise BadMap("To plik arkusza. Zapisz go jako CSV w kodowaniu UTF-8 i wczytaj jeszcze raz.")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise BadMap("Plik jest w kodowaniu UTF-16. Zapisz go jako CSV w kodowaniu UTF-8.")
    if b"\0" in data:
        raise BadMap(
            "Plik ma znak zerowy, więc to nie jest zwykły tekst CSV.", data.count(b"\n", 0, data.index(b"\0")) + 1
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadMap(f"Wiersz {line} nie jest w kodowaniu UTF-8. Zapisz plik jako CSV UTF-8.", line) from error
    return unicodedata.normalize("NFC", text)


def _table(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each line with the number of the line where they begin."""
    first = text.split("\n", 1)[0]
    reader = csv.reader(
        StringIO(text, newline=""), delimiter=";" if first.count(";") >= first.count(",") else ",", strict=True
    )
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadMap(f"Od wiersza {line} nie da się czytać: sprawdź cudzysłowy.", line) from error


def _header(cells: list[str]) -> list[str]:
    names = [cell.strip().casefold().replace(" ", "_").replace("ł", "l") for cell in cells]
    if missing := [name for name, _field, optional in COLUMNS if not optional and name not in names]:
        raise BadMap(f"W pierwszym wierszu brakuje kolumn: {', '.join(missing)}. Pobierz wzór pliku.")
    if unknown := [name[:40] for name in names if name and name not in NAMES]:
        raise BadMap(f"Nie znamy kolumn: {', '.join(unknown[:5])}. Pobierz wzór pliku.")
    if twice := sorted({name for name in names if name and names.count(name) > 1}):
        raise BadMap(f"Kolumna jest dwa razy: {', '.join(twice)}.")
    return names


def _row(number: int, header: list[str], cells: list[str]) -> Row:
    if len(cells) > len(header):
        raise ValueError(f"ma {len(cells)} komórek, a kolumn jest {len(header)}")
    told = {name: _cell(name, cell) for name, cell in zip(header, cells, strict=False) if name}
    if missing := [name for name, _field, optional in COLUMNS if not optional and not told.get(name)]:
        raise ValueError(f"puste: {', '.join(missing)}")
    low, high = span(told.get("numery", ""))
    row = Row(
        line=number,
        words=phrases("slowa", told.get("slowa", "")),
        with_words=phrases("przy_tym", told.get("przy_tym", "")),
        number_from=low,
        number_to=high,
        parity=_side(told.get("strona", "")),
        valid_from=_day("od", told["od"]),
        valid_to=_day("do", told["do"]) if told.get("do") else None,
        hand_over_text=told.get("powiedz", ""),
        **{field: _short(name, field, told.get(name, "")) for name, field, _optional in COLUMNS if field in _LIMITS},
    )
    return _whole(row)


def _whole(row: Row) -> Row:
    """Return the row when its parts fit together."""
    if not (row.words or row.category or row.subject):
        raise ValueError("podaj slowa, rodzaj albo temat: inaczej nie wiadomo, o jaką sprawę chodzi")
    if row.valid_to and row.valid_to < row.valid_from:
        raise ValueError("dzień „do” wypada przed dniem „od”")
    if (row.number_from is not None or row.number_to is not None or row.parity) and not row.street:
        raise ValueError("numery i strona mają sens tylko przy ulicy")
    if not _CODE.fullmatch(row.unit):
        raise ValueError("kto: kod komórki to małe litery bez polskich znaków, cyfry i myślniki")
    if row.body_phone and not _PHONE.fullmatch(row.body_phone):
        raise ValueError("telefon: tylko cyfry, odstępy i znaki + ( ) / -")
    if row.body_website and not row.body_website.startswith(("https://", "http://")):
        raise ValueError("www: adres zaczyna się od https://")
    return row


def _cell(name: str, cell: str) -> str:
    text = cell.strip()
    if len(text) > LONGEST_CELL:
        raise ValueError(f"{name}: najwyżej {LONGEST_CELL} znaków")
    if text.startswith("'") and text[1:2] in _FORMULA:
        text = text[1:]
    elif text.startswith(_FORMULA) and not (name == "telefon" and _PHONE.fullmatch(text)) and name != "numery":
        raise ValueError(f"{name}: zaczyna się jak formuła arkusza („{text[0]}”)")
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs") and sign not in "\n\r\t" for sign in text):
        raise ValueError(f"{name}: ma niewidoczne znaki sterujące")
    return text


def _short(name: str, field: str, text: str) -> str:
    one = " ".join(text.split())
    if len(one) > _LIMITS[field]:
        raise ValueError(f"{name}: najwyżej {_LIMITS[field]} znaków")
    return one


def phrases(name: str, text: str) -> tuple[str, ...]:
    """Return the phrases of a text that parts them by `|` or a comma; raises `ValueError`."""
    found = tuple(dict.fromkeys(" ".join(part.split()).lower() for part in re.split(r"[|,]", text) if part.strip()))
    if len(found) > 30 or any(len(phrase) > 60 for phrase in found):
        raise ValueError(f"{name}: najwyżej 30 haseł po 60 znaków, oddzielonych znakiem |")
    return found


def span(text: str) -> tuple[int | None, int | None]:
    """Return the first and the last number (`12`, `1-99`, `100-`, `-20`); raises `ValueError`."""
    if not text:
        return None, None
    if text.isascii() and text.isdigit() and len(text) < 5:
        return int(text), int(text)
    found = _SPAN.fullmatch(text)
    if not found or not (found[1] or found[2]):
        raise ValueError("numery: podaj jeden („12”), od–do („1-99”), od („100-”) albo do („-20”)")
    low, high = (int(part) if part else None for part in found.groups())
    if low is not None and high is not None and low > high:
        raise ValueError("numery: pierwszy jest większy od drugiego")
    return low, high


def _side(text: str) -> str:
    if text.casefold() not in _SIDES:
        raise ValueError("strona: parzyste, nieparzyste albo puste")
    return _SIDES[text.casefold()]


def _day(name: str, text: str) -> date:
    found = _DAY.fullmatch(text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{name}: dzień zapisz jako 2026-11-24 albo 24.11.2026") from None


def write(rows: list[dict[str, str]]) -> str:
    """Return the table of these rows (column name → text); no spreadsheet takes any cell for a formula."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(NAMES)
    for row in rows:
        writer.writerow([_harmless(row.get(name, "")) for name in NAMES])
    return out.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
