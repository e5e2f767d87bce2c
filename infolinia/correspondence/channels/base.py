"""What every channel promises: one message goes out, or a clear word why not."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from infolinia.correspondence.models import Message


@dataclass(frozen=True)
class Accepted:
    """The counterpart took the message under its own number.

    `is_sent=False`: it took the message over and will tell by `operations.note_delivery` when it left; until then the
    message waits and nobody else tries.
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
    """Nobody knows whether the counterpart took the message: it fell silent after it had everything.

    `can_ask` says that the port can find out later by itself; otherwise a person must.
    """

    def __init__(self, text: str, *, can_ask: bool = False) -> None:
        super().__init__(text)
        self.can_ask = can_ask


class Port(Protocol):
    """A way out.

    It may also have `prepare()`, which makes ready whatever may fail before the message itself is given away, and
    `find(message) -> Accepted | None`, which asks the counterpart for a message whose sender died in the act: None
    means that giving it away (again) is safe, `Unsure` that nobody knows. Without `find` a person is asked.
    """

    def deliver(self, message: "Message") -> Accepted:
        """Give the message away; raises `NotSent`, `Unsure`. No transaction is open meanwhile."""


class PortThatKnows(Port, Protocol):
    """A way out whose counterpart can be asked."""

    def find(self, message: "Message") -> Accepted | None:
        """Return what the counterpart has of this message, or None when giving it away is safe; raises `NotSent`."""
