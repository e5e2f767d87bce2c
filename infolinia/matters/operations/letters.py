"""What the resident is written about a matter, in the resident's language, in the same transaction as the change."""

from datetime import datetime

from infolinia.correspondence import letters
from infolinia.correspondence import operations as correspondence
from infolinia.correspondence.queries.ways_out import open_channels
from infolinia.correspondence.shapes import Outgoing
from infolinia.matters.letter_values import LETTER_LANGUAGE, values_of
from infolinia.matters.models import Matter

WRITTEN = ("email", "sms")


def key_of(kind: str, key: str) -> str:
    """Return the message's own key, by which it is found again."""
    return f"{kind}-{key}"


def write(
    kind: str, matter: Matter, *, key: str, at: datetime, body: str = "", basis: str = "", secret: str = ""
) -> bool:
    """Queue the letter by the channel that the resident chose for this matter; returns whether an e-mail was queued.

    A text message tells in short and leads to the matter's page. Without a provider of them, or to a number that takes
    none, nothing is queued: the page of the matter says what is left to a person.
    """
    channel = matter.reply_channel
    if channel not in WRITTEN or not matter.reply_address:
        return False
    if channel == "sms" and channel not in open_channels():
        return False
    letter = letters.render(kind, values_of(matter, at, body=body, basis=basis), channel=channel)
    outgoing = Outgoing(
        channel=channel,
        to=matter.reply_address,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        key=key_of(kind, key),
        matter_id=matter.id,
        resident_id=matter.resident_id,
        secret=secret,
        language=LETTER_LANGUAGE,
        purpose=kind,
        template=letter.template,
        template_edition=letter.edition,
    )
    try:
        sent = correspondence.queue(outgoing, at=at)
    except correspondence.CannotSend:
        if channel == "email":
            raise
        return False
    return sent is not None and channel == "email"
