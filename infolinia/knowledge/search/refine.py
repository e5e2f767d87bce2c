"""A second look at the best documents: words that stand together there as they were typed, and phrases in quotes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from infolinia.knowledge.search.rank import STARTED, TOGETHER, Ranked, Won
from infolinia.knowledge.search.typed import Typed
from infolinia.knowledge.search.words import content_words, fold, words

LOOKED_AT = 14
_TOGETHER, _NEXT_TO, _WHOLE, _QUOTED, _BEGUN = 0.12, 0.08, 0.15, 0.5, 1.2


@dataclass(frozen=True)
class Texts:
    """The texts of one document that are looked at again."""

    headings: tuple[str, ...]
    all: tuple[str, ...]


def refine(ranked: Sequence[Ranked], texts: dict[int, Texts], typed: Typed, open_end: str) -> list[Ranked]:
    """Return the documents with what their titles and phrases add to the scores, best first.

    Only the documents with texts given are looked at; the others stay behind them.
    """
    looked = [_refined(one, texts[one.document], typed, open_end) for one in ranked if one.document in texts]
    rest = [one for one in ranked if one.document not in texts]
    return sorted(looked, key=lambda one: (-one.score, one.document)) + rest


def _refined(one: Ranked, texts: Texts, typed: Typed, open_end: str) -> Ranked:
    headings = [[fold(word) for word in content_words(heading, typed.language)] for heading in texts.headings]
    gained = {TOGETHER: _together(one.won, headings), STARTED: 0.0, "cytat": 0.0}
    typing = next((won.points for won in one.won if won.word.typed == open_end), _BEGUN)
    if typing < _BEGUN and any(word.startswith(open_end) for heading in headings for word in heading):
        gained[STARTED] = _BEGUN - typing
    if typed.quoted:
        met = sum(_holds(texts.all, phrase) for phrase in typed.quoted)
        gained["cytat"] = _QUOTED * one.score * met / len(typed.quoted)
    extra = tuple((how, round(points, 4)) for how, points in gained.items() if points)
    return replace(one, score=round(one.score + sum(points for _how, points in extra) * one.factor, 4), extra=extra)


def _together(won: Sequence[Won], headings: Sequence[Sequence[str]]) -> float:
    """Return what the best title or phrase adds for holding several of the typed words, more for next to each other."""
    met = [one for one in won if one.points]
    best = 0.0
    for heading in headings:
        places = [_place(one.word.typed, heading) for one in met]
        held = [(one, place) for one, place in zip(met, places, strict=True) if place >= 0]
        if len(held) > 1:
            points = sum(one.points for one, _place_ in held)
            pairs = sum(after[1] - before[1] == 1 for before, after in pairwise(held))
            share = _TOGETHER + _NEXT_TO * pairs / (len(held) - 1)
            best = max(best, points * (share + (_WHOLE if len(held) == len(won) == len(heading) else 0)))
        elif len(held) == len(won) == len(heading):
            best = max(best, held[0][0].points * _WHOLE)
    return best


def _place(word: str, heading: Sequence[str]) -> int:
    """Return where a form of the word stands, or -1."""
    start = word[: max(3, len(word) - 3)]
    return next((place for place, held in enumerate(heading) if held.startswith(start)), -1)


def _holds(texts: Iterable[str], phrase: str) -> bool:
    """Whether the words of the phrase stand in a row in a text, in whatever forms."""
    wanted = [fold(word) for word in words(phrase)]
    starts = [word[: max(3, len(word) - 3)] for word in wanted]
    for text in texts:
        said = [fold(word) for word in words(text)]
        for place in range(len(said) - len(wanted) + 1):
            if all(held.startswith(start) for held, start in zip(said[place:], starts, strict=False)):
                return True
    return False
