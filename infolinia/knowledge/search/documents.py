"""A card or a form as the index sees it: its fields, and the weighted tokens they come to."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from infolinia.knowledge.rules import weights
from infolinia.knowledge.search import languages
from infolinia.knowledge.search.lookup import EVERY
from infolinia.knowledge.search.words import content_words, stem


@dataclass(frozen=True)
class Source:
    """The text of one findable thing, field by field, and what is shown of it."""

    kind: str
    code: str
    title: str
    phrases: tuple[str, ...] = ()
    lead: str = ""
    body: str = ""
    staff: str = ""
    unit_name: str = ""
    unit_code: str = ""
    subject: str = ""
    facts: str = ""
    answer: str = ""
    language: str = "pl"
    card_id: int | None = None

    def fields(self) -> dict[str, str]:
        """Return the searched text of each field."""
        return {
            "title": self.title,
            "phrases": " . ".join(self.phrases),
            "lead": self.lead,
            "body": f"{self.body} {self.unit_name}",
            "staff": self.staff,
        }


@dataclass
class Tokens:
    """The tokens of one document with their weights, and the words behind the lemma tokens."""

    weights: dict[str, float] = field(default_factory=dict)
    words: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def tokens(source: Source) -> Tokens:
    """Return the document's tokens with their weights: dictionary forms of its words and starts of words."""
    counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    lengths: dict[str, int] = {}
    made = Tokens()
    for name, text in source.fields().items():
        said = content_words(text, source.language)
        lengths[name] = len(said)
        for token, word in _tokens(said, source.language):
            counts[token][name] += 1
            made.words[token].add(word)
    made.weights = {token: weights.saturated(by_field, lengths) for token, by_field in counts.items()}
    made.weights[EVERY], made.words[EVERY] = 0.0, {""}
    return made


def _tokens(said: Sequence[str], language: str) -> Iterator[tuple[str, str]]:
    """Yield each token of a field and the word it came from."""
    for word in said:
        for token in languages.tokens(word, language):
            yield token, word
        if language == "pl" and (start := stem(word)):
            yield start, ""
