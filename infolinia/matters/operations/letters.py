"""What the resident is written about a matter, in the resident's language, in the same transaction as the change."""

from datetime import datetime

from infolinia.correspondence import operations as correspondence
from infolinia.matters.letter_values import LETTER_LANGUAGE, values_of
from infolinia.matters.models import Matter


def key_of(kind: str, key: str) -> str:
    """Return the message's own key, by which it is found again."""
    return f"{kind}-{key}"


def write(
    kind: str, matter: Matter, *, key: str, at: datetime, body: str = "", basis: str = "", secret: str = ""
) -> bool:
    """Queue the letter if the resident chose e-mail for this matter; returns whether one was queued."""
    if matter.reply_channel != "email" or not matter.reply_address:
        return False
    sent = correspondence.send_letter(
        kind=kind,
        to=matter.reply_address,
        values=values_of(matter, at, body=body, basis=basis),
        key=key_of(kind, key),
        at=at,
        matter_id=matter.id,
        secret=secret,
        language=LETTER_LANGUAGE,
    )
    return sent is not None
