"""One key for all the ways in which the same words are asked: their dictionary forms, in one order."""

from infolinia.core.text import fold
from infolinia.knowledge.search.lemmas import lemmas
from infolinia.knowledge.search.words import content_words, words

_LONGEST = 120
_LONGEST_TOKEN = 60


def search_key(text: str) -> str:
    """Return the dictionary forms of the words that say something, sorted: `wyrobić dowodu` is `dowod wyrobic`."""
    telling = content_words(text) or words(text)
    return " ".join(sorted({_form(word) for word in telling}))[:_LONGEST]


def word_tokens(text: str) -> list[frozenset[str]]:
    """Return for each word that says something the ways it may stand in an index: dictionary forms and itself."""
    return [frozenset(form[:_LONGEST_TOKEN] for form in (*lemmas(word), fold(word))) for word in content_words(text)]


def search_tokens(text: str) -> list[str]:
    """Return the distinct tokens of the words that say something, as an index keeps them."""
    return sorted(frozenset().union(*word_tokens(text)))


def _form(word: str) -> str:
    found = lemmas(word)
    return fold(word) if fold(word) in found or not found else found[0]
