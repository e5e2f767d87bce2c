"""When the best document is an answer and when it is better to say nothing: a weighing of evidence.

The weights were fitted (logistic regression) on the tuning half of tests/knowledge/queries.json, with the cards'
phrases and without them, so that a card nobody has written phrases for is weighed fairly too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

ENOUGH = 0.0
SHARE_OF_BEST = 0.3
_BIAS = -0.73
_BEST_WORDS = (0.39, 1.42, 0.85)
_MET, _SCORE, _TOGETHER, _SHORT = 1.22, 0.077, 0.064, 0.31
_FOREIGN, _UNKNOWN = -1.6, -1.26
_MOST_FOREIGN, _MOST_UNKNOWN = 3, 4


@dataclass(frozen=True)
class Evidence:
    """What speaks for a document: how surely it has each typed word (0 to 1), and what was typed besides.

    `met` is the part of the typed text it has by worth, `score` its points, `together` those of them for words that
    stand together. `foreign` counts words of matters that no city deals with, `unknown` those that stand for nothing.
    """

    held: Sequence[float]
    met: float
    score: float
    together: float
    foreign: int
    unknown: int


def weight_of(evidence: Evidence) -> float:
    """Return the weight of the evidence: an answer is worth showing where it is above `ENOUGH`."""
    best = sorted(evidence.held, reverse=True)
    return (
        _BIAS
        + sum(weight * held for weight, held in zip(_BEST_WORDS, best, strict=False))
        + _MET * min(evidence.met, 1.0)
        + _SCORE * evidence.score
        + _TOGETHER * evidence.together
        + _SHORT / len(evidence.held)
        + _FOREIGN * min(evidence.foreign, _MOST_FOREIGN)
        + _UNKNOWN * min(evidence.unknown, _MOST_UNKNOWN) / len(evidence.held)
    )
