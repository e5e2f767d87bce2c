"""What the index has for a spelling: as it stands, as the start of a word, nearly so, and what it leads to."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from rapidfuzz.distance import DamerauLevenshtein

SHORTEST_MISSPELT = 4
SHORTEST_START = 2
_STARTS = 16
_NEAR = 16
_LONG = 8
# A short start may begin thousands of words: then only words little longer than it are looked at.
_LONGEST_REST = {2: 4, 3: 9}
_LONGEST_REST_USUALLY = 14


@dataclass(frozen=True)
class Spelling:
    """A spelling that the index has, the term it leads to, and how many documents hold that."""

    form: str
    term: int
    token: str
    documents: int
    is_linked: bool
    is_foreign: bool


@dataclass(frozen=True)
class Link:
    """What a term leads to: words that a document must hold all of, or one document."""

    term: int
    key: list[list[int]]
    wants: list[list[int]]
    document: int | None
    means: str
    how: str
    trust: float


EVERY = "*"  # the token that every document holds: it counts the documents of its language

_FOUND = """
    SELECT f.form, t.id, t.token, t.documents, t.is_linked, t.is_foreign
    FROM knowledge_searchform f JOIN knowledge_searchterm t ON t.id = f.term_id
    WHERE t.language = %s AND (t.documents > 0 OR t.is_linked OR t.is_foreign) AND
"""
_STARTED = f"""
    SELECT * FROM (
        SELECT DISTINCT ON (id) * FROM ({_FOUND} NOT t.token LIKE '~%%' AND f.form LIKE %s AND f.length <= %s) s
        ORDER BY id, length(form)
    ) d ORDER BY length(form), documents DESC LIMIT {_STARTS}
"""  # noqa: S608 - constants of this file


def exact(forms: Iterable[str], language: str) -> dict[str, list[Spelling]]:
    """Return what these spellings lead to."""
    by_form = defaultdict(list)
    for spelling in _read(_FOUND + "f.form = ANY(%s)", [language, list(forms)]):
        by_form[spelling.form].append(spelling)
    return by_form


def started(start: str, language: str) -> list[Spelling]:
    """Return the terms that have a form starting so, the shortest such form of each, nearest first."""
    if len(start) < SHORTEST_START:
        return []
    longest = len(start) + _LONGEST_REST.get(len(start), _LONGEST_REST_USUALLY)
    return _read(_STARTED, [language, f"{start}%", longest])


def nearest(word: str, language: str, *, is_other: bool) -> list[Spelling]:
    """Return the spellings nearest to a word that no card says: one error away, in a long word two.

    A word that is right in itself (`is_other`) is taken for another one only when a single error lies between them.
    """
    if len(word) < SHORTEST_MISSPELT or word.isdigit():
        return []
    most = 2 if len(word) >= _LONG and not is_other else 1
    rows = _within_reach(word, most, f"{word[0]}%", language)
    if not rows and not is_other:
        rows = _within_reach(word, most, f"_{word[1:3]}%", language)
    by_distance = defaultdict(list)
    for row in rows:
        by_distance[DamerauLevenshtein.distance(word, row.form)].append(row)
    best = min((distance for distance in by_distance if distance <= most), default=None)
    return [] if best is None else sorted(by_distance[best], key=lambda row: -row.documents)[:_NEAR]


def links(terms: Sequence[int]) -> list[Link]:
    """Return what these terms lead to."""
    if not terms:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT term_id, key, wants, document_id, means, how, trust FROM knowledge_searchlink"
            " WHERE term_id = ANY(%s) ORDER BY id",
            [list(terms)],
        )
        return [Link(row[0], _json(row[1]), _json(row[2]), *row[3:]) for row in cursor.fetchall()]


def thesaurus(lemmas: Sequence[str]) -> list[tuple[str, str]]:
    """Return the thesaurus's pairs (word, what it means) for these words in dictionary form."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, means FROM knowledge_thesauruspair WHERE word = ANY(%s) AND NOT is_rejected", [list(lemmas)]
        )
        return list(cursor.fetchall())


def held_by(terms: Sequence[int]) -> dict[int, int]:
    """Return how many documents hold each of these terms."""
    if not terms:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, documents FROM knowledge_searchterm WHERE id = ANY(%s)", [list(terms)])
        return dict(cursor.fetchall())


def _within_reach(word: str, most: int, pattern: str, language: str) -> list[Spelling]:
    """Return the forms that match the pattern and may lie so many errors away: a swap of letters is two edits."""
    lengths = list(range(len(word) - most, len(word) + most + 1))
    statement = _FOUND + "f.length = ANY(%s) AND f.form LIKE %s AND levenshtein_less_equal(f.form, %s, %s) <= %s"
    return _read(statement, [language, lengths, pattern, word, 2 * most, 2 * most])


def _read(statement: str, values: list[Any]) -> list[Spelling]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [Spelling(*row) for row in cursor.fetchall()]


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
