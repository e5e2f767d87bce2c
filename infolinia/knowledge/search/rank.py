"""Ranking: the documents that hold what was typed, best first, and none where too little of it was met."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from infolinia.knowledge.search.typed import Word

# How much of what was typed a document must meet to be an answer (tuned on half of tests/knowledge/queries.json).
ENOUGH = 0.2
ENOUGH_BY_ONE_WORD = 0.6
MET_WORD = 0.2  # of what a word is worth: it was surely met
_CANDIDATES = 60
_LONGEST_LIST, _SHORTEST_LIST, _READ = 600, 60, 3_000

# First the heaviest postings of each term make candidates, then the candidates get their whole score:
# a term that thousands of documents hold costs no more than one that hundreds do.
_RANKED = """
    WITH asked(word, term, points) AS (SELECT * FROM unnest(%s::int[], %s::bigint[], %s::float8[])),
    heaviest AS (
        SELECT a.word, p.document_id, max(a.points * p.weight) AS points
        FROM asked a CROSS JOIN LATERAL (
            SELECT document_id, weight FROM knowledge_searchposting WHERE term_id = a.term ORDER BY weight DESC LIMIT %s
        ) p GROUP BY a.word, p.document_id
    ),
    candidates AS MATERIALIZED (
        SELECT document_id FROM heaviest GROUP BY document_id ORDER BY sum(points) DESC, document_id LIMIT %s
    ),
    held AS (
        SELECT a.word, c.document_id, a.points * (
            SELECT p.weight FROM knowledge_searchposting p WHERE p.document_id = c.document_id AND p.term_id = a.term
        ) AS points
        FROM candidates c CROSS JOIN asked a
    ),
    met AS (
        SELECT word, document_id, max(points) AS points FROM held WHERE points IS NOT NULL GROUP BY word, document_id
    )
    SELECT document_id, array_agg(word), array_agg(points)
    FROM met JOIN knowledge_searchdocument d ON d.id = document_id AND d.kind = ANY(%s) GROUP BY document_id
"""


@dataclass(frozen=True)
class Ranked:
    """A document, its score, and how much of the typed text it met (0 to 1)."""

    document: int
    score: float
    met: float


def rank(words: Sequence[Word], limit: int, kinds: Sequence[str]) -> list[Ranked]:
    """Return the documents of these kinds that meet enough of what was typed, best first.

    One word met out of several proves little: alone it must be most of what was typed.
    """
    asked = [
        (place, option.term, option.trust * word.value) for place, word in enumerate(words) for option in word.options
    ]
    if not asked:
        return []
    each = min(_LONGEST_LIST, max(_SHORTEST_LIST, _READ // len(asked)))
    with connection.cursor() as cursor:
        cursor.execute(_RANKED, [*map(list, zip(*asked, strict=True)), each, _CANDIDATES, list(kinds)])
        rows = cursor.fetchall()
    ranked = [Ranked(document, round(sum(points), 4), _met(words, places, points)) for document, places, points in rows]
    return sorted((one for one in ranked if one.met), key=lambda one: (-one.score, one.document))[:limit]


def _met(words: Sequence[Word], places: Sequence[int], points: Sequence[float]) -> float:
    """Return the part of the typed words that the document met, or 0 where that is no answer."""
    met = sum(points) / sum(word.value for word in words)
    surely = sum(won >= MET_WORD * words[place].value for place, won in zip(places, points, strict=True))
    needed = ENOUGH if surely > 1 or len(words) == 1 else ENOUGH_BY_ONE_WORD
    return met if met >= needed else 0.0
