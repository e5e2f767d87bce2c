"""What each field of an import record may hold: readers that return the clean value or raise `ValueError`.

Python 3 alone is asked: no database, so a value that passes here can be stored by any of them (no NUL,
no half of a surrogate pair, no infinite number, nothing deeper than a person would write).
"""

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

LONGEST_TEXT = 20_000
DEEPEST = 6
LONGEST_LIST = 300
LARGEST_EXTRA = 20_000
# The reader of Markdown drops what lies deeper than twenty levels: nobody's words may vanish unseen.
_TOO_DEEP = re.compile(
    r"^[ \t]*(?:>[ \t]?|(?:[-*+]|\d{1,9}[.)])[ \t]+){9}|^[ \t]{16,}(?:[-*+]|\d{1,9}[.)])[ \t]", re.MULTILINE
)
_TURNS_WRITING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_AMOUNT = re.compile(r"\d{1,7}(\.\d{1,2})?")
_LANGUAGES = ("pl", "en", "uk")

Reader = Callable[[Any], Any]


def code(value: object) -> str:
    """Return a code: small letters without diacritics, digits and hyphens."""
    if not isinstance(value, str) or not _CODE.fullmatch(value) or len(value) > 60:
        raise ValueError("kod to najwyżej 60 małych liter bez polskich znaków, cyfr i myślników")
    return value


def optional_code(value: object) -> str:
    """Return a code or nothing."""
    return code(value) if value else ""


def clock_code(value: object) -> str:
    """Return the code of a clock or nothing; the catalogue's codes are shorter than others."""
    if isinstance(value, str) and len(value) > 40:
        raise ValueError("kod zegara ma najwyżej 40 znaków")
    return optional_code(value)


def text(value: object) -> str:
    """Return a text of many lines, in one Unicode form, without spaces around it."""
    if not isinstance(value, str):
        raise ValueError("oczekiwano tekstu")
    if len(value) > LONGEST_TEXT or "\x00" in value:
        raise ValueError(f"najwyżej {LONGEST_TEXT} znaków, bez znaku zerowego")
    if any("\ud800" <= sign <= "\udfff" for sign in value):
        raise ValueError("tekst ma znak, którego nie da się zapisać (połówka znaku)")
    if _TURNS_WRITING.search(value):
        raise ValueError("tekst ma niewidoczne znaki, które odwracają kierunek pisma; usuń je")
    if _TOO_DEEP.search(value):
        raise ValueError("lista albo cytat ma za dużo poziomów: najwyżej 8")
    return unicodedata.normalize("NFC", value).strip()


def line(limit: int) -> Callable[[object], str]:
    """Return a reader of one line of at most `limit` signs; white space inside becomes single spaces."""

    def read(value: object) -> str:
        one = " ".join(text(value).split())
        if len(one) > limit:
            raise ValueError(f"najwyżej {limit} znaków")
        return one

    return read


def lines(limit: int) -> Callable[[object], tuple[str, ...]]:
    """Return a reader of a list of lines; empty ones and repeated ones are left out."""
    one_line = line(limit)

    def read(value: object) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise ValueError("oczekiwano listy tekstów")
        return tuple(dict.fromkeys(one for item in _short(value) if (one := one_line(item))))

    return read


def codes(value: object) -> tuple[str, ...]:
    """Return a list of codes, each once."""
    if not isinstance(value, list):
        raise ValueError("oczekiwano listy kodów")
    return tuple(dict.fromkeys(code(item) for item in _short(value)))


def day(value: object) -> str:
    """Return a day as `2026-10-12`, or nothing."""
    written = text(value)
    if not written:
        return ""
    try:
        known = date.fromisoformat(written).isoformat()
    except ValueError:
        known = ""
    if known != written:  # Python also reads 20261012 and 2026-W42-1
        raise ValueError(f"„{written[:20]}” nie jest dniem w postaci 2026-10-12")
    return written


def flag(value: object) -> bool:
    """Return a yes or a no."""
    if not isinstance(value, bool):
        raise ValueError("oczekiwano true albo false")
    return value


def language(value: object) -> str:
    """Return the code of a language in which cards may be written."""
    if value not in _LANGUAGES:
        raise ValueError("język to pl, en albo uk")
    return str(value)


def address(value: object) -> str:
    """Return an https address of a page, or nothing."""
    written = line(300)(value)
    if not written:
        return ""
    parts = urlsplit(written)
    if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc or " " in written:
        raise ValueError("oczekiwano adresu, który zaczyna się od https://")
    return written


def amount(value: object) -> str:
    """Return an amount in złoty as text; nothing means that the unit names it."""
    if value is None or value == "":
        return ""
    written = str(value).replace(",", ".").strip()
    if isinstance(value, bool) or not _AMOUNT.fullmatch(written):
        raise ValueError(f"kwota „{written[:20]}” nie jest liczbą złotych (np. 17 albo 17.50)")
    return written


def extra(value: object, depth: int = 0) -> Any:
    """Return the value of a key that the format does not know, as it will come back from the store."""
    if depth > DEEPEST:
        raise ValueError(f"zagnieżdżone głębiej niż {DEEPEST} poziomów")
    if isinstance(value, dict):
        kept = {line(120)(key): extra(item, depth + 1) for key, item in _short(value).items()}
        if len(kept) < len(value):
            raise ValueError("dwa klucze różnią się tylko odstępami")
        return kept
    if isinstance(value, list):
        return [extra(item, depth + 1) for item in _short(value)]
    if isinstance(value, str):
        return text(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _number(value)
    return value


def _number(value: int | float) -> int | float:
    if not math.isfinite(value) or abs(value) > 10**15:
        raise ValueError("liczba poza zakresem")
    return value + 0.0 if isinstance(value, float) else value  # no minus zero


def _short(value: Any) -> Any:
    if len(value) > LONGEST_LIST:
        raise ValueError(f"najwyżej {LONGEST_LIST} pozycji")
    return value
