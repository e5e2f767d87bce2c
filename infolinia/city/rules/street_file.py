"""The register of streets as a file (docs/streets-format.md): every line read, every fault told by its number."""

import csv
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

LARGEST = 30_000_000
MOST_ROWS = 400_000
MOST_FAULTS = 200
_LONGEST = {"street": 120, "district": 60, "house": 20, "code": 20}
_FORMULA = ("=", "@", "+", "\t", "\r")
# Every column of the file, with the names that other systems give it.
COLUMNS: Mapping[str, str] = {
    "ulica": "street", "street": "street", "nazwa": "street",
    "numer": "house", "nr": "house", "house": "house", "house_number": "house",
    "dzielnica": "district", "district": "district",
    "szerokosc": "latitude", "lat": "latitude", "latitude": "latitude",
    "dlugosc": "longitude", "lon": "longitude", "longitude": "longitude",
    "kod": "code", "code": "code", "sym_ul": "code",
}  # fmt: skip
NAMES = ("ulica", "numer", "dzielnica", "szerokosc", "dlugosc", "kod")
# Poland lies between; the other way round somebody swapped the two columns.
_SOUTH, _NORTH, _WEST, _EAST = 48.9, 55.0, 14.0, 24.3


class BadStreetFile(Exception):
    """The file can't be read as a table at all; the text says what to do. `line` is where it stopped."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Row:
    """One line: a street, or one of its houses where `house` is not empty."""

    line: int
    street: str
    house: str = ""
    district: str = ""
    code: str = ""
    point: tuple[float, float] | None = None


@dataclass(frozen=True)
class Fault:
    """What is wrong in one line of the file."""

    line: int
    why: str


@dataclass(frozen=True)
class StreetFile:
    """What a file says; with faults in it nothing may be taken."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]

    @property
    def has_houses(self) -> bool:
        """Whether the file tells of houses, not of streets alone."""
        return any(row.house for row in self.rows)


def read(data: bytes) -> StreetFile:
    """Return the lines of the file and what is wrong in them; raises `BadStreetFile` where it is no such table."""
    table = _table(_text(data))
    header = _header(next(table, (1, []))[1])
    rows, faults = [], []
    for number, cells in table:
        if not any(cell.strip() for cell in cells):
            continue
        try:
            rows.append(_row(number, header, cells))
        except ValueError as error:
            faults.append(Fault(number, str(error)))
        if len(rows) > MOST_ROWS:
            raise BadStreetFile(f"Plik ma ponad {MOST_ROWS} wierszy. Podziel go na części.", number)
        if len(faults) >= MOST_FAULTS:
            break
    if not rows and not faults:
        raise BadStreetFile("W pliku jest sam nagłówek, nie ma żadnego wiersza.")
    return StreetFile(tuple(rows), tuple(faults))


def pattern() -> str:
    """Return a file with the columns and two lines to start from."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(NAMES)
    writer.writerow(["ul. Przykładowa", "", "Śródmieście", "", "", "00001"])
    writer.writerow(["ul. Przykładowa", "12A", "Śródmieście", "54.51890", "18.53190", "00001"])
    return out.getvalue()


def _text(data: bytes) -> str:
    if len(data) > LARGEST:
        raise BadStreetFile(f"Plik jest za duży: najwyżej {LARGEST // 1_000_000} MB.")
    if not data.strip():
        raise BadStreetFile("Plik jest pusty.")
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise BadStreetFile("To plik arkusza. Zapisz go jako CSV w kodowaniu UTF-8 i wczytaj jeszcze raz.")
    if b"\0" in data:
        raise BadStreetFile("To nie jest zwykły tekst CSV w kodowaniu UTF-8.")
    try:
        return unicodedata.normalize("NFC", data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadStreetFile(f"Wiersz {line} nie jest w kodowaniu UTF-8. Zapisz plik jako CSV UTF-8.", line) from error


def _table(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each line with the number of the line where they begin."""
    first = text.split("\n", 1)[0]
    sign = ";" if first.count(";") >= first.count(",") else ","
    reader = csv.reader(StringIO(text, newline=""), delimiter=sign, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadStreetFile(f"Od wiersza {line} nie da się czytać: sprawdź cudzysłowy.", line) from error


def _header(cells: list[str]) -> list[str]:
    plain = [_plain(cell) for cell in cells]
    fields = [COLUMNS.get(name, "") for name in plain]
    if "street" not in fields:
        raise BadStreetFile("W pierwszym wierszu brakuje kolumny „ulica”. Pobierz wzór pliku.")
    twice = sorted({field for field in fields if field and fields.count(field) > 1})
    if twice:
        raise BadStreetFile(f"Kolumna jest dwa razy: {', '.join(twice)}.")
    if ("latitude" in fields) != ("longitude" in fields):
        raise BadStreetFile("Szerokość i długość podaj obie albo żadnej.")
    return fields


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.strip().casefold().replace("ł", "l"))
    return "".join(letter for letter in folded if not unicodedata.combining(letter)).replace(" ", "_")


def _row(number: int, header: list[str], cells: list[str]) -> Row:
    told = {field: _cell(cell) for field, cell in zip(header, cells, strict=False) if field}
    for field, most in _LONGEST.items():
        if len(told.get(field, "")) > most:
            raise ValueError(f"za długie: „{told[field][:40]}…”, najwyżej {most} znaków")
    if not told.get("street"):
        raise ValueError("brakuje nazwy ulicy")
    house = told.get("house", "")
    if house and not any(letter.isdigit() for letter in house):
        raise ValueError(f"numer domu bez cyfry: „{house}”")
    point = _point(told.get("latitude", ""), told.get("longitude", ""))
    if point and not house:
        raise ValueError("punkt ma sens tylko przy numerze domu")
    return Row(number, told["street"], house, told.get("district", ""), told.get("code", ""), point)


def _cell(cell: str) -> str:
    text = " ".join(cell.split())
    if text.startswith(_FORMULA):
        raise ValueError(f"komórka zaczyna się jak formuła arkusza („{text[0]}”)")
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs") for sign in text):
        raise ValueError("niewidoczne znaki sterujące")
    return text


def _point(latitude: str, longitude: str) -> tuple[float, float] | None:
    if not latitude and not longitude:
        return None
    try:
        north, east = float(latitude.replace(",", ".")), float(longitude.replace(",", "."))
    except ValueError:
        raise ValueError(f"to nie są współrzędne: „{latitude}”, „{longitude}”") from None
    if _SOUTH <= north <= _NORTH and _WEST <= east <= _EAST:
        return north, east
    if _SOUTH <= east <= _NORTH and _WEST <= north <= _EAST:
        raise ValueError("szerokość i długość są zamienione miejscami")
    raise ValueError(f"punkt leży poza Polską: {north}, {east} (podaj stopnie WGS 84)")
