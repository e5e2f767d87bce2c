"""Ranking: the documents that hold what was typed, best first, and none where the best is no answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import connection

from infolinia.knowledge.rules.answering import ENOUGH, SHARE_OF_BEST, Evidence, weight_of
from infolinia.knowledge.search.links import THESAURUS
from infolinia.knowledge.search.typed import NEAR, START, STEM, TRUST_NEAR, Option, Typed, Word

TOGETHER, STARTED, HEADED, QUOTED = "razem", "początek", "nagłówek", "cytat"
_HELD_START = 0.7  # a title has a word that starts as the one being typed
_GUESSED = (STEM, THESAURUS)  # a right word of which no card is sure
_CANDIDATES = 30
_LONGEST_LIST, _SHORTEST_LIST, _READ = 300, 30, 1_200

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
    SELECT d.id, d.kind, d.subject, d.unit_code, d.unit_name, d.factor, d.title || E'\\n' || d.phrases,
        array_agg(p.term_id), array_agg(p.weight)
    FROM candidates c JOIN knowledge_searchdocument d ON d.id = c.document_id
    LEFT JOIN knowledge_searchposting p ON p.document_id = c.document_id AND p.term_id = ANY(%(terms)s)
    WHERE d.language = %(language)s AND d.kind = ANY(%(kinds)s)
    GROUP BY d.id
"""
_WITHIN = """
    JOIN knowledge_searchdocument d ON d.id = p.document_id AND (%(subject)s = '' OR d.subject = %(subject)s)
        AND (%(unit)s = '' OR d.unit_code = %(unit)s)
"""


class Row(NamedTuple):
    """A candidate as the database gives it: what is shown of it, its headings, and the weights of the asked terms."""

    document: int
    kind: str
    subject: str
    unit_code: str
    unit_name: str
    factor: float
    headings: str
    terms: Sequence[int]
    weights: Sequence[float]


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
    """A document, its score, and where that comes from: what each word won, and what was added besides."""

    document: int
    kind: str
    subject: str
    unit_code: str
    unit_name: str
    score: float
    factor: float = 1.0
    headings: tuple[str, ...] = field(default=(), compare=False)
    won: tuple[Won, ...] = field(default=(), compare=False)
    extra: tuple[tuple[str, float], ...] = ()


def rank(typed: Typed, scope: Scope) -> list[Ranked]:
    """Return the documents in the scope that have something of what was typed, best first."""
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
    return sorted((one for one in ranked if one.score), key=lambda one: (-one.score, one.document))


def _rows(asked: Sequence[tuple[int, int, float]], direct: Sequence[int], language: str, scope: Scope) -> list[Row]:
    words, terms, points = (list(column) for column in zip(*asked, strict=True)) if asked else ([], [], [])
    within = _WITHIN if scope.subject or scope.unit else ""
    values: dict[str, Any] = {
        "words": words, "terms": terms, "points": points, "documents": list(direct), "language": language,
        "each": min(_LONGEST_LIST, max(_SHORTEST_LIST, _READ // max(len(asked), 1))), "most": _CANDIDATES,
        "kinds": list(scope.kinds), "subject": scope.subject, "unit": scope.unit,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_RANKED.format(within=within), values)
        return [Row(*row) for row in cursor.fetchall()]


def _ranked(row: Row, words: Sequence[Word]) -> Ranked:
    weights = dict(zip(row.terms, row.weights, strict=True))
    won = tuple(_won(word, weights, row.document) for word in words)
    return Ranked(
        document=row.document,
        kind=row.kind,
        subject=row.subject,
        unit_code=row.unit_code,
        unit_name=row.unit_name,
        score=round(sum(one.points for one in won) * row.factor, 4),
        factor=row.factor,
        headings=tuple(row.headings.splitlines()),
        won=won,
    )


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


def answers(ranked: Sequence[Ranked], typed: Typed) -> list[Ranked]:
    """Return the documents that are worth showing: none where even the best is hardly an answer."""
    if not ranked or weight_of(_evidence(ranked[0], typed)) <= ENOUGH:
        return []
    least = SHARE_OF_BEST * ranked[0].score
    return [one for one in ranked if one.score >= least]


def _evidence(best: Ranked, typed: Typed) -> Evidence:
    extra = dict(best.extra)
    return Evidence(
        held=[*map(_held, best.won), *([_HELD_START] if extra.get(STARTED) else [])],
        words=len(typed.words),
        met=sum(one.points for one in best.won) / sum(one.word.value for one in best.won),
        score=sum(one.points for one in best.won),
        together=extra.get(TOGETHER, 0.0) + extra.get(STARTED, 0.0),
        foreign=sum(word.is_foreign for word in typed.words),
        unknown=sum(word.is_other and all(option.how in _GUESSED for option in word.options) for word in typed.words),
    )


def _held(won: Won) -> float:
    """Return how surely the document has the word, from 0 to 1.

    A start is as good as the word that it will be, and so is what is surely misspelt.
    """
    if won.option is None:
        return 0.0
    held = won.points / won.option.worth
    if won.option.how == START:
        return held / won.option.trust
    return held / TRUST_NEAR if won.option.how == NEAR and not won.word.is_other else held
