"""What a resident gets whom we promised a call and could not reach."""

from datetime import datetime
from uuid import UUID

from infolinia.contacts import queries as contacts
from infolinia.core.errors import Cannot
from infolinia.outreach import sending
from infolinia.outreach.models import Promise
from infolinia.outreach.operations.ways import is_mobile

PURPOSE = "promise_missed"


def tell_not_reached(row: Promise, at: datetime) -> UUID | None:
    """Write that we tried, by a text message to the same number or by e-mail; returns the message, if there is a way.

    A number that turned out to be a stranger's gets nothing.
    """
    found = _way(row)
    if found is None:
        return None
    channel, to = found
    letter = sending.Letter(
        purpose=PURPOSE,
        channel=channel,
        to=to,
        language=row.language,
        values={"reason": row.reason, "attempts": row.attempts},
        key=f"promise:{row.pk}:missed",
        resident_id=row.resident_id,
        matter_id=row.matter_id,
        conversation_id=row.conversation_id,
        campaign_id=row.campaign_id,
    )
    try:
        return sending.send(letter, at=at)
    except Cannot:
        return None  # no way leads there; the promise is closed all the same, and the list shows how


def _way(row: Promise) -> tuple[str, str] | None:
    person = contacts.person(row.resident_id) if row.resident_id else None
    strangers = any(one.result == "wrong_number" for one in row.tries.all())
    takes_texts = not strangers and is_mobile(row.to)
    if person and person.email and (person.preferred_channel == "email" or not takes_texts):
        return "email", person.email
    return ("sms", row.to) if takes_texts else None
