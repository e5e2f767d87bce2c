"""What the resident is written about a matter, in the resident's language, in the same transaction as the change."""

from datetime import datetime

from django.utils import translation

from infolinia.core.clock import city_day
from infolinia.correspondence import operations as correspondence
from infolinia.matters.models import Matter, Result
from infolinia.matters.rules.remedies import may_urge, needs_service
from infolinia.matters.rules.words import until_weekday
from infolinia.matters.wording import ENDS, is_answered, say, until

LETTER_LANGUAGE = "pl"


def key_of(kind: str, key: str) -> str:
    """Return the message's own key, by which it is found again."""
    return f"{kind}-{key}"


def write(
    kind: str, matter: Matter, *, key: str, at: datetime, body: str = "", basis: str = "", secret: str = ""
) -> bool:
    """Queue the letter if the resident chose e-mail for this matter; returns whether one was queued."""
    if matter.reply_channel != "email" or not matter.reply_address:
        return False
    with translation.override(LETTER_LANGUAGE):
        values = {
            "number": matter.number,
            "subject": matter.subject,
            "unit_name": matter.unit.name if matter.unit else "",
            "until": until(matter, at),
            "is_answered": is_answered(matter),
            "answer_until": say(until_weekday(matter.remind_on, city_day(at))) if matter.remind_on else "",
            "needs_service": needs_service(matter.term_basis, is_promise=matter.term_is_promise),
            "may_urge": may_urge(matter.term_basis, is_promise=matter.term_is_promise),
            "body": body,
            "basis": basis,
            "is_refused": matter.result == Result.REFUSED,
            "ending": str(ENDS[Result(matter.result)]) if matter.result else "",
            "is_promise": matter.term_is_promise,
            "danger_text": matter.category.danger_text if matter.danger else "",
        }
    sent = correspondence.send_letter(
        kind=kind,
        to=matter.reply_address,
        values=values,
        key=key_of(kind, key),
        at=at,
        matter_id=matter.id,
        secret=secret,
        language=LETTER_LANGUAGE,
    )
    return sent is not None
