"""Reading a list of people from a file that an office's spreadsheet saved: CSV in any of its dialects."""

import csv
import io
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_ROWS, MOST_BYTES, MOST_COLUMNS, LONGEST_CELL = 20_000, 8_000_000, 60, 2_000
_ENCODINGS = ("utf-8-sig", "cp1250")
_SEPARATORS = ";,\t|"

NAME, PHONE, EMAIL, ADDRESS, LANGUAGE, CHANNEL = "name", "phone", "email", "address", "language", "channel"
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    NAME: ("imie i nazwisko", "nazwisko i imie", "nazwisko", "odbiorca", "mieszkaniec", "name"),
    PHONE: ("telefon", "tel", "tel.", "numer telefonu", "nr telefonu", "komorka", "telefon komorkowy", "phone"),
    EMAIL: ("e-mail", "email", "mail", "adres e-mail", "adres email", "poczta elektroniczna"),
    ADDRESS: ("adres", "adres pocztowy", "adres do korespondencji", "address"),
    LANGUAGE: ("jezyk", "language"),
    CHANNEL: ("kanal", "sposob kontaktu", "channel"),
}


class BadSheet(ValueError):
    """The file is no list; the text says which of the known ways it went wrong (`too_big`, `no_text`, …)."""


@dataclass(frozen=True)
class Row:
    """One person of the file. `line` is the line's number as the spreadsheet shows it."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Sheet:
    """The rows with their cells under our names, and the headings that nobody understood."""

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    unknown: tuple[str, ...]


def read(content: bytes, *, variables: Mapping[str, str]) -> Sheet:
    """Return the list in the file. `variables`: heading (folded) → our name, beside the usual ones.

    Raises `BadSheet`.
    """
    if len(content) > MOST_BYTES:
        raise BadSheet("too_big")
    lines = _lines(_text(content), _separator(content))
    if not lines or not any(cell.strip() for cell in lines[0]):
        raise BadSheet("no_headings")
    if len(lines) - 1 > MOST_ROWS:
        raise BadSheet("too_many")
    if len(lines[0]) > MOST_COLUMNS:
        raise BadSheet("too_wide")
    names = [_name(heading, variables) for heading in lines[0]]
    if not {PHONE, EMAIL, ADDRESS, "number"} & {name for name in names if name}:
        raise BadSheet("no_address_column")
    unknown = [heading.strip()[:40] for heading, name in zip(lines[0], names, strict=True) if not name]
    rows = tuple(_rows(lines[1:], names))
    if not rows:
        raise BadSheet("empty")
    return Sheet(rows, tuple(name for name in names if name), tuple(filter(None, unknown)))


def fold(text: str) -> str:
    """Return a heading as headings are compared: lower case, no diacritics, one space."""
    plain = text.casefold().replace("ł", "l")
    letters = (letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    return " ".join("".join(letters).split())


def safe_cell(text: str) -> str:
    """Return the text so that a spreadsheet shows it and never runs it."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _lines(text: str, separator: str) -> list[list[str]]:
    """Return the cells. A quote that never closes would swallow people in silence, so it is refused."""
    try:
        return list(csv.reader(io.StringIO(text), delimiter=separator, strict=True))
    except csv.Error:
        raise BadSheet("no_text") from None


def _rows(lines: Sequence[Sequence[str]], names: Sequence[str]) -> list[Row]:
    found = []
    for number, line in enumerate(lines, 2):
        cells = {name: cell.strip()[:LONGEST_CELL] for name, cell in zip(names, line, strict=False) if name}
        if any(cells.values()):
            found.append(Row(number, cells))
    return found


def _name(heading: str, variables: Mapping[str, str]) -> str:
    folded = fold(heading)
    for name, headings in _HEADINGS.items():
        if folded in headings:
            return name
    return variables.get(folded, "")


def _text(content: bytes) -> str:
    if b"\x00" in content:
        raise BadSheet("no_text")
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadSheet("no_text")


def _separator(content: bytes) -> str:
    first = _text(content).partition("\n")[0]
    return max(_SEPARATORS, key=first.count)
