"""Thousands of cards made of the example cards' own words, for measuring speed: only their number is real."""

import random
from collections.abc import Iterator

from infolinia.knowledge.search.documents import Source

SENTENCES = 14


def crowd(sources: list[Source], number: int) -> Iterator[Source]:
    """Yield so many made-up cards, each with a title, phrases and sentences drawn from the given ones."""
    rng = random.Random(20261124)
    titles = [word for source in sources for word in source.title.split()]
    phrases = [phrase for source in sources for phrase in source.phrases]
    sentences = [part for source in sources for part in f"{source.lead} {source.body}".split(". ") if part]
    for place in range(number):
        yield Source(
            kind="card",
            code=f"tlum-{place}",
            title=" ".join(rng.sample(titles, 4)),
            phrases=tuple(rng.sample(phrases, 8)),
            lead=". ".join(rng.sample(sentences, 3)),
            body=". ".join(rng.sample(sentences, SENTENCES)),
        )
