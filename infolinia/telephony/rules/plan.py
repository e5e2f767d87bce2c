"""What an office set for the caller's way before an adviser, as the line works by it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from infolinia.telephony.rules.menu import HOME, Menu


@dataclass(frozen=True)
class LinePlan:
    """The menu, what everybody has to hear now (a text by language; empty: nothing), and how the line treats people.

    `answer_days` are working days within which somebody answers a spoken message: the office's own promise.
    """

    menu: Menu = field(default_factory=Menu)
    emergency: Mapping[str, str] = field(default_factory=dict)
    says_wait: bool = True
    takes_messages: bool = True
    longest_message: timedelta = timedelta(minutes=3)
    answer_days: int = 1
    kept_days: int = 30

    def emergency_in(self, language: str) -> str:
        """Return what everybody has to hear, in this language or at least in Polish; empty when there is nothing."""
        return self.emergency.get(language) or self.emergency.get(HOME, "")
