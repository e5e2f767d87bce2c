"""The sentence that matches, with its matching words marked; everything else escaped."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape

from infolinia.knowledge.search.words import fold

_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-ząćęłńóśźż]|„)")
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 150


@dataclass(frozen=True)
class Wanted:
    """What to mark: words spelt so, and words that start so; both without diacritics."""

    spellings: frozenset[str]
    starts: tuple[str, ...] = ()

    def has(self, word: str) -> bool:
        """Whether the word is one to mark."""
        plain = fold(word)
        return plain in self.spellings or plain.startswith(self.starts)


def snippet(texts: Iterable[str], wanted: Wanted) -> str:
    """Return safe HTML of the sentence holding most of what is wanted, its matching words in `<mark>`."""
    sentences = [sentence for text in texts for sentence in _SENTENCE.split(text) if sentence]
    if not sentences:
        return ""
    best = max(
        sentences, key=lambda sentence: len({fold(word) for word in _WORD.findall(sentence) if wanted.has(word)})
    )
    return _marked(_cut(best, wanted), wanted)


def _cut(sentence: str, wanted: Wanted) -> str:
    """Return the part of a long sentence around its first match."""
    if len(sentence) <= _LONGEST:
        return sentence
    first = next((match.start() for match in _WORD.finditer(sentence) if wanted.has(match[0])), 0)
    start = sentence.rfind(" ", 0, max(first - _LONGEST // 3, 0)) + 1
    end = sentence.rfind(" ", start, start + _LONGEST)
    part = sentence[start : end if end > start else start + _LONGEST]
    return ("… " if start else "") + part + ("…" if start + len(part) < len(sentence) else "")


def _marked(text: str, wanted: Wanted) -> str:
    pieces, place = [], 0
    for match in _WORD.finditer(text):
        if wanted.has(match[0]):
            pieces += [escape(text[place : match.start()]), "<mark>", escape(match[0]), "</mark>"]
            place = match.end()
    return "".join([*pieces, escape(text[place:])])
