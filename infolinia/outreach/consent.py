"""Whether a person may be written to or called for a purpose: what they decided, and what the law leaves them."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from infolinia.contacts.queries import ways

CHANNELS = ("email", "sms", "letter", "phone")


def objection(resident_id: UUID | None, *, purpose: str, channel: str, at: datetime) -> str:
    """Return why this resident may not be contacted so, or an empty text. Nobody known: nobody objected."""
    if resident_id is None:
        return ""
    allowed = ways.may_contact(resident_id, purpose, channel, at)
    return "" if allowed.yes else allowed.why


def refusals(resident_ids: Collection[UUID], *, purpose: str, at: datetime) -> dict[tuple[UUID, str], str]:
    """Return why these residents may not be contacted, by resident and channel; few statements for thousands."""
    found = {}
    for channel in CHANNELS:
        for ident, allowed in ways.may_contact_many(list(resident_ids), purpose, channel, at).items():
            if not allowed.yes:
                found[ident, channel] = allowed.why
    return found
