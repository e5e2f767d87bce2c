"""Where a call stands after one more event, whatever order the events came in."""

ORDER = ("arrived", "waiting", "ringing", "talking", "after_call", "closed")
VOICEMAIL, CALL_BACK = "voicemail", "call_back"
ENDED = frozenset({"after_call", "closed", "abandoned", "out_of_hours", VOICEMAIL, CALL_BACK})
NEVER_SERVED = frozenset({"abandoned", "out_of_hours", VOICEMAIL, CALL_BACK})
OUTSIDE = frozenset({"unit", "number"})


def advanced(state: str, to: str) -> str:
    """Return the later of two states: an event that comes late or twice never takes a call back."""
    if state in NEVER_SERVED:
        return state
    return to if ORDER.index(to) > ORDER.index(state) else state


def after_message(state: str) -> str:
    """Return the state of a caller who left a spoken message; somebody who was served all the same stays served."""
    return state if state in ("talking", "after_call", "closed") else VOICEMAIL


def after_lost_offer(state: str) -> str:
    """Return the state after an adviser lost the offer: a ringing call waits again, any other stays."""
    return "waiting" if state == "ringing" else state


def after_transfer(*, kind: str, answered: bool) -> str:
    """Return the state after the adviser left the talk to somebody.

    Outside the helpline nobody writes the call up but the adviser who passed it on; inside, whoever has it then.
    """
    if kind in OUTSIDE:
        return "after_call"
    return "talking" if answered else "waiting"


def after_end(*, state: str, answered: bool, has_adviser: bool, by: str) -> str:
    """Return the state after the line was cut.

    An answered call is the adviser's to finish; one answered by the fallback queue has no adviser and is closed. Who
    will be called back did not give up.
    """
    if state in ENDED:
        return state
    if answered:
        return "after_call" if has_adviser else "closed"
    return by if by in ("out_of_hours", CALL_BACK) else "abandoned"
