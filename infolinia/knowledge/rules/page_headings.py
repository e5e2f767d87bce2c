"""Which section of a card a heading of an old page means, by the words that Polish offices use."""

import re
import unicodedata

SUMMARY, ANSWER, OWN, SKIP = "streszczenie", "odpowiedz", "wlasna", "pomin"

# In this order where two stand at the same place; words are without diacritics, as starts of words.
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("odwolanie", ("odwolan", "tryb odwolawczy", "srodki odwolawcze", "srodki zaskarzenia", "zazaleni", "zaskarz")),
    ("podstawa", ("podstawa prawna", "podstawy prawne", "podstawa", "przepisy prawa", "przepisy", "akty prawne")),
    ("odbior", ("kto moze odebrac", "odbior", "sposob odbioru", "jak odebrac", "wydanie dokumentu")),
    ("oplaty", ("oplat", "koszt", "ile to kosztuje", "ile kosztuje", "ile zaplac", "platnosc", "wysokosc oplat")),
    ("termin", ("termin", "czas zalatwienia", "czas realizacji", "czas oczekiwania", "jak dlugo", "ile trwa")),
    ("dokumenty", ("wymagane dokumenty", "dokument", "wymagane zalaczniki", "zalacznik", "co przygotowac",
                   "co nalezy przygotowac", "co jest potrzebne", "czego potrzebujesz", "wymagane wnioski")),
    ("kto", ("kto moze", "kogo dotyczy", "dla kogo", "uprawni", "wnioskodawca", "kto sklada", "adresaci")),
    ("gdzie", ("gdzie", "miejsce", "komorka", "jednostka", "wydzial", "stanowisko", "adres", "godziny", "kto zalatwia",
               "odpowiedzialn")),
    ("kontakt", ("kontakt", "telefon", "informacji udziela", "informacje udziela", "dane kontaktowe")),
    ("jak", ("jak zalatwic", "co zrobic", "krok", "przebieg", "sposob zalatwienia", "tryb zalatwienia",
             "forma zalatwienia", "sposob zlozenia", "jak zlozyc", "etapy", "procedura", "postepowanie",
             "jak to zrobic")),
    ("inne", ("uwagi", "dodatkowe informacje", "informacje dodatkowe", "warto wiedziec", "inne informacje", "pouczenie",
              "dodatkowo", "druki", "formularze", "wnioski do pobrania", "do pobrania", "pliki")),
    (SUMMARY, ("czego dotyczy", "opis", "cel", "co to jest", "informacje ogolne", "ogolne informacje", "przedmiot")),
)  # fmt: skip
_LONGEST_HEADING = 120
_NUMBER = re.compile(r"^(?:\(?\d+[.)]|[ivx]+[.)]|[a-z][.)])\s*")


def section_of(heading: str) -> str:
    """Return the code of the section that the heading means, or nothing when it is not known.

    What stands first in the heading decides: „Termin i miejsce złożenia” is about the time.
    """
    words = _NUMBER.sub("", plain(heading))
    found = [
        (match.start(), place, code)
        for place, (code, starts) in enumerate(_WORDS)
        for start in starts
        if (match := re.search(rf"\b{start}", words))
    ]
    return min(found)[2] if found else ""


def is_heading(text: str) -> bool:
    """Whether a line can be a heading at all: short, and not a sentence."""
    line = text.strip()
    return 0 < len(line) <= _LONGEST_HEADING and not re.search(r"[.;,]$", line) and len(line.split()) <= 14


def plain(text: str) -> str:
    """Return the text in small letters without diacritics, on one line."""
    small = unicodedata.normalize("NFD", text.lower().replace("ł", "l"))
    return " ".join("".join(sign for sign in small if not unicodedata.combining(sign)).split()).strip(" :–-•*")
