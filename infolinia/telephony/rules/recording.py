"""When a conversation may be recorded: the office's switch, the caller's own key, the adviser's pause. Pure.

A caller who presses nothing is never recorded (RODO art. 4(11): consent is a clear affirmative act); one who agreed may
take it back at any moment as easily as it was given (art. 7(3)).
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

YES, NO = "5", "6"


class Stand(StrEnum):
    """Where one conversation stands. What an adviser stopped or a caller withdrew stays so to the end."""

    NONE = ""
    ASKED = "asked"
    AGREED = "agreed"
    PAUSED = "paused"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"


_MOVES: dict[tuple[Stand, str], Stand] = {
    (Stand.NONE, "ask"): Stand.ASKED,
    (Stand.ASKED, YES): Stand.AGREED,
    (Stand.ASKED, NO): Stand.NONE,
    (Stand.AGREED, NO): Stand.WITHDRAWN,
    (Stand.PAUSED, NO): Stand.WITHDRAWN,
    (Stand.STOPPED, NO): Stand.WITHDRAWN,
    (Stand.AGREED, "pause"): Stand.PAUSED,
    (Stand.PAUSED, "resume"): Stand.AGREED,
    (Stand.AGREED, "stop"): Stand.STOPPED,
    (Stand.PAUSED, "stop"): Stand.STOPPED,
}
ACTS = frozenset({"ask", "pause", "resume", "stop"})
"""What an adviser may do."""


@dataclass(frozen=True)
class Consent:
    """What is known of one conversation. `was_told` is that the greeting of this very call asked for the key."""

    stand: Stand = Stand.NONE
    was_told: bool = False

    def after(self, word: str) -> "Consent":
        """Return the consent after a key or an act of the adviser; what means nothing now changes nothing."""
        answers = word in (YES, NO) and self.was_told and self.stand is Stand.NONE
        moved = _MOVES.get((Stand.ASKED if answers else self.stand, word))
        return self if moved is None else Consent(moved, self.was_told and word != NO)


def may_record(consent: Consent, *, office_records: bool, caller: str, adviser: str, together: Collection[str]) -> bool:
    """Return whether sound may be kept now: only while the caller and the adviser alone hear each other.

    A third person, or one outside to whom the call was passed, agreed to nothing; on hold and in a consultation nobody
    talks with the caller.
    """
    return office_records and consent.stand is Stand.AGREED and bool(adviser) and set(together) == {caller, adviser}
