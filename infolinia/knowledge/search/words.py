"""Text to words: lower case, without diacritics, without the words that say nothing."""

import re
from functools import cache, lru_cache
from pathlib import Path

from infolinia.core import text as texts

MOST_LETTERS = 40
_WORD = re.compile(r"[^\W_]+")
# Pairs that sound alike; `ó` and `ż` come here as `o` and `z`.
_SOUND_ALIKE = (("ch", "h"), ("rz", "z"), ("u", "o"), ("om", "a"), ("on", "a"), ("en", "e"), ("em", "e"))
_DATA = Path(__file__).parent.parent / "data"


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Return the word in lower case without diacritics."""
    return texts.fold(word)


@cache
def stop_words(language: str = "pl") -> frozenset[str]:
    """Return the words, without diacritics, that are left out of the index and of what was typed."""
    name = "stopwords.txt" if language == "pl" else f"stopwords-{language}.txt"
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def words(text: str) -> list[str]:
    """Return the words of the text in order, in lower case, with their diacritics."""
    return [word[:MOST_LETTERS] for word in _WORD.findall(text.lower())]


def content_words(text: str, language: str = "pl") -> list[str]:
    """Return the words that say something: no stop words, no single letters."""
    silent = stop_words(language)
    return [word for word in words(text) if len(word) > 1 and fold(word) not in silent]


def sound_alikes(plain: str) -> set[str]:
    """Return the other ways to spell a word (given without diacritics) that sound the same in Polish."""
    pairs = [pair for one, other in _SOUND_ALIKE for pair in ((one, other), (other, one))]
    return {plain.replace(one, other) for one, other in pairs} - {plain}


def stem(word: str) -> str:
    """Return the token of a word's start, or nothing for a word too short to have one."""
    plain = fold(word)
    return f"~{plain[:5]}" if len(plain) >= 5 else ""
