"""The sentence that matches, with its matching words marked; everything else escaped."""

import re
from collections.abc import Collection

from django.utils.html import escape

from infolinia.core.text import fold

_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 150


def snippet(texts: Collection[str], spellings: Collection[str]) -> str:
    """Return safe HTML of the sentence holding most of the spellings (given without diacritics), these in `<mark>`."""
    sentences = [sentence for text in texts for sentence in _SENTENCE.split(text) if sentence]
    if not sentences:
        return ""
    wanted = frozenset(spellings)
    best = max(sentences, key=lambda sentence: len({fold(word) for word in _WORD.findall(sentence)} & wanted))
    return _marked(_cut(best, wanted), wanted)


def _cut(sentence: str, wanted: frozenset[str]) -> str:
    """Return the part of a long sentence around its first match."""
    if len(sentence) <= _LONGEST:
        return sentence
    first = next((match.start() for match in _WORD.finditer(sentence) if fold(match[0]) in wanted), 0)
    start = sentence.rfind(" ", 0, max(first - _LONGEST // 3, 0)) + 1
    end = sentence.rfind(" ", start, start + _LONGEST)
    part = sentence[start : end if end > start else start + _LONGEST]
    return ("… " if start else "") + part + ("…" if end > start else "")


def _marked(text: str, wanted: frozenset[str]) -> str:
    pieces, place = [], 0
    for match in _WORD.finditer(text):
        if fold(match[0]) in wanted:
            pieces += [escape(text[place : match.start()]), "<mark>", escape(match[0]), "</mark>"]
            place = match.end()
    return "".join([*pieces, escape(text[place:])])
