"""What mail servers and readers' programs say of our messages, noted at the message itself."""

from datetime import datetime

from django.utils.translation import gettext as _

from infolinia.contacts import operations as contacts
from infolinia.correspondence import queries
from infolinia.correspondence.models import IncomingMessage
from infolinia.correspondence.operations.deliveries import note_delivery
from infolinia.correspondence.rules.incoming import DELIVERED, DISPLAYED, FAILED, Parsed
from infolinia.correspondence.shapes import SentMessage

_NOBODY_THERE = "5.1."  # RFC 3463, 3.2: the address itself is wrong; a full box or a refused text says nothing of it
_STATES = {FAILED: "bounced", DELIVERED: "delivered", DISPLAYED: "read"}


def note_report(row: IncomingMessage, letter: Parsed, at: datetime) -> bool:
    """Note the report at the message of ours that it speaks of; returns whether there is one.

    A message's id is a random number that only its recipient's servers know, so nobody can invent a report.
    """
    report = letter.report
    about = _about(report.about if report else ())
    if report is None or about is None:
        return False
    row.answers_id, row.matter_id = about.id, about.matter_id
    if state := _STATES.get(report.action):
        said = " ".join(part for part in (report.code, report.reason) if part)
        note_delivery(message_id=about.id, state=state, at=at, event_key=row.source_key, details=said[:500])
        if state == "bounced" and report.code.startswith(_NOBODY_THERE):
            contacts.mark_unusable(kind="email", value=about.to.lower(), why=_("skrzynka nie istnieje"), at=at)
    return True


def _about(headers: tuple[str, ...]) -> SentMessage | None:
    return next((found for header in headers if (found := queries.message_by_header(header))), None)
