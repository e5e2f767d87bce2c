"""What was typed, turned into terms of the index: by its forms, its start, its spelling and its stem."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from rapidfuzz.distance import DamerauLevenshtein

from infolinia.core.text import fold
from infolinia.knowledge.rules import weights
from infolinia.knowledge.search.lemmas import is_word
from infolinia.knowledge.search.words import content_words, sound_alikes, stem, words

MOST_WORDS = 12
MOST_CHARACTERS = 200
SHORTEST_MISSPELT = 4
_STARTS = 40
_LONGEST_REST = 14
_NEAR = 24
_LONG = 8

EXACT, START, NEAR, STEM = "forma", "początek", "pisownia", "rdzeń"
_TRUST = {EXACT: 1.0, START: 0.75, NEAR: 0.7, STEM: 0.35}
_TRUST_OTHER_WORD = 0.35  # what looks misspelt may be a right word that no card says


@dataclass(frozen=True)
class Option:
    """One term that a typed word may mean, and how far to trust that."""

    term: int
    token: str
    how: str
    trust: float


@dataclass(frozen=True)
class Word:
    """A typed word, what it may mean, and how much a match of it is worth."""

    typed: str
    value: float
    options: tuple[Option, ...]


@dataclass(frozen=True)
class _Spelling:
    form: str
    term: int
    token: str
    documents: int


@dataclass(frozen=True)
class _Found:
    """What the index has for the typed words: by form, by nearness, and which of the latter are words themselves."""

    exact: dict[str, list[_Spelling]]
    near: dict[str, list[_Spelling]]
    others: set[str]


def understand(text: str, total: int) -> list[Word]:
    """Return the words of the text that say something, with the terms of the index that they may mean.

    The last one counts as the start of a word unless a space follows it. `total` is the number of documents.
    """
    spelt = _said(text)
    said = list(spelt)
    open_end = said[-1] if said and not text.endswith(" ") else ""
    exact = _exact([*said, *(start for word in said if (start := stem(word)))])
    started = _started(open_end) if len(open_end) > 1 else []
    unknown = [word for word in said if word not in exact and not (word == open_end and started)]
    others = {word for word in unknown if is_word(spelt[word])}
    near = {word: _nearest(word, is_other=word in others) for word in unknown if _may_be_misspelt(word)}
    found = _Found(exact=exact, near=near, others=others)
    return [_word(word, found, started if word == open_end else [], total) for word in said]


def _said(text: str) -> dict[str, str]:
    """Return the distinct words to look for: without diacritics, and as they were typed.

    Stop words count only where there is nothing else.
    """
    shortened = text[:MOST_CHARACTERS]
    telling = content_words(shortened) or [word for word in words(shortened) if len(word) > 1]
    return {fold(word): word for word in telling[:MOST_WORDS]}


def _word(word: str, found: _Found, started: Sequence[_Spelling], total: int) -> Word:
    exact, near = found.exact.get(word, []), found.near.get(word, [])
    doubt = _TRUST_OTHER_WORD if word in found.others else 1.0
    options: dict[int, Option] = {}
    for how, spellings in ((EXACT, exact), (START, started), (NEAR, near), (STEM, found.exact.get(stem(word), []))):
        for spelling in spellings:
            trust = _TRUST[how] * _likeness(how, word, spelling.form) * (doubt if how == NEAR else 1.0)
            options.setdefault(spelling.term, Option(spelling.term, spelling.token, how, trust))
    value = _value(exact or started or ([] if word in found.others else near), total)
    return Word(typed=word, value=value, options=tuple(options.values()))


def _value(found: Sequence[_Spelling], total: int) -> float:
    """Return the word's rarity: that of the commonest term it may mean; an unknown word is the rarest."""
    return weights.rarity(max((spelling.documents for spelling in found), default=0), total)


def _likeness(how: str, word: str, form: str) -> float:
    """Return how much of the form was typed (a start), or how close the spellings are."""
    if how == START:
        return 0.6 + 0.4 * len(word) / len(form)
    if how == NEAR:
        close = 1.0 if DamerauLevenshtein.distance(word, form) <= 1 else 0.75
        return close if len(word) > SHORTEST_MISSPELT else close / 2
    return 1.0


_FOUND = """
    SELECT f.form, t.id, t.token, t.documents
    FROM knowledge_searchform f JOIN knowledge_searchterm t ON t.id = f.term_id
    WHERE t.documents > 0 AND
"""


def _exact(forms: Sequence[str]) -> dict[str, list[_Spelling]]:
    by_form = defaultdict(list)
    for spelling in _read(_FOUND + "f.form = ANY(%s)", [list(forms)]):
        by_form[spelling.form].append(spelling)
    return by_form


def _started(start: str) -> list[_Spelling]:
    """Return the terms that have a form starting so, the shortest such form of each, nearest first."""
    rows = _read(
        f"SELECT DISTINCT ON (id) * FROM ({_FOUND} f.form LIKE %s AND f.length <= %s) s ORDER BY id, length(form)",  # noqa: S608
        [f"{start}%", len(start) + _LONGEST_REST],
    )
    return sorted(rows, key=lambda spelling: (len(spelling.form), -spelling.documents))[:_STARTS]


def _may_be_misspelt(word: str) -> bool:
    return len(word) >= SHORTEST_MISSPELT and not word.isdigit()


def _nearest(word: str, *, is_other: bool) -> list[_Spelling]:
    """Return the spellings nearest to a word that no card says: one error away, in a long word two.

    A word that is right in itself (`is_other`) is taken for another one only when a single error lies between them.
    """
    if not is_other and (alike := _exact(sorted(sound_alikes(word)))):
        return [spelling for spellings in alike.values() for spelling in spellings]
    most = 2 if len(word) >= _LONG and not is_other else 1
    rows = _within_reach(word, most, f"{word[0]}%")
    if not rows and not is_other:
        rows = _within_reach(word, most, f"_{word[1:3]}%")
    by_distance = defaultdict(list)
    for row in rows:
        by_distance[DamerauLevenshtein.distance(word, row.form)].append(row)
    best = min((distance for distance in by_distance if distance <= most), default=None)
    return [] if best is None else sorted(by_distance[best], key=lambda row: -row.documents)[:_NEAR]


def _within_reach(word: str, most: int, pattern: str) -> list[_Spelling]:
    """Return the forms that match the pattern and lie two edits away: a swap of letters, one error, is two edits."""
    lengths = list(range(len(word) - most, len(word) + most + 1))
    statement = _FOUND + "f.length = ANY(%s) AND f.form LIKE %s AND levenshtein_less_equal(f.form, %s, 2) <= 2"
    return _read(statement, [lengths, pattern, word])


def _read(statement: str, values: list[Any]) -> list[_Spelling]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [_Spelling(*row) for row in cursor.fetchall()]
