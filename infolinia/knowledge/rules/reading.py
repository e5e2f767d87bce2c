"""A file of cards taken apart: each record with the line where it starts, so that a fault can be pointed at."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

_SPACE = re.compile(r"\s*")
_DECODER = json.JSONDecoder()


class BadFile(Exception):
    """The file is no list of cards at all; `line` says where reading stopped."""

    def __init__(self, why: str, line: int) -> None:
        super().__init__(why)
        self.line = line


@dataclass(frozen=True)
class Record:
    """One value of the `cards` list and the line it starts on."""

    line: int
    value: object


def records(text: str) -> list[Record]:
    """Return the records of a `{"cards": [...]}` file; raises `BadFile` for anything that is not one."""
    try:
        return list(_records(text))
    except json.JSONDecodeError as error:
        raise BadFile(f"to nie jest poprawny JSON ({error.msg})", error.lineno) from error
    except RecursionError as error:
        raise BadFile("dane są zagnieżdżone zbyt głęboko", 1) from error


def _records(text: str) -> Iterator[Record]:
    start = _skip(text, 1 if text.startswith("\ufeff") else 0)
    if text[start : start + 1] != "{":
        raise BadFile('plik musi zaczynać się od {"cards": [...]}', _line(text, start))
    json.loads(text[start:])
    for key, place in _keys(text, start + 1):
        if key == "cards":
            if text[place : place + 1] != "[":
                raise BadFile('"cards" musi być listą', _line(text, place))
            yield from _items(text, place + 1)
            return
    raise BadFile('brakuje listy "cards"', _line(text, start))


def _keys(text: str, place: int) -> Iterator[tuple[str, int]]:
    """Walk over the keys of an object known to be well formed; give each with the place of its value."""
    while text[place := _skip(text, place)] != "}":
        key, place = _DECODER.raw_decode(text, place)
        place = _skip(text, _skip(text, place) + 1)
        yield str(key), place
        _, place = _DECODER.raw_decode(text, place)
        place = _past_comma(text, place)


def _items(text: str, place: int) -> Iterator[Record]:
    while text[place := _skip(text, place)] != "]":
        value, end = _DECODER.raw_decode(text, place)
        yield Record(line=_line(text, place), value=value)
        place = _past_comma(text, end)


def _past_comma(text: str, place: int) -> int:
    place = _skip(text, place)
    return place + 1 if text[place] == "," else place


def _skip(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
