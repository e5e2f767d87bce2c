"""A file of cards taken apart: each record with the line where it starts, so that a fault can be pointed at."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

MOST_RECORDS = 20_000
_SPACE = re.compile(r"[ \t\r\n]*")
_SAID = {
    "Expecting value": "w tym miejscu brakuje wartości albo plik jest ucięty",
    "Expecting property name": "w tym miejscu powinna być nazwa w cudzysłowie",
    "Expecting ':'": "brakuje dwukropka",
    "Expecting ','": "brakuje przecinka albo nawiasu",
    "Unterminated string": "tekst nie ma końcowego cudzysłowu",
    "Invalid control character": "w tekście jest znak sterujący (nowy wiersz zapisz jako \\n)",
    "Invalid \\": "nieznany znak po ukośniku \\",
    "Illegal trailing comma": "zbędny przecinek przed nawiasem",
}


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
    """Return the records of a `{"cards": [...]}` file; raises `BadFile` for anything that is not one.

    Stricter than Python's reader: a key twice in one object, NaN and numbers of thousands of digits are refused,
    because one of the two texts, or the number, would be lost on the way.
    """
    walk = _Walk(text)
    try:
        return list(walk.cards())
    except json.JSONDecodeError as error:
        raise BadFile(f"to nie jest poprawny JSON: {_polish(error.msg)}", error.lineno) from error
    except RecursionError as error:
        raise BadFile("dane są zagnieżdżone zbyt głęboko", walk.line()) from error
    except ValueError as error:
        raise BadFile(str(error), walk.line()) from error


class _Walk:
    """A place in the text that only moves on; lines are counted on the way, once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 1 if text.startswith("\ufeff") else 0
        self._counted, self._line = 0, 1

    def cards(self) -> Iterator[Record]:
        """Walk over the whole file, giving each record of its `cards`."""
        if self.sign() != "{":
            self.refuse('plik musi zaczynać się od {"cards": [...]}')
        seen: set[str] = set()
        for key in self.keys():
            if key in seen:
                self.refuse(f"klucz „{key[:40]}” jest w pliku dwa razy")
            seen.add(key)
            if key == "cards":
                yield from self.items()
            else:
                self.value()
        if self.sign():
            self.refuse("po końcu danych jest jeszcze coś więcej")
        if "cards" not in seen:
            self.refuse('brakuje listy "cards"')

    def keys(self) -> Iterator[str]:
        """Walk over an object's keys; the caller reads each value before it asks for the next key."""
        self.place += 1
        if self.sign() == "}":
            self.place += 1
            return
        while True:
            if self.sign() != '"':
                raise json.JSONDecodeError("Expecting property name", self.text, self.place)
            key = self.value()
            self.past(":")
            yield str(key)
            if self.past(",}") == "}":
                return

    def items(self) -> Iterator[Record]:
        """Walk over a list, giving each item with its line."""
        if self.sign() != "[":
            self.refuse('"cards" musi być listą')
        self.place += 1
        if self.sign() == "]":
            self.place += 1
            return
        for _count in range(MOST_RECORDS):
            self.sign()
            line = self.line()
            yield Record(line=line, value=self.value())
            if self.past(",]") == "]":
                return
        self.refuse(f"w pliku może być najwyżej {MOST_RECORDS} kart")

    def value(self) -> object:
        """Read one value and move past it."""
        self.sign()
        value, self.place = _DECODER.raw_decode(self.text, self.place)
        return value

    def past(self, wanted: str) -> str:
        """Move past one of the wanted signs and return it."""
        sign = self.sign()
        if not sign or sign not in wanted:
            raise json.JSONDecodeError(f"Expecting '{wanted[0]}'", self.text, self.place)
        self.place += 1
        return sign

    def sign(self) -> str:
        """Move past white space and return the sign there, or nothing at the end."""
        found = _SPACE.match(self.text, self.place)
        self.place = found.end() if found else self.place
        return self.text[self.place : self.place + 1]

    def line(self) -> int:
        """Return the line of the present place."""
        self._line += self.text.count("\n", self._counted, self.place)
        self._counted = self.place
        return self._line

    def refuse(self, why: str) -> NoReturn:
        """Stop here."""
        raise BadFile(why, self.line())


def _polish(message: str) -> str:
    return next((said for start, said in _SAID.items() if message.startswith(start)), "nie da się go odczytać")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"klucz „{twice[:40]}” jest dwa razy w jednym rekordzie")
    return made


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} nie jest liczbą w formacie JSON")


def _whole(digits: str) -> int:
    if len(digits) > 30:
        raise ValueError("liczba ma zbyt wiele cyfr")
    return int(digits)


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_number, parse_int=_whole)
