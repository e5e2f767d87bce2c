"""Ranking: the documents that hold what was typed, best first, and none where too little of it was met."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from infolinia.knowledge.search.typed import Word

# How much of what was typed a document must meet to be an answer (tuned on half of tests/knowledge/queries.json).
ENOUGH = 0.15
ENOUGH_BY_ONE_WORD = 0.6
MET_WORD = 0.2  # of what a word is worth: it was surely met
_LOOKED_AT = 50

_RANKED = """
    WITH asked(word, term, points) AS (SELECT * FROM unnest(%s::int[], %s::bigint[], %s::float8[])),
    met AS (
        SELECT a.word, p.document_id, max(a.points * p.weight) AS points
        FROM asked a JOIN knowledge_searchposting p ON p.term_id = a.term GROUP BY a.word, p.document_id
    )
    SELECT document_id, array_agg(word), array_agg(points)
    FROM met JOIN knowledge_searchdocument d ON d.id = document_id AND d.kind = ANY(%s)
    GROUP BY document_id ORDER BY sum(points) DESC, document_id LIMIT %s
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
    with connection.cursor() as cursor:
        cursor.execute(_RANKED, [*map(list, zip(*asked, strict=True)), list(kinds), _LOOKED_AT])
        rows = cursor.fetchall()
    ranked = [Ranked(document, round(sum(points), 4), _met(words, places, points)) for document, places, points in rows]
    return sorted((one for one in ranked if one.met), key=lambda one: (-one.score, one.document))[:limit]


def _met(words: Sequence[Word], places: Sequence[int], points: Sequence[float]) -> float:
    """Return the part of the typed words that the document met, or 0 where that is no answer."""
    met = sum(points) / sum(word.value for word in words)
    surely = sum(won >= MET_WORD * words[place].value for place, won in zip(places, points, strict=True))
    needed = ENOUGH if surely > 1 or len(words) == 1 else ENOUGH_BY_ONE_WORD
    return met if met >= needed else 0.0
