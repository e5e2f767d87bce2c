"""What may happen to a letter or a paper at a counter, what its return means, and what it weighs."""

from dataclasses import dataclass

LETTER, PICKUP = "letter", "pickup"
WAITING, PRINTED, POSTED, READY = "waiting", "printed", "posted", "ready"
DELIVERED, RETURNED, UNCOLLECTED, WITHDRAWN = "delivered", "returned", "uncollected", "withdrawn"
ORDINARY, REGISTERED, CONFIRMED = "ordinary", "registered", "confirmed"

COUNTER_DAYS = 30  # how long a paper waits at a counter before the clerk is told
PROOF_DAYS = 30  # after so many days without a proof of receipt somebody asks the post

_STEPS: dict[str, dict[str, frozenset[str]]] = {
    LETTER: {
        WAITING: frozenset({PRINTED, WITHDRAWN}),
        PRINTED: frozenset({WAITING, POSTED, WITHDRAWN}),
        POSTED: frozenset({DELIVERED, RETURNED}),
        DELIVERED: frozenset({RETURNED}),
        RETURNED: frozenset({DELIVERED}),
    },
    PICKUP: {
        WAITING: frozenset({PRINTED, WITHDRAWN}),
        PRINTED: frozenset({WAITING, READY, WITHDRAWN}),
        READY: frozenset({DELIVERED, UNCOLLECTED}),
        UNCOLLECTED: frozenset({DELIVERED}),
    },
}
# What is said of the message; None says nothing: printing is not yet sending, and who calls it off does it himself.
_MESSAGE_STATES: dict[str, str | None] = {
    WAITING: None, PRINTED: None, POSTED: "sent", READY: "sent", DELIVERED: "delivered", RETURNED: "returned",
    UNCOLLECTED: "returned", WITHDRAWN: None,
}  # fmt: skip
# A notice with a consequence in law has its receipt confirmed (KPA art. 39, 46).
_CONFIRMED_PURPOSES = frozenset({"extended", "not_examined", "closed"})


@dataclass(frozen=True)
class Return:
    """What a returned letter means. `is_in_force`: the law takes it for delivered all the same."""

    is_in_force: bool
    basis: str
    asks_for_address: bool


_RETURNS = {
    "not_collected": Return(is_in_force=True, basis="KPA art. 44 § 4", asks_for_address=False),
    "refused": Return(is_in_force=True, basis="KPA art. 47 § 2", asks_for_address=False),
    "unknown": Return(is_in_force=False, basis="", asks_for_address=True),
    "moved": Return(is_in_force=False, basis="", asks_for_address=True),
    "bad_address": Return(is_in_force=False, basis="", asks_for_address=True),
    "died": Return(is_in_force=False, basis="", asks_for_address=False),
    "other": Return(is_in_force=False, basis="", asks_for_address=False),
}


def may_become(*, kind: str, state: str, new: str) -> bool:
    """Whether the step is one that mail of this kind takes."""
    return new in _STEPS[kind].get(state, frozenset())


def message_state(state: str) -> str | None:
    """Return what the state of paper means for its message, or None when it means nothing yet."""
    return _MESSAGE_STATES[state]


def returned(*, reason: str, service: str) -> Return:
    """Return what the return means.

    Only a letter whose receipt is confirmed is taken for delivered: after fourteen days of waiting at the post
    (KPA art. 44 § 4) or on the day of the refusal (art. 47 § 2).
    """
    found = _RETURNS[reason]
    if service == CONFIRMED or not found.is_in_force:
        return found
    return Return(is_in_force=False, basis="", asks_for_address=False)


def service_for(purpose: str) -> str:
    """Return the service by which a letter of this purpose goes; the clerk may choose another before posting."""
    return CONFIRMED if purpose in _CONFIRMED_PURPOSES else ORDINARY


def sheets(pages: int) -> int:
    """Return how many sheets the pages take, printed on both sides."""
    return (pages + 1) // 2


def weight(pages: int) -> int:
    """Return the grams of the letter in its envelope: 80 g/m² makes 5 g a sheet of A4, a DL envelope weighs 5 g."""
    return 5 * sheets(pages) + 5
