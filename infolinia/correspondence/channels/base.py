"""What every channel promises: one message goes out, or a clear word why not."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from infolinia.correspondence.models import Message


@dataclass(frozen=True)
class Accepted:
    """The counterpart took the message under its own number. `is_sent=False`: it took it over, and will tell by
    `operations.note_delivery` when it left; until then the message waits and nobody else tries.
    """

    ref: str = ""
    provider: str = ""
    is_sent: bool = True


class NotSent(Exception):
    """The counterpart did not take the message; `permanent` says that trying again is useless.

    `is_away` says that the counterpart itself does not work, so that other messages need not try it now.
    """

    def __init__(self, text: str, *, permanent: bool, is_away: bool = False) -> None:
        super().__init__(text)
        self.permanent = permanent
        self.is_away = is_away


class Unsure(Exception):
    """Nobody knows whether the counterpart took the message: it fell silent after it had everything."""


class Port(Protocol):
    """A way out. It may also have `find(message) -> Accepted | None`: whether the counterpart has the message
    already; without it a message whose worker died in the act is shown to a person and never goes out by itself.
    """

    def deliver(self, message: "Message") -> Accepted:
        """Give the message away; raises `NotSent`, `Unsure`. No transaction is open meanwhile."""


class PortThatKnows(Port, Protocol):
    """A way out whose counterpart can be asked."""

    def find(self, message: "Message") -> Accepted | None:
        """Return what the counterpart has of this message, or None when it never came; raises `NotSent`."""
