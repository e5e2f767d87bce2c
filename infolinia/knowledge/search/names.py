"""What a word may be, so that names of people can be kept out of the log of searches."""

from functools import lru_cache
from typing import Any

from infolinia.knowledge.rules.masking import ADJECTIVE, COMMON, NAME, PLACE, SURNAME
from infolinia.knowledge.search.lemmas import Morfeusz, dictionary

_LABELS = {"imię": NAME, "nazwisko": SURNAME, "nazwa_pospolita": COMMON, "nazwa_geograficzna": PLACE}
_NOT_A_NAME = ("fin", "inf", "ger", "adv", "num", "prep", "conj", "pact", "ppas", "praet", "qub", "part")


@lru_cache(maxsize=20_000)
def labels(word: str) -> frozenset[str]:
    """Return what the word may be: a first name, a surname, a place (as a name), a common word (in small letters).

    Without the dictionary nothing is known: then only capital words past the first are taken for names.
    """
    engine = dictionary()
    if not isinstance(engine, Morfeusz):
        return frozenset()
    as_name = {label for entry in _analyses(engine, word.capitalize()) for label in entry[2][3]}
    found = {_LABELS[label] for label in as_name if label in _LABELS and label != "nazwa_pospolita"}
    in_small = _analyses(engine, word.lower())
    if any(_is_common(entry) for entry in in_small):
        found.add(COMMON)
    elif any(entry[2][2].startswith("adj") for entry in in_small):
        found.add(ADJECTIVE)
    return frozenset(found)


def _is_common(entry: Any) -> bool:
    lemma, tag, names = entry[2][1], entry[2][2], entry[2][3]
    if tag == "ign" or tag.startswith("brev"):
        return False
    return "nazwa_pospolita" in names or (lemma == lemma.lower() and tag.split(":")[0] in _NOT_A_NAME)


def _analyses(engine: Morfeusz, word: str) -> list[Any]:
    """Return the dictionary's own lines about the word: place, place, (form, lemma, tag, names, labels)."""
    return list(engine._engine.analyse(word))
