"""Words for invented matters: what residents report and what officers write. Chosen by the category."""

import random

from infolinia.demo import store


class Phrases:
    """The texts of `data/phrases.json`, drawn at random."""

    def __init__(self) -> None:
        self._texts: dict[str, dict[str, list[str]]] = store.records("phrases")

    def subject(self, category: str, otherwise: str, rng: random.Random) -> str:
        """Return a title of the matter in a few words."""
        return rng.choice(self._texts["subjects"].get(category) or [otherwise])

    def report(self, category: str, rng: random.Random) -> str:
        """Return what the resident said happens."""
        reports = self._texts["reports"]
        return rng.choice(reports.get(category) or reports["other"])

    def closing(self, result: str, category: str, rng: random.Random) -> str:
        """Return the text with which a matter of this category ended."""
        closings = self._texts["closings"]
        return rng.choice(closings.get(f"{result} {category}") or closings[result])

    def of(self, step: str, rng: random.Random) -> str:
        """Return the words of a step: a question, a reason, a note."""
        return rng.choice(self._texts["steps"][step])
