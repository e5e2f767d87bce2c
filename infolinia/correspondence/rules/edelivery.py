"""Words of the e-Doręczenia operator in ours: addresses, states, evidences, and when to look again.

Source: User Agent API 3.0.8 (schemas Message, MessageControlData, Evidence); kinds of evidences after
ETSI EN 319 522-1. Dates of delivery: the act on electronic deliveries of 18 November 2020, art. 40–42.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST_TEXT = 5_000  # schema Message.textBody
LARGEST_INLINE = 3 * 1024 * 1024  # of a file inside JSON; a larger one is uploaded apart
_ADDRESS = re.compile(r"AE:[A-Z]{2}-\d{5}-\d{5}-[A-Z0-9]{5}-\d{2}")
# Each state of the operator: what it says of the message, and whether anything may still follow.
_STATES: dict[str, tuple[str | None, bool]] = {
    "W trakcie weryfikacji": (None, False),
    "Przekazana do realizacji": (None, False),
    "Nadana": ("sent", False),
    "Wysłana": ("sent", False),
    "Czeka na doręczenie": ("sent", False),
    "Doręczona": ("delivered", True),
    "Uznana za doręczoną": ("delivered", True),
    "Niedoręczona": ("returned", True),
    "Odrzucona": ("failed", True),
}
# Kinds of evidences as the operator writes them, with a dot and without.
_SUBMISSION = frozenset({"A.1", "BP.WX", "BP.WP", "H.DW", "H.PN"})
_REFUSAL = frozenset({"A.2", "B.2", "B.3"})
_FAILURE = frozenset({"D.2", "E.2"})
_RECEIPT = frozenset({"E.1", "BP.OX", "BP.OP", "H.EPO"})
_TRIES = (
    timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1),
)  # fmt: skip
_LONGEST_PAUSE = timedelta(hours=6)
_PATIENCE = timedelta(days=30)  # the fiction of delivery comes after fourteen days; then nothing more is to come


@dataclass(frozen=True)
class Told:
    """What the operator's state says: our state (None: it says nothing yet), and whether it is the last word."""

    state: str | None
    is_last: bool


def address(typed: str) -> str | None:
    """Return the address as it is written, `AE:PL-12345-67890-ABCDE-12`, or None when it is none."""
    close = "".join(typed.upper().split())
    return close if _ADDRESS.fullmatch(close) else None


def told(status: str) -> Told:
    """Return what the state says; one we do not know says nothing and is not the last."""
    state, is_last = _STATES.get(status, (None, False))
    return Told(state, is_last)


def kind(written: str) -> str:
    """Return the evidence's kind with its dot: `BPOX` is `BP.OX`, `E1` is `E.1`."""
    close = written.replace(".", "").upper()
    for head in ("BP", "H"):
        if close.startswith(head) and len(close) > len(head):
            return f"{head}.{close[len(head) :]}"
    return f"{close[0]}.{close[1:]}" if len(close) > 1 else close


def state_of_evidence(written: str) -> str | None:
    """Return what the evidence proves about the message, or None for a step on the way."""
    found = kind(written)
    for state, kinds in (
        ("sent", _SUBMISSION), ("failed", _REFUSAL), ("returned", _FAILURE), ("delivered", _RECEIPT),
    ):  # fmt: skip
        if found in kinds:
            return state
    return None


def is_settled(status: str, kinds: Collection[str]) -> bool:
    """Whether the operator said its last word and sent the evidence of it: then nobody needs to look again."""
    last = told(status)
    return last.is_last and any(state_of_evidence(one) == last.state for one in kinds)


def look_again(*, created_at: datetime, at: datetime, failures: int) -> datetime | None:
    """Return when to look at a message again, or None when its time is over.

    The first hour often, then hourly; after failures of the operator's server later and later, up to six hours.
    """
    age = at - created_at
    if age > _PATIENCE:
        return None
    pause: timedelta = next((pause for pause in _TRIES if age < pause * 6), _TRIES[-1])
    later: timedelta = pause * 2 ** min(failures, 8)
    return at + min(later, _LONGEST_PAUSE)
