"""Ranking: the documents that hold what was typed, best first, and none where too little of it was met."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from infolinia.knowledge.search.typed import Word

ENOUGH = 0.3
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
    """Return the documents that meet enough of what was typed, best first."""
    asked = [
        (place, option.term, option.trust * word.value) for place, word in enumerate(words) for option in word.options
    ]
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_RANKED, [*map(list, zip(*asked, strict=True)), list(kinds), _LOOKED_AT])
        rows = cursor.fetchall()
    whole = sum(word.value for word in words)
    ranked = [_judged(document, points, whole) for document, _places, points in rows]
    return sorted((one for one in ranked if one.met >= ENOUGH), key=lambda one: (-one.score, one.document))[:limit]


def _judged(document: int, points: Sequence[float], whole: float) -> Ranked:
    score = sum(points)
    return Ranked(document=document, score=round(score, 4), met=score / whole if whole else 0.0)
