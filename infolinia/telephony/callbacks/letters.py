"""What a resident is told whom the line could not reach: by e-mail, when an address is known."""

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from infolinia.correspondence import operations as correspondence
from infolinia.correspondence.operations import CannotSend
from infolinia.telephony.models import CallBack

SHOWN_DIGITS = 3


def not_reached(row: CallBack, at: datetime) -> None:
    """Write that we called and reached nobody. The number's end is enough to know which; nothing else is told.

    Without an address nothing goes out: there is no channel of text messages yet.
    """
    if not row.email:
        return
    with translation.override(row.language):
        told = {
            "end": row.number[-SHOWN_DIGITS:],
            "phone": settings.CITY_PHONE,
            "page": f"{settings.PUBLIC_URL}/oddzwonimy",
            "city": settings.CITY_NAME,
        }
        text = _(
            "Dzień dobry,\n\nobiecaliśmy oddzwonić na numer kończący się cyframi %(end)s. Nie udało się nam z Tobą "
            "połączyć.\n\nZadzwoń do nas: %(phone)s. Możesz też zamówić nową rozmowę: %(page)s\n\nInfolinia, %(city)s"
        )
        subject = _("Nie udało się nam do Ciebie dodzwonić")
    try:
        correspondence.queue_email(
            to=row.email,
            subject=subject,
            text=text % told + "\n",
            key=f"call-back:{row.pk}:not-reached",
            at=at,
            conversation_id=row.conversation_id,
        )
    except CannotSend:
        return  # what somebody typed is no address; the promise is closed all the same
