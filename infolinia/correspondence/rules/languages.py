"""In which of the city's languages somebody writes: enough to find the adviser who reads it."""

import re

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    _WORD.findall("the and you your please i my have would is are for with hello dear regards thank thanks")
)
_POLISH = frozenset(_WORD.findall("i w na z do nie się że jest proszę dzień dobry czy mam dla pozdrawiam oraz o za po"))
_SHORTEST = 4  # words: fewer say too little


def language_of(text: str) -> str:
    """Return `uk`, `en` or `pl`; what cannot be told is Polish."""
    letters = [sign for sign in text[:5_000] if sign.isalpha()]
    if letters and sum("\u0400" <= sign <= "\u04ff" for sign in letters) * 2 > len(letters):
        return "uk"
    words = _WORD.findall(text[:5_000].lower())
    english = sum(word in _ENGLISH for word in words)
    polish = sum(word in _POLISH for word in words) + sum(sign in "ąćęłńóśźż" for sign in letters)
    return "en" if len(words) >= _SHORTEST and english > polish else "pl"
