"""What a word may be, so that names of people can be kept out of the log of searches."""

from functools import lru_cache

from infolinia.knowledge.rules.masking import ADJECTIVE, COMMON, NAME, PLACE, SURNAME
from infolinia.knowledge.search import lemmas

_LABELS = {"imię": NAME, "nazwisko": SURNAME, "nazwa_pospolita": COMMON, "nazwa_geograficzna": PLACE}
_NOT_A_NAME = ("fin", "inf", "ger", "adv", "num", "prep", "conj", "pact", "ppas", "praet", "qub", "part")


@lru_cache(maxsize=20_000)
def labels(word: str) -> frozenset[str]:
    """Return what the word may be: a first name, a surname, a place (as a name), a common word (in small letters).

    Without the dictionary nothing is known: then only capital words past the first are taken for names.
    """
    if lemmas.morfeusz2 is None:
        return frozenset()
    as_name = {label for entry in _analyses(word.capitalize()) for label in entry[2][3]}
    found = {_LABELS[label] for label in as_name if label in _LABELS and label != "nazwa_pospolita"}
    in_small = _analyses(word.lower())
    if any(_is_common(entry) for entry in in_small):
        found.add(COMMON)
    elif any(entry[2][2].startswith("adj") for entry in in_small):
        found.add(ADJECTIVE)
    return frozenset(found)


def _is_common(entry: tuple[int, int, tuple[str, str, str, list[str], list[str]]]) -> bool:
    lemma, tag, names = entry[2][1], entry[2][2], entry[2][3]
    if tag == "ign" or tag.startswith("brev"):
        return False
    return "nazwa_pospolita" in names or (lemma == lemma.lower() and tag.split(":")[0] in _NOT_A_NAME)


def _analyses(word: str) -> list[tuple[int, int, tuple[str, str, str, list[str], list[str]]]]:
    found: list[tuple[int, int, tuple[str, str, str, list[str], list[str]]]] = _engine().analyse(word)
    return found


def _engine() -> "lemmas.morfeusz2.Morfeusz":
    return lemmas.dictionary()._engine  # type: ignore[attr-defined]
