"""What of a resident goes into which field of a form: our names for it, and the check of an editor's choice."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

DATA_NAMES = (
    "name", "first_name", "last_name", "phone", "email", "address", "street", "house", "postcode", "city", "today",
    "matter_number", "subject",
)  # fmt: skip
"""Our names for what can be filled in. Never a PESEL: the helpline has none and asks for none."""

TYPED = ("address", "street", "house", "postcode", "matter_number", "subject")
"""What the helpline does not keep of a resident: the adviser types it, and it is stored nowhere."""

_LIMITS = {"name": 120, "email": 254, "phone": 20, "postcode": 6}
LONGEST = 200

_OTHER_DAYS = (
    "urodzenia",
    "zdarzenia",
    "slubu",
    "zgonu",
    "sprzedazy",
    "od",
    "do",
    "waznosci",
    "zakonczenia",
    "rozpoczecia",
)
# Words of a field's name or label by which it is guessed, the more telling ones first; no diacritics.
_TELLING = (
    ("first_name", ("imie",), ("nazwisko", "ojca", "matki", "dziecka")),
    ("last_name", ("nazwisko",), ("imie", "rodowe", "matki", "ojca", "dziecka")),
    ("name", ("imie", "nazwisko"), ("ojca", "matki", "dziecka", "pelnomocnika")),
    ("name", ("wnioskodawca",), ("adres", "podpis")),
    ("phone", ("telefon",), ()),
    ("email", ("mail",), ()),
    ("postcode", ("kod", "pocztowy"), ()),
    ("today", ("data", "wypelnienia"), ()),
    ("today", ("miejscowosc", "data"), ()),
    ("today", ("data",), _OTHER_DAYS),
    ("house", ("numer", "domu"), ()),
    ("street", ("ulica",), ("numer",)),
    ("city", ("miejscowosc",), ("data", "urodzenia")),
    ("address", ("adres",), ("mail", "nieruchomosci", "poprzedni", "nowy", "elektroniczny")),
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """A resident as far as the helpline knows them."""

    name: str = ""
    phone: str = ""
    email: str = ""


def known(person: Person, *, city: str, today: date) -> dict[str, str]:
    """Return what can be filled in without asking. A name of other than two words is not cut in two."""
    words = person.name.split()
    first, last = words if len(words) == 2 else ("", "")
    told = {
        "name": person.name, "first_name": first, "last_name": last, "phone": person.phone, "email": person.email,
        "city": city, "today": f"{today:%d.%m.%Y}",
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}


def values(field_map: Mapping[str, str], data: Mapping[str, str]) -> dict[str, str]:
    """Return the form's fields with what goes into them; a field without data stays open for the resident."""
    return {field: data[name] for field, name in field_map.items() if data.get(name)}


def clean(data: Mapping[str, str]) -> dict[str, str]:
    """Return what an adviser typed, as one visible line each; names that are not ours are left out."""
    shown = {name: _visible(data[name])[: _LIMITS.get(name, LONGEST)] for name in DATA_NAMES if data.get(name)}
    return {name: text for name, text in shown.items() if text}


def guess(fields: Sequence[Mapping[str, object]]) -> dict[str, str]:
    """Return for text fields what probably goes into them, by their labels and names; an editor confirms it."""
    found: dict[str, str] = {}
    for field in fields:
        if field.get("kind") != "text":
            continue
        words = _words(f"{field.get('label', '')} {field.get('name', '')}")
        for name, all_of, none_of in _TELLING:
            if all(_is_there(word, words) for word in all_of) and not any(_is_there(word, words) for word in none_of):
                found[str(field["name"])] = name
                break
    return found


def faults(field_map: Mapping[str, str], fields: Sequence[Mapping[str, object]]) -> list[str]:
    """Return what is wrong with an editor's choice: a field that the form has not, not for text, or unknown data."""
    kinds = {str(field["name"]): field.get("kind") for field in fields}
    told = []
    for field, name in field_map.items():
        if field not in kinds:
            told.append(f"W druku nie ma pola „{field}”.")
        elif kinds[field] not in ("text", "choice"):
            told.append(f"Pole „{field}” nie jest polem na tekst.")
        if name not in DATA_NAMES:
            told.append(f"Nie znamy danej „{name}”.")
    return told


def _visible(text: str) -> str:
    shown = "".join(
        " " if sign.isspace() else sign for sign in text if sign.isspace() or unicodedata.category(sign)[0] != "C"
    )
    return " ".join(shown.split())


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    letters = (sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return "".join(letters).split()


def _is_there(word: str, words: Sequence[str]) -> bool:
    """Return whether the word is said: short ones as they are, longer ones in any inflection."""
    return any(said == word or (len(word) > 4 and said.startswith(word[:-1])) for said in words)
