"""A second look at the best documents: words that stand together as typed, starts of words, phrases in quotes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from infolinia.knowledge.search.rank import HEADED, QUOTED, STARTED, TOGETHER, Ranked, Won
from infolinia.knowledge.search.typed import Typed
from infolinia.knowledge.search.words import content_words, fold, words

LOOKED_AT = 10
_LOOKED_AT_WHILE_STARTED = 30  # one start of a word leads to many documents that are much alike
_TOGETHER, _NEXT_TO, _WHOLE, _QUOTED, _BEGUN = 0.12, 0.08, 0.15, 0.5, 1.2
_FIRST_IN_TITLE, _IN_TITLE, _IN_PHRASES = 0.2, 0.4, 0.4
_MANY_PHRASES = 4


def refine(ranked: Sequence[Ranked], typed: Typed, open_end: str, texts: Mapping[int, str]) -> list[Ranked]:
    """Return the documents with what their titles and phrases add to the scores of the foremost, best first.

    `texts` are all the words of these documents, needed only where a phrase was typed in quotes.
    """
    number = _LOOKED_AT_WHILE_STARTED if open_end and len(typed.words) == 1 else LOOKED_AT
    looked = [_refined(one, texts.get(one.document, ""), typed, open_end) for one in ranked[:number]]
    return sorted(looked, key=lambda one: (-one.score, one.document)) + list(ranked[number:])


def _refined(one: Ranked, text: str, typed: Typed, open_end: str) -> Ranked:
    headings = [_plain_words(heading, typed.language) for heading in one.headings]
    gained = {TOGETHER: _together(one.won, headings), STARTED: 0.0, HEADED: 0.0, QUOTED: 0.0}
    typing = next((won.points for won in one.won if won.word.typed == open_end), _BEGUN)
    if typing < _BEGUN and any(word.startswith(open_end) for heading in headings for word in heading):
        gained[STARTED] = _BEGUN - typing
    if open_end and len(one.won) == 1:
        gained[HEADED] = one.won[0].points * _headed(headings, open_end)
    if typed.quoted:
        gained[QUOTED] = _QUOTED * one.score * sum(_holds(text, phrase) for phrase in typed.quoted) / len(typed.quoted)
    extra = tuple((how, round(points, 4)) for how, points in gained.items() if points)
    return replace(one, score=round(one.score + sum(points for _how, points in extra) * one.factor, 4), extra=extra)


@lru_cache(maxsize=50_000)
def _plain_words(heading: str, language: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in content_words(heading, language))


def _headed(headings: Sequence[Sequence[str]], start: str) -> float:
    """Return by how much a title with a word that starts so is worth more, and every phrase that has one."""
    title, *phrases = headings or [()]
    share = min(sum(any(word.startswith(start) for word in phrase) for phrase in phrases), _MANY_PHRASES)
    points = _IN_PHRASES * share / _MANY_PHRASES
    if any(word.startswith(start) for word in title):
        points += _IN_TITLE + (_FIRST_IN_TITLE if title[0].startswith(start) else 0.0)
    return points


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


def _holds(text: str, phrase: str) -> bool:
    """Whether the words of the phrase stand in a row in the text, in whatever forms."""
    starts = [word[: max(3, len(word) - 3)] for word in map(fold, words(phrase))]
    said = [fold(word) for word in words(text)]
    return any(
        all(held.startswith(start) for held, start in zip(said[place:], starts, strict=False))
        for place in range(len(said) - len(starts) + 1)
    )
