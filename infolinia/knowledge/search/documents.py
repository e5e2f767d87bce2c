"""A card or a form as the index sees it: its fields, and the weighted tokens they come to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from infolinia.knowledge.rules import weights
from infolinia.knowledge.search.lemmas import lemmas
from infolinia.knowledge.search.words import content_words, stem

SYNONYM_SHARE = 0.6


@dataclass(frozen=True)
class Source:
    """The text of one findable thing, field by field."""

    kind: str
    code: str
    title: str
    phrases: tuple[str, ...] = ()
    lead: str = ""
    body: str = ""
    staff: str = ""
    unit_name: str = ""
    facts: str = ""
    card_id: int | None = None

    def fields(self) -> dict[str, str]:
        """Return the searched text of each field."""
        told = " . ".join(self.phrases)
        return {
            "title": self.title,
            "phrases": told,
            "lead": self.lead,
            "body": f"{self.body} {self.unit_name}",
            "staff": self.staff,
        }


@dataclass
class Tokens:
    """The tokens of one document with their weights, and the words behind the lemma tokens."""

    weights: dict[str, float] = field(default_factory=dict)
    words: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


class Everyday:
    """Everyday words that a document gains because it says the office words they stand for."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[list[set[str]], list[str]]]] = defaultdict(list)
        for everyday, means in pairs:
            pattern = [set(lemmas(word)) for word in content_words(means)]
            gained = content_words(everyday)
            for lemma in pattern[0] if pattern and gained else ():
                self._by_first[lemma].append((pattern, gained))

    def gained(self, said: Sequence[tuple[str, ...]]) -> Iterator[str]:
        """Yield the everyday words for a text given as the lemmas of its words in order."""
        for place, found in enumerate(said):
            for lemma in found:
                for pattern, words in self._by_first.get(lemma, ()):
                    after = said[place : place + len(pattern)]
                    if len(after) == len(pattern) and all(
                        want & set(has) for want, has in zip(pattern, after, strict=True)
                    ):
                        yield from words


def tokens(source: Source, everyday: Everyday) -> Tokens:
    """Return the document's tokens: lemmas of its words, starts of words, and everyday words it stands for."""
    counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    lengths: dict[str, int] = {}
    made = Tokens()
    for name, text in source.fields().items():
        said = content_words(text)
        lengths[name] = len(said)
        for token, count, word in _counted(said, everyday):
            counts[token][name] += count
            made.words[token].add(word)
    made.weights = {token: weights.saturated(by_field, lengths) for token, by_field in counts.items()}
    return made


def _counted(said: Sequence[str], everyday: Everyday) -> Iterator[tuple[str, float, str]]:
    """Yield each token of a field, how much it counts, and the word it came from."""
    in_order = [lemmas(word) for word in said]
    for word in said:
        yield from _tokens_of(word, 1.0)
    for word in set(everyday.gained(in_order)) - set(said):
        yield from _tokens_of(word, SYNONYM_SHARE)


def _tokens_of(word: str, count: float) -> Iterator[tuple[str, float, str]]:
    for lemma in lemmas(word):
        yield lemma, count, word
    if start := stem(word):
        yield start, count, ""
