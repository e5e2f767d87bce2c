"""BM25F: what a word says about a document, and how much a word is worth (Robertson, Zaragoza 2009).

Average lengths are constants, not measured: so a card's weights depend on that card alone and
publishing one card never touches the others.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

SATURATION = 1.4


@dataclass(frozen=True)
class Field:
    """How much a field counts, how long it usually is, and how strongly its length matters (0 to 1)."""

    weight: float
    usual_length: float
    length_effect: float


FIELDS: dict[str, Field] = {
    "title": Field(weight=6.0, usual_length=4, length_effect=0.4),
    "phrases": Field(weight=4.0, usual_length=24, length_effect=0.2),
    "lead": Field(weight=1.6, usual_length=30, length_effect=0.3),
    "body": Field(weight=0.6, usual_length=130, length_effect=0.5),
    "staff": Field(weight=0.4, usual_length=50, length_effect=0.5),
}


def saturated(counts: Mapping[str, float], lengths: Mapping[str, int]) -> float:
    """Return a term's weight in a document from its count in each field and the fields' lengths in words.

    It grows with every occurrence but never above 1, so that one word cannot outweigh two.
    """
    summed = 0.0
    for name, count in counts.items():
        field = FIELDS[name]
        norm = 1 - field.length_effect + field.length_effect * lengths[name] / field.usual_length
        summed += field.weight * count / norm
    return summed / (SATURATION + summed)


def rarity(documents: int, total: int) -> float:
    """Return the inverse document frequency: how much a match of a term held by so many documents is worth."""
    return math.log(1 + (total - documents + 0.5) / (documents + 0.5))
