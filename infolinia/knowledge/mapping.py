"""The responsibility map made ready to be asked: words in all their spellings, kept until it changes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Count, Max

from infolinia.city import queries as city
from infolinia.core.text import fold
from infolinia.knowledge.models import Responsibility
from infolinia.knowledge.rules.places import Forms, Found, find
from infolinia.knowledge.rules.responsibility import Line, Said
from infolinia.knowledge.search.lemmas import spellings
from infolinia.knowledge.search.words import content_words

Stamp = tuple[int, int | None, datetime | None]
_WORD = re.compile(r"[^\W_]+")
LONGEST_TEXT = 300


@dataclass(frozen=True)
class _Map:
    """The whole map, and at which lines a word or a kind of matter leads; `rest` ask for neither."""

    lines: tuple[Line, ...]
    by_token: dict[str, tuple[int, ...]]
    by_category: dict[str, tuple[int, ...]]
    rest: tuple[int, ...]


def lines_for(said: frozenset[str], category: str) -> list[Line]:
    """Return the lines that may be about these words or this kind of matter; all others surely are not.

    One short statement tells whether the map changed since it was read.
    """
    facts = Responsibility.objects.aggregate(rows=Count("pk"), last=Max("pk"), changed=Max("changed_at"))
    known = _compiled((facts["rows"], facts["last"], facts["changed"]))
    places = {*known.rest, *known.by_category.get(category, ())}
    places.update(place for token in said for place in known.by_token.get(token, ()))
    return [known.lines[place] for place in sorted(places)]


def line_of(row: Responsibility, *, is_placed: bool = True) -> Line:
    """Return a stored line in the terms of the rule; without its place where only lines of one place are compared."""
    return Line(
        id=row.pk or 0,
        unit_id=row.unit_id,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        subject=row.subject,
        category=row.category_code,
        words=phrases(row.words),
        with_words=phrases(row.with_words),
        district=row.district.name if is_placed and row.district else "",
        street=row.street.name if is_placed and row.street else "",
        number_from=row.number_from,
        number_to=row.number_to,
        parity=row.parity,
    )


def phrases(texts: Iterable[str]) -> tuple[Said, ...]:
    """Return phrases with every spelling of their words, inflected and without diacritics."""
    return tuple(said for said in (tuple(_spelt(word) for word in content_words(text)) for text in texts) if said)


def tokens(words: Iterable[str]) -> frozenset[str]:
    """Return typed words as the phrases know them."""
    return frozenset(fold(word) for word in words)


def typed_words(text: str) -> list[str]:
    """Return what was typed as words without diacritics, in order."""
    return [fold(word) for word in _WORD.findall(text[:LONGEST_TEXT])]


def place_in(words: list[str]) -> Found:
    """Return the street, house and district that the words name, as the city knows them."""
    streets = {name: _name_forms(name) for name in city.street_names()}
    return find(words, streets, {name: _name_forms(name) for name in city.districts()})


@lru_cache(maxsize=4)
def _compiled(stamp: Stamp) -> _Map:
    rows = Responsibility.objects.select_related("district", "street").order_by("pk")
    lines = tuple(line_of(row) for row in rows)
    by_token: dict[str, list[int]] = {}
    by_category: dict[str, list[int]] = {}
    rest = []
    for place, line in enumerate(lines):
        for token in {token for phrase in line.words for token in phrase[0]}:
            by_token.setdefault(token, []).append(place)
        if line.category:
            by_category.setdefault(line.category, []).append(place)
        if not line.words and not line.category:
            rest.append(place)
    return _Map(lines, _fixed(by_token), _fixed(by_category), tuple(rest))


def _fixed(places: dict[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {key: tuple(found) for key, found in places.items()}


@lru_cache(maxsize=20_000)
def _name_forms(name: str) -> Forms:
    bare = [word for word in _WORD.findall(name.lower()) if word not in ("ul", "al", "pl", "os")]
    return tuple(_spelt(word) for word in bare)


def _spelt(word: str) -> frozenset[str]:
    return frozenset().union(*spellings(word).values(), {fold(word)})
