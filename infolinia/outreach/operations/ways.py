"""By which way a message reaches somebody."""

from infolinia.correspondence import addresses
from infolinia.matters.queries.reaching import ReachLine


def is_mobile(number: str) -> bool:
    """Tell whether a text message may go to the number."""
    try:
        return bool(addresses.stored("sms", number))
    except addresses.CannotSend:
        return False


def way_of(line: ReachLine) -> tuple[str, str] | None:
    """Return the channel and address that a matter's resident chose, where a short message fits it."""
    if line.channel == "email" and line.to:
        return "email", line.to
    if line.channel in ("sms", "phone") and is_mobile(line.to):
        return "sms", line.to
    return None
