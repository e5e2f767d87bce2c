"""What was written in a conversation by text: lines made of the changes that both sides typed, in their order.

Characters are counted as Python and PostgreSQL count them (code points). A change that does not fit the line is bent
to fit, never refused: a transcript can always be read.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from unicodedata import category

RESIDENT, ADVISER = "resident", "adviser"
INSTEAD = "\N{REPLACEMENT CHARACTER}"
KEPT_CONTROLS = frozenset("\n\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")


@dataclass(frozen=True)
class Change:
    """One change of a line: at `position` so many characters are removed and these are inserted."""

    side: str
    number: int
    line: int
    position: int
    removed: int
    inserted: str
    ends_line: bool
    at: datetime


@dataclass(frozen=True)
class Line:
    """What one side said in one go, finished or still being written; `number` is that side's own count."""

    side: str
    number: int
    text: str
    begun_at: datetime
    is_finished: bool = False

    def after(self, change: Change) -> "Line":
        """Return the line after the change; a finished line stays as it is."""
        if self.is_finished:
            return self
        start = min(change.position, len(self.text))
        text = self.text[:start] + change.inserted + self.text[start + change.removed :]
        return replace(self, text=text, is_finished=change.ends_line)


def lines(changes: Iterable[Change]) -> list[Line]:
    """Return the lines in the order in which they were begun."""
    found: dict[tuple[str, int], Line] = {}
    for change in changes:
        key = change.side, change.line
        line = found.get(key) or Line(change.side, change.line, "", change.at)
        found[key] = line.after(change)
    return list(found.values())


def clean(text: str) -> str:
    """Return the text of the same length without what only deceives or breaks a screen: controls and turned letters."""
    return "".join(INSTEAD if _is_bad(sign) else sign for sign in text)


def _is_bad(sign: str) -> bool:
    return sign not in KEPT_CONTROLS and category(sign) in ("Cc", "Cf", "Cs")
