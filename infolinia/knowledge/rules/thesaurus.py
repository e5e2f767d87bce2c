"""Which pairs of a general thesaurus may help a search: few, and only those that lead from nothing to something."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

MOST_PAIRS = 5_000
_MOST_OF_A_WORD = 4
_MOST_DOCUMENTS = 30

Pair = tuple[str, str]


def chosen(
    pairs: Iterable[Pair], *, held: Mapping[str, int], headings: Collection[str], known: Collection[str]
) -> list[Pair]:
    """Return the pairs (word, what it means) that are worth keeping, the most telling first.

    A word is one that no card says and nothing else leads on from (`held`: words of cards with how many say them;
    `known`: words that lead somewhere or speak for silence). What it means stands in a title or a phrase
    (`headings`), and not on too many cards. Words with few meanings tell more than those with many.
    """
    distinct = {pair for pair in pairs if pair[0] != pair[1]}
    breadth = Counter(word for word, _means in distinct)
    by_word = defaultdict(list)
    for word, means in distinct:
        if word not in held and word not in known and means in headings and held.get(means, 0) <= _MOST_DOCUMENTS:
            by_word[word].append((breadth[word] + breadth[means], word, means))
    kept = [line for lines in by_word.values() for line in sorted(lines)[:_MOST_OF_A_WORD]]
    return [(word, means) for _breadth, word, means in sorted(kept)[:MOST_PAIRS]]
