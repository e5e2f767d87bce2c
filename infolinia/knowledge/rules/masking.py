"""Searched words without anybody's data: no long numbers, no addresses of mail, no names of people."""

import re
from collections.abc import Callable, Sequence

NAME, SURNAME, COMMON, ADJECTIVE, PLACE = "name", "surname", "common", "adjective", "place"
Labels = Callable[[str], frozenset[str]]
"""What a word may be: a first name, a surname, a common word, an adjective, a place; nothing for an unknown word."""

HIDDEN = "…"
_EMAIL = re.compile(r"\S*@\S*")
# Five digits and more, also in groups: a telephone, a PESEL, a number of a document, of a matter or of an account.
_LONG_NUMBER = re.compile(r"\d(?:[\s./-]?\d){4,}")
_DOCUMENT = re.compile(r"\b[A-Z]{2,3}\s?\d{4,}\b")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


def mask(text: str, labels: Labels) -> str:
    """Return the text with numbers of five digits and more, e-mail addresses and names of people hidden.

    A name is a first name with the word beside it that may be a surname; a first name alone that is no other word;
    and, past the first word, a capital word that is no common word and no place. Where it is not sure it is hidden:
    a search lost to the list of editors is worth less than somebody's name in it.
    """
    for pattern in (_EMAIL, _LONG_NUMBER, _DOCUMENT):
        text = pattern.sub(HIDDEN, text)
    found = list(_WORD.finditer(text))
    hidden = _people([one.group() for one in found], labels)
    for place in sorted(hidden, reverse=True):
        text = text[: found[place].start()] + HIDDEN + text[found[place].end() :]
    return re.sub(rf"{HIDDEN}(?:\s*{HIDDEN})+", HIDDEN, text).strip()


def says_something(text: str) -> bool:
    """Return whether words are left after masking."""
    return sum(letter.isalpha() for letter in text) >= 3


def _people(words: Sequence[str], labels: Labels) -> set[int]:
    """Return the places of the words that name a person."""
    told = [labels(word) for word in words]
    hidden = {place for place, word in enumerate(words) if _stands_alone(word, told[place], is_first=place == 0)}
    for place in range(len(words)):
        if NAME not in told[place]:
            continue
        for beside in (place - 1, place + 1):
            if 0 <= beside < len(words) and _is_pair(words, told, place, beside):
                hidden |= {place, beside}
    return hidden


def _stands_alone(word: str, told: frozenset[str], *, is_first: bool) -> bool:
    if COMMON in told:
        return False
    return NAME in told or (word[:1].isupper() and not is_first and not word.isupper() and PLACE not in told)


def _is_pair(words: Sequence[str], told: Sequence[frozenset[str]], name: int, surname: int) -> bool:
    """Return whether a first name and the word beside it are one person."""
    if len(words[surname]) < 3:
        return False
    if words[name][:1].isupper() and words[surname][:1].isupper() and PLACE not in told[surname]:
        return surname > name or COMMON not in told[surname]
    if COMMON in told[name] or (told[surname] and SURNAME not in told[surname]):
        return False
    return surname > name or COMMON not in told[surname]
