"""Notes of needs say what the office does, never what anybody suffers from: words that tell of health are noticed."""

import re
import unicodedata

# Beginnings of words, without Polish letters: a hint that asks to write otherwise, no proof of anything.
_HEALTH = (
    "adhd", "afazj", "alkoholi", "alzheimer", "amputac", "asperger", "astm", "autyst", "autyzm", "bipolar", "chorob",
    "choruj", "chory", "chora ", "cukrzyc", "demencj", "depresj", "diagnoz", "downa", "dyslek", "epilep", "gluch",
    "hiv", "inwalid", "kalek", "lekarstw", "leczon", "leczy", "narkom", "niedoslysz", "niedosluch", "niedowidz",
    "niepelnosprawn", "niewidom", "nowotwor", "ociemnial", "onkolog", "orzeczeni", "otepien", "padaczk", "paraliz",
    "parkinson", "psychi", "psychoz", "rak ", "raka ", "rozrusznik", "schizofren", "slaby wzrok",
    "slabowidz", "slaboslysz", "stwardnien", "szpital", "terapi", "udar", "uposledz", "uzaleznion", "wozek", "wozk",
    "zaburzen", "disab", "illness", "blind", "deaf", "wheelchair",
)  # fmt: skip
_PESEL = re.compile(r"(?<!\d)\d{11}(?!\d)")


def telling(text: str) -> str:
    """Return the first word of the note that tells of health, or a number like a PESEL; empty when there is none."""
    if found := _PESEL.search(text):
        return found.group()
    plain = f" {_plain(text)} "
    places = [place for beginning in _HEALTH if (place := plain.find(f" {beginning}")) >= 0]
    return _word(text, min(places)) if places else ""


def _plain(text: str) -> str:
    folded = text.casefold().replace("ł", "l")
    bare = "".join(letter for letter in unicodedata.normalize("NFD", folded) if not unicodedata.combining(letter))
    return re.sub(r"[^\w]", " ", bare)


def _word(text: str, place: int) -> str:
    """Return the word of the text that begins at the place of the plain text (as long as the text itself)."""
    found = re.match(r"[\w-]+", unicodedata.normalize("NFC", text)[place:])
    return found.group() if found else text
