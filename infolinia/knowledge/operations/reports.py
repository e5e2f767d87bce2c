"""„Błąd w karcie”: what an adviser found wrong, and the owner's answer."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core import live
from infolinia.core.clock import city_day
from infolinia.core.errors import Cannot
from infolinia.knowledge.models import Card, CardErrorReport, Edition

DAYS_TO_ANSWER = 7
_LONGEST = 2_000


class CannotReport(Cannot):
    """The report says too little or too much."""


class CannotReply(Cannot):
    """The report was answered before."""


@transaction.atomic
def report_error(*, card_code: str, section: str, text: str, by: int, at: datetime) -> int:
    """Make a task for the card's owner, due in seven days, and return its number."""
    said = text.strip()
    if not said:
        raise CannotReport(_("Napisz, co jest nie tak: jedno zdanie wystarczy."))
    if len(said) > _LONGEST:
        raise CannotReport(_("Skróć opis do %(limit)s znaków.") % {"limit": _LONGEST})
    card = Card.objects.get(code=card_code)
    edition = Edition.objects.filter(card=card, state=Edition.State.PUBLISHED).order_by("-language").first()
    report = CardErrorReport.objects.create(
        card=card,
        edition_number=edition.number if edition else 0,
        section=section[:60],
        text=said,
        reported_by_id=by,
        reported_at=at,
        due_on=city_day(at) + timedelta(days=DAYS_TO_ANSWER),
    )
    if card.unit_id:
        live.publish("unit", card.unit_id)
    return int(report.pk)


@transaction.atomic
def reply_to_report(*, report_id: int, is_mended: bool, reply: str, by: int, at: datetime) -> None:
    """Close the report with an answer that its adviser will see; raises `CannotReply` when it is closed already."""
    report = CardErrorReport.objects.select_for_update().get(pk=report_id)
    if report.state != CardErrorReport.State.OPEN:
        raise CannotReply(_("Na to zgłoszenie już odpowiedziano."))
    report.state = CardErrorReport.State.MENDED if is_mended else CardErrorReport.State.REFUSED
    report.reply, report.replied_by_id, report.replied_at = reply.strip(), by, at
    report.save()
    live.publish("adviser", report.reported_by_id)
