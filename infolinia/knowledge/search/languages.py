"""How words become tokens in each language: Polish by its dictionary, the others by cutting endings off."""

from infolinia.knowledge.search import lemmas
from infolinia.knowledge.search.words import fold

LANGUAGES = ("pl", "en", "uk")
_SHORTEST_STEM = 3
# Endings, longest first, of words without diacritics.
_ENDINGS = {
    "en": ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "ed", "es", "er", "ly", "s", "y",
           "e"),
    "uk": (
        "уваннями", "ування", "ювання", "остями", "ення", "ання", "іння", "ості", "істю", "ість", "ями", "ами", "ого",
        "ому", "ими", "іми", "ової", "овий", "ова", "ові", "ою", "ею", "ів", "ам", "ям", "ах", "ях", "ии", "ої", "ої",
        "их", "им", "ти", "ть", "ка", "ки", "ку", "ці", "а", "я", "у", "ю", "е", "є", "и", "і", "о", "ь",
    ),
}  # fmt: skip


def language_of(text: str, asked: str) -> str:
    """Return the language to search in: Ukrainian for Cyrillic letters, otherwise the one asked for."""
    return "uk" if any("а" <= letter <= "ї" for letter in text.lower()) else asked


def tokens(word: str, language: str) -> tuple[str, ...]:
    """Return the tokens of a word: all its dictionary forms, or its stem."""
    return lemmas.lemmas(word) if language == "pl" else (cut(word, language),)


def spellings(word: str, language: str) -> dict[str, frozenset[str]]:
    """Return for each token of the word the spellings that lead to it."""
    if language == "pl":
        return lemmas.spellings(word)
    token = cut(word, language)
    return {token: frozenset({token, fold(word)})}


def cut(word: str, language: str) -> str:
    """Return the word without diacritics and without its ending."""
    plain = fold(word)
    for ending in _ENDINGS[language]:
        if plain.endswith(fold(ending)) and len(plain) - len(ending) >= _SHORTEST_STEM:
            return plain[: -len(ending)]
    return plain
