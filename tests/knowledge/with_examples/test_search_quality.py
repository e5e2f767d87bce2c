"""How well search answers the reported half of the queries: floors that a change must not break."""

from collections import defaultdict

import pytest

from benchmarks.search.measure import Measure, measure
from benchmarks.search.queries import half
from infolinia.knowledge.queries import search

FLOORS = {"everyday": 0.84, "inflected": 0.95, "no diacritics": 0.95, "typos": 0.88, "prefix": 0.9, "none": 0.75}


@pytest.fixture
def measures(examples: None) -> dict[str, Measure]:
    """Search's marks by kind of query."""
    answers = defaultdict(list)
    for query in half("reported"):
        answers[query.kind].append((query, [hit.code for hit in search(query.text, limit=10, kinds=("card",))]))
    return {kind: measure(found) for kind, found in answers.items()}


def test_the_right_card_is_among_the_first_five(measures: dict[str, Measure]) -> None:
    kept = {kind: round(measures[kind].hit_at_5, 2) for kind in FLOORS}
    assert all(kept[kind] >= floor for kind, floor in FLOORS.items()), kept


def test_the_parts_share_no_query() -> None:
    tuning, reported, held_out = ({query.text for query in half(name)} for name in ("tuning", "reported", "held out"))
    assert not tuning & reported and not held_out & (tuning | reported)
    assert len(tuning | reported) >= 320
