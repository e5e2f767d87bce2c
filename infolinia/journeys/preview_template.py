"""How a message's wording will read: filled with invented values, or with those of a real matter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from infolinia.contacts import operations as contacts
from infolinia.correspondence.composing import CannotCompose, filled
from infolinia.correspondence.faults import sentences
from infolinia.correspondence.previewing import SmsCount, sms_count
from infolinia.correspondence.rules.purposes import PURPOSES
from infolinia.correspondence.rules.wording.checking import faults
from infolinia.correspondence.rules.wording.shapes import SMS
from infolinia.correspondence.shapes_templates import Composed, Source
from infolinia.matters.queries.previewing import letter_values


@dataclass(frozen=True)
class Preview:
    """The message as it would arrive, or what must be mended before it can; `count` for text messages."""

    composed: Composed | None
    faults: tuple[str, ...]
    count: SmsCount | None = None


def preview(
    *,
    purpose: str,
    channel: str,
    language: str,
    subject: str,
    body: str,
    at: datetime,
    by_id: int,
    matter_id: UUID | None = None,
) -> Preview:
    """Return how the text reads. A real matter's values stand before the invented ones, and the reading is logged."""
    known = PURPOSES[purpose]
    body = body.replace("\r\n", "\n")
    if found := faults(known, channel=channel, language=language, subject=subject, body=body):
        return Preview(None, sentences(found))
    values = {each.code: each.sample for each in known.variables} | dict(_real(matter_id, by_id, at))
    try:
        composed = filled(known, Source(subject, body), channel=channel, language=language, values=values, at=at)
    except CannotCompose as refusal:
        return Preview(None, (str(refusal),))
    return Preview(composed, (), sms_count(composed.text) if channel == SMS else None)


def _real(matter_id: UUID | None, by_id: int, at: datetime) -> Mapping[str, object]:
    values = letter_values(matter_id, at) if matter_id else None
    if values is None or matter_id is None:
        return {}
    contacts.log_reading(
        staff_id=by_id,
        at=at,
        why="stated",
        what=_("podgląd szablonu wiadomości"),
        matter_id=matter_id,
        reason=_("sprawdzenie treści wiadomości na prawdziwej sprawie"),
    )
    return values
