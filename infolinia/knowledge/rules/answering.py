"""When the best document is an answer and when it is better to say nothing: a weighing of evidence.

The weights were fitted (logistic regression) on the tuning half of tests/knowledge/queries.json, with the cards'
phrases and without them, so that a card nobody has written phrases for is weighed fairly too; the bias is the one
beyond which answers to inflected and misspelt queries would be lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass

ENOUGH = 0.0
SHARE_OF_BEST = 0.3
_BIAS = -2.25
_BEST_WORDS = (0.6, 2.5, 1.19)
_MET, _SCORE, _TOGETHER, _SHORT = 2.18, 0.094, 0.08, 1.03
_FOREIGN, _UNKNOWN = -1.44, -0.67
_MOST_FOREIGN, _MOST_UNKNOWN = 3, 4


@dataclass(frozen=True)
class Evidence:
    """What speaks for a document: how surely it has each typed word (0 to 1), and what was typed besides.

    `met` is the part of the typed text it has by worth, `score` its points, `together` those of them for words that
    stand together, `words` how many were typed: `foreign` of them are of matters that no city deals with, `unknown`
    of them are right words that stand for nothing here.
    """

    held: Sequence[float]
    met: float
    score: float
    together: float
    foreign: int
    unknown: int
    words: int


def weight_of(evidence: Evidence) -> float:
    """Return the weight of the evidence: an answer is worth showing where it is above `ENOUGH`."""
    best = sorted(evidence.held, reverse=True)
    return (
        _BIAS
        + sum(weight * held for weight, held in zip(_BEST_WORDS, best, strict=False))
        + _MET * min(evidence.met, 1.0)
        + _SCORE * evidence.score
        + _TOGETHER * evidence.together
        + _SHORT / evidence.words
        + _FOREIGN * min(evidence.foreign, _MOST_FOREIGN)
        + _UNKNOWN * min(evidence.unknown, _MOST_UNKNOWN) / evidence.words
    )
