"""What to tell a caller whose matter somebody else handles."""

from dataclasses import dataclass
from datetime import datetime

from infolinia.core.clock import city_day
from infolinia.knowledge import queries as knowledge
from infolinia.knowledge.queries import MapLine, Responsible

SHORTEST = 4
LONGEST = 200


@dataclass(frozen=True)
class NotOurs:
    """The panel: what was asked, the answer, and to whom the caller has been referred already."""

    text: str
    place: str
    answer: Responsible | None
    referred_to: str = ""

    @property
    def lines(self) -> tuple[MapLine, ...]:
        """Return the one body that answers, or those between which the adviser chooses."""
        if self.answer is None:
            return ()
        return (self.answer.line,) if self.answer.line else self.answer.options


def not_ours(text: str, place: str, at: datetime, referred_to: str = "") -> NotOurs:
    """Return who handles the words at the place (`Zielona 7`)."""
    if not text:
        return NotOurs(text, place, None, referred_to)
    street, number = _split(place)
    answer = knowledge.responsible(text=text, street=street, number=number, on=city_day(at))
    return NotOurs(text, place, answer, referred_to)


def elsewhere(text: str, at: datetime) -> Responsible | None:
    """Return the outside body that surely handles what was typed in the search, or nothing."""
    if len(text) < SHORTEST:
        return None
    answer = knowledge.responsible(text=text, on=city_day(at))
    return answer if answer.line and answer.line.unit.is_outside else None


def _split(place: str) -> tuple[str, str]:
    """Return the street and the number of an address as typed."""
    words = place.split()
    at = next((position for position, word in enumerate(words) if position and word[:1].isdigit()), len(words))
    return " ".join(words[:at]), " ".join(words[at:])
