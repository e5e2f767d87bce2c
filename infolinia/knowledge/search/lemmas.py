"""Polish inflection: the dictionary forms of a word, and all forms of a dictionary form.

Indexing needs the dictionary (about 30 MB, loaded at first use). A search reads word forms from the database and
asks the dictionary only whether a word that no card says is misspelt.
"""

import logging
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Protocol

from infolinia.core.text import fold

try:
    import morfeusz2
except ImportError:  # there is no wheel for this machine
    morfeusz2 = None
    from pystempel import Stemmer

log = logging.getLogger(__name__)


class Dictionary(Protocol):
    """What turns words into dictionary forms and back."""

    def lemmas(self, word: str) -> set[str]:
        """Return the dictionary forms of a word; the word itself when it is unknown."""

    def forms(self, lemma: str) -> set[str]:
        """Return the forms a dictionary form takes, itself among them."""

    def knows(self, word: str) -> bool:
        """Whether it is surely a word of the language as it is spelt."""


class Morfeusz:
    """The dictionary of Polish inflection: every analysis of a word, every form of a lemma."""

    def __init__(self) -> None:
        self._engine = morfeusz2.Morfeusz()

    def lemmas(self, word: str) -> set[str]:
        """Return all dictionary forms; those of proper names only where there are no others."""
        found = {entry[2][1].split(":")[0] for entry in self._engine.analyse(word) if _says(entry[2][2])}
        common = {lemma for lemma in found if lemma == lemma.lower()}
        return common or {lemma.lower() for lemma in found} or {word}

    def forms(self, lemma: str) -> set[str]:
        """Return the spelt forms of the lemma, those of the past with their persons: `kupił`, `kupiłam`."""
        made = [(entry[0].lower(), entry[2]) for entry in self._engine.generate(lemma)]
        past = {form + end for form, tag in made if tag.startswith("praet") for end in _persons(form)}
        return {form for form, _tag in made} | past | {lemma}

    def knows(self, word: str) -> bool:
        """Whether the dictionary has the word."""
        return any(entry[2][2] != "ign" for entry in self._engine.analyse(word))


_PERSONS = {"ł": ("em", "eś"), "ła": ("m", "ś"), "li": ("śmy", "ście"), "ły": ("śmy", "ście")}


def _persons(form: str) -> tuple[str, ...]:
    """Return the endings that a form of the past takes for each person."""
    return _PERSONS.get(form[-1:], ()) or _PERSONS.get(form[-2:], ())


def _says(tag: str) -> bool:
    """Whether an analysis says what the word is: not unknown, and not just the ending of a person."""
    return tag != "ign" and not tag.startswith("aglt")


class Stempel:
    """A stemmer in place of the dictionary: a stem stands for the lemma, its other forms are not known."""

    def __init__(self, stem: Callable[[str], str | None]) -> None:
        self._stem = stem

    def lemmas(self, word: str) -> set[str]:
        """Return the stem of the word."""
        return {self._stem(word) or word}

    def forms(self, lemma: str) -> set[str]:
        """Return only the lemma: a stemmer cannot inflect."""
        return {lemma}

    def knows(self, word: str) -> bool:
        """Return False: a stemmer takes any row of letters for a word."""
        return False


@cache
def dictionary() -> Dictionary:
    """Return the dictionary this machine has, loaded once in a process."""
    if morfeusz2 is not None:
        return Morfeusz()
    log.warning("morfeusz2 is not installed: search uses the pystempel stemmer and knows fewer word forms")
    return Stempel(Stemmer.polimorf())


@lru_cache(maxsize=50_000)
def lemmas(word: str) -> tuple[str, ...]:
    """Return the word's dictionary forms without diacritics, sorted."""
    return tuple(sorted({fold(lemma) for lemma in dictionary().lemmas(word)}))


@lru_cache(maxsize=50_000)
def spellings(word: str) -> dict[str, frozenset[str]]:
    """Return for each dictionary form of the word (without diacritics) all its forms (without diacritics).

    Negated forms of verbs come only with a negated word: nobody asks by the others.
    """
    known: dict[str, set[str]] = {}
    for lemma in dictionary().lemmas(word):
        plain = fold(lemma)
        forms = {fold(form) for form in dictionary().forms(lemma) if " " not in form}
        if not word.startswith("nie"):
            forms = {form for form in forms if plain.startswith("nie") or not form.startswith("nie")}
        known.setdefault(plain, {plain}).update(forms, {fold(word)})
    return {plain: frozenset(forms) for plain, forms in known.items()}


def is_word(word: str) -> bool:
    """Whether this is surely a Polish word, spelt as it should be. Without the dictionary nothing is sure."""
    return morfeusz2 is not None and dictionary().knows(word)
