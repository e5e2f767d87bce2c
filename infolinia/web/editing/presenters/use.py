"""How much a card is used, and how often it answers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from infolinia.contacts import queries as contacts

DAYS = 30


@dataclass(frozen=True)
class Use:
    """For how many questions of the last thirty days the card was used, and with how many of them it helped."""

    asked: int
    helped: int

    @property
    def share(self) -> int:
        """Return the per cent of questions that it answered."""
        return round(100 * self.helped / self.asked) if self.asked else 0


def of_card(code: str, at: datetime) -> Use:
    """Return the use of one card."""
    rows = contacts.card_uses(since=at - timedelta(days=DAYS), until=at, card_code=code)
    return Use(sum(row.asked for row in rows), sum(row.helped for row in rows))
