"""What a resident gets whom we promised a call and could not reach."""

from datetime import datetime
from uuid import UUID

from infolinia.city import queries as city
from infolinia.contacts import queries as contacts
from infolinia.core.errors import Cannot
from infolinia.outreach import sending
from infolinia.outreach.consent import objection
from infolinia.outreach.models import Promise
from infolinia.outreach.operations.ways import is_mobile
from infolinia.outreach.queries import settings
from infolinia.outreach.rules import hours

PURPOSE = "promise_missed"


def tell_not_reached(row: Promise, at: datetime) -> UUID | None:
    """Write that we tried, by a text message to the same number or by e-mail; returns the message, if there is a way.

    A number that turned out to be a stranger's gets nothing, nor does who was never tried or wants no message so.
    """
    ways = (one for one in _ways(row, at) if not objection(row.resident_id, purpose=PURPOSE, channel=one[0], at=at))
    found = next(ways, None) if row.attempts else None
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
        not_before=not_before(channel, at),
    )
    try:
        return sending.send(letter, at=at)
    except Cannot:
        return None  # no way leads there; the promise is closed all the same, and the list shows how


def not_before(channel: str, at: datetime) -> datetime | None:
    """Return when a message may leave that would beep in the night; nothing when it may leave now."""
    moment = hours.next_message(settings.quiet(), city.calendar(), channel, at)
    return moment if moment > at else None


def _ways(row: Promise, at: datetime) -> list[tuple[str, str]]:
    """Return the ways that fit, the better first."""
    person = contacts.person(row.resident_id) if row.resident_id else None
    strangers = any(one.result == "wrong_number" for one in row.tries.all())
    mails = contacts.ways_for(person.id, "email", at) if person else []
    by_mail = [("email", mails[0].value)] if mails else []
    by_text = [("sms", row.to)] if not strangers and is_mobile(row.to) else []
    likes_mail = bool(person and person.preferred_channel == "email")
    return [*by_mail, *by_text] if likes_mail else [*by_text, *by_mail]
