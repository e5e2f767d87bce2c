"""Marks for ranked answers: hit@1, hit@5, mean reciprocal rank, and right silence."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.search.queries import Query

DEPTH = 10


@dataclass(frozen=True)
class Measure:
    """Marks over some queries, each from 0 to 1. For queries with no answer, a hit is right silence."""

    queries: int
    hit_at_1: float
    hit_at_5: float
    mrr_at_10: float


def measure(answers: Sequence[tuple[Query, Sequence[str]]]) -> Measure:
    """Return the marks for the codes that were answered to each query, best first."""
    places = [place(query, codes) for query, codes in answers]
    count = len(places)
    return Measure(
        queries=count,
        hit_at_1=sum(place == 1 for place in places) / count,
        hit_at_5=sum(0 < place <= 5 for place in places) / count,
        mrr_at_10=sum(1 / place for place in places if place) / count,
    )


def place(query: Query, codes: Sequence[str]) -> int:
    """Return the place of the first right card, 0 for none; right silence counts as the first place."""
    if not query.cards:
        return 0 if codes else 1
    return next((number for number, code in enumerate(codes[:DEPTH], 1) if code in query.cards), 0)
