"""Ranking: the documents that hold what was typed, best first, and none where too little of it was met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection

from infolinia.knowledge.search.typed import Option, Typed, Word

# How much of what was typed a document must meet to be an answer (tuned on half of tests/knowledge/queries.json).
ENOUGH = 0.2
ENOUGH_BY_ONE_WORD = 0.6
MET_WORD = 0.2  # of what a word is worth: it was surely met
_CANDIDATES = 50
_LONGEST_LIST, _SHORTEST_LIST, _READ = 400, 40, 2_000

# First the heaviest postings of each term make candidates, then the candidates get their whole score:
# a term that thousands of documents hold costs no more than one that hundreds do.
_RANKED = """
    WITH asked(word, term, points) AS (
        SELECT * FROM unnest(%(words)s::int[], %(terms)s::bigint[], %(points)s::float8[])
    ),
    heaviest AS (
        SELECT a.word, p.document_id, max(a.points * p.weight) AS points
        FROM asked a CROSS JOIN LATERAL (
            SELECT document_id, weight FROM knowledge_searchposting
            WHERE term_id = a.term ORDER BY weight DESC LIMIT %(each)s
        ) p {within} GROUP BY a.word, p.document_id
    ),
    candidates AS MATERIALIZED (
        SELECT document_id FROM (
            SELECT document_id, sum(points) AS points FROM heaviest GROUP BY document_id
            UNION ALL SELECT unnest(%(documents)s::bigint[]), 1000
        ) c GROUP BY document_id ORDER BY sum(points) DESC, document_id LIMIT %(most)s
    )
    SELECT d.id, d.kind, d.subject, d.unit_code, d.unit_name, d.factor, array_agg(p.term_id), array_agg(p.weight)
    FROM candidates c JOIN knowledge_searchdocument d ON d.id = c.document_id
    LEFT JOIN knowledge_searchposting p ON p.document_id = c.document_id AND p.term_id = ANY(%(terms)s)
    WHERE d.language = %(language)s AND d.kind = ANY(%(kinds)s)
    GROUP BY d.id
"""
_WITHIN = """
    JOIN knowledge_searchdocument d ON d.id = p.document_id AND (%(subject)s = '' OR d.subject = %(subject)s)
        AND (%(unit)s = '' OR d.unit_code = %(unit)s)
"""


@dataclass(frozen=True)
class Scope:
    """Where to look: kinds of documents, and a subject or a unit where one was chosen."""

    kinds: tuple[str, ...]
    subject: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Won:
    """What one typed word won in a document, and by which of its options."""

    word: Word
    option: Option | None
    points: float


@dataclass(frozen=True)
class Ranked:
    """A document, its score, how much of the typed text it met (0 to 1), and where the score comes from."""

    document: int
    kind: str
    subject: str
    unit_code: str
    unit_name: str
    score: float
    met: float
    factor: float = 1.0
    won: tuple[Won, ...] = field(default=(), compare=False)
    extra: tuple[tuple[str, float], ...] = ()


def rank(typed: Typed, scope: Scope) -> list[Ranked]:
    """Return the documents in the scope that meet enough of what was typed, best first."""
    asked = [
        (place, term, option.trust * option.worth / len(option.wants))
        for place, word in enumerate(typed.words)
        for option in word.options
        for group in option.wants
        for term in group
    ]
    direct = sorted({one.document for word in typed.words for one in word.options if one.document})
    if not asked and not direct:
        return []
    ranked = [_ranked(row, typed.words) for row in _rows(asked, direct, typed.language, scope)]
    return sorted((one for one in ranked if one.met), key=lambda one: (-one.score, one.document))


def _rows(
    asked: Sequence[tuple[int, int, float]], direct: Sequence[int], language: str, scope: Scope
) -> list[tuple[object, ...]]:
    words, terms, points = (list(column) for column in zip(*asked, strict=True)) if asked else ([], [], [])
    within = _WITHIN if scope.subject or scope.unit else ""
    with connection.cursor() as cursor:
        cursor.execute(
            _RANKED.format(within=within),
            {
                "words": words, "terms": terms, "points": points, "documents": direct, "language": language,
                "each": min(_LONGEST_LIST, max(_SHORTEST_LIST, _READ // max(len(asked), 1))), "most": _CANDIDATES,
                "kinds": list(scope.kinds), "subject": scope.subject, "unit": scope.unit,
            },
        )  # fmt: skip
        return cursor.fetchall()


def _ranked(row: tuple[object, ...], words: Sequence[Word]) -> Ranked:
    document, kind, subject, unit_code, unit_name, factor, terms, held = row
    weights: dict[int, float] = dict(zip(terms, held, strict=True))  # type: ignore[call-overload]
    won = tuple(_won(word, weights, document) for word in words)  # type: ignore[arg-type]
    score = sum(one.points for one in won) * factor  # type: ignore[operator]
    return Ranked(document, kind, subject, unit_code, unit_name, round(score, 4), _met(won), factor, won)  # type: ignore[arg-type]


def _won(word: Word, weights: Mapping[int, float], document: int) -> Won:
    """Return the best that the word wins: of an option's groups the weakest counts, of a group's terms the best."""
    best, points = None, 0.0
    for option in word.options:
        if option.document:
            held = 1.0 if option.document == document else 0.0
        else:
            held = min(max(weights.get(term, 0.0) for term in group) for group in option.wants)
        if (gained := option.trust * option.worth * held) > points:
            best, points = option, gained
    return Won(word, best, points)


def _met(won: Sequence[Won]) -> float:
    """Return the part of the typed words that the document met, or 0 where that is no answer."""
    met = sum(one.points for one in won) / sum(one.word.value for one in won)
    surely = sum(one.points >= MET_WORD * one.word.value for one in won)
    needed = ENOUGH if surely > 1 or len(won) == 1 else ENOUGH_BY_ONE_WORD
    return met if met >= needed else 0.0
