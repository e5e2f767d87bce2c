"""What a resident is told whom the line could not reach: by e-mail when an address is known, otherwise by text."""

from datetime import datetime

from django.conf import settings

from infolinia.correspondence import operations as correspondence
from infolinia.correspondence.operations import CannotCompose, CannotSend
from infolinia.correspondence.shapes import Outgoing
from infolinia.telephony.models import CallBack

SHOWN_DIGITS = 3
PURPOSE = "missed_call_back"


def not_reached(row: CallBack, at: datetime) -> None:
    """Write that we called and reached nobody; once, whichever way.

    An e-mail names only the number's end, for others may read it; a text message goes to the number itself. Who has
    only a landline is told nothing.
    """
    for channel, to in (("email", row.email), ("sms", row.number)):
        try:
            if to:
                correspondence.queue(_composed(row, channel, to, at), at=at)
                return
        except (CannotSend, CannotCompose):
            continue  # what somebody typed is no address, or the number takes no texts; the promise is closed


def _composed(row: CallBack, channel: str, to: str, at: datetime) -> Outgoing:
    values = {"digits": row.number[-SHOWN_DIGITS:], "page_url": f"{settings.PUBLIC_URL}/oddzwonimy"}
    made = correspondence.compose(purpose=PURPOSE, channel=channel, language=row.language, values=values, at=at)
    return Outgoing(
        channel=channel,
        to=to,
        subject=made.subject,
        text=made.text,
        html=made.html,
        key=f"call-back:{row.pk}:not-reached",
        conversation_id=row.conversation_id,
        language=row.language,
        purpose=PURPOSE,
        template=made.template,
        template_edition=made.edition,
    )
