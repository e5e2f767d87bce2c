"""What residents ask about, as often as on a real city line, and how such questions end."""

import random
from dataclasses import dataclass
from itertools import accumulate

from infolinia.demo import store
from infolinia.knowledge import queries as knowledge

# How questions end when nothing needs registering, and when something may.
PLAIN = {"answered": 78, "form_sent": 8, "passed_on": 8, "visit_booked": 4, "call_back": 2}
MAY_REGISTER = {"registered": 64, "answered": 30, "passed_on": 6}


@dataclass(frozen=True)
class Subject:
    """One thing that people ask; `category` is the kind of matter it may become, empty when none."""

    text: str
    category: str
    card_code: str
    card_title: str
    card_edition: int | None

    def outcome(self, rng: random.Random) -> str:
        """Draw how the question ended."""
        chances = MAY_REGISTER if self.category else PLAIN
        return rng.choices(list(chances), list(chances.values()))[0]


@dataclass(frozen=True)
class Subjects:
    """All subjects with their cumulative weights."""

    all: tuple[Subject, ...]
    weights: tuple[float, ...]

    @classmethod
    def load(cls, *, more_matters: float = 1.0) -> "Subjects":
        """Read the topics; a topic's weight is shared by its subjects.

        `more_matters` makes subjects that may become a matter so many times as frequent, for measuring.
        """
        pairs = []
        for topic in store.records("topics"):
            total = sum(subject["weight"] for subject in topic["subjects"])
            for record in topic["subjects"]:
                weight = topic["weight"] * record["weight"] / total
                pairs.append((_subject(record), weight * (more_matters if record["category"] else 1.0)))
        return cls(tuple(subject for subject, _ in pairs), tuple(accumulate(weight for _, weight in pairs)))

    def draw(self, rng: random.Random) -> Subject:
        """Draw a subject by its weight."""
        return rng.choices(self.all, cum_weights=self.weights)[0]


def _subject(record: dict[str, str]) -> Subject:
    card = knowledge.card(record["card"]) if record["card"] else None
    return Subject(
        text=record["subject"],
        category=record["category"],
        card_code=card.code if card else "",
        card_title=card.title if card else "",
        card_edition=card.edition if card else None,
    )
