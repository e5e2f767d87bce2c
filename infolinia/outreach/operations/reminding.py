"""Messages that leave at their hour: whoever asked names them by a key, and may take them back by it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.city.rules.calendar import end_of_day
from infolinia.core.clock import city_day
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.matters.queries import reaching
from infolinia.matters.queries.reaching import ReachLine
from infolinia.outreach import sending
from infolinia.outreach.consent import objection
from infolinia.outreach.models import Reminder
from infolinia.outreach.operations.ways import way_of
from infolinia.outreach.queries import settings
from infolinia.outreach.rules import hours

BATCH = 200
DOCUMENTS = "missing_document"
State = Reminder.State


def remind(
    *,
    key: str,
    purpose: str,
    channel: str,
    to: str,
    values: Mapping[str, object],
    send_at: datetime,
    at: datetime,
    not_after: datetime | None = None,
    language: str = "pl",
    resident_id: UUID | None = None,
    matter_id: UUID | None = None,
) -> bool:
    """Send this message at its hour, once; returns whether it is new. The same key reminds once and for all.

    `purpose` is one of `correspondence.rules.purposes`; `values` hold texts, numbers and lists (days as 27.11.2026).
    What beeps waits for daytime; after `not_after` it would only confuse and is left out. Visits: one key a visit.
    """
    quiet = settings.quiet()
    _row, is_new = Reminder.objects.get_or_create(
        key=key,
        defaults={
            "purpose": purpose,
            "channel": channel,
            "to": to,
            "values": dict(values),
            "language": language,
            "resident_id": resident_id,
            "matter_id": matter_id,
            "made_at": at,
            "send_at": hours.next_message(quiet, city.calendar(), channel, max(send_at, at)),
            "not_after": not_after,
        },
    )
    return is_new


def remind_of_documents(*, at: datetime) -> int:
    """Remind those from whom a matter awaits something in the next days, once each; returns how many were noted."""
    today = city_day(at)
    last = today + timedelta(days=settings.current().remind_days_before)
    return sum(_remind_of(line, at) for line in reaching.waiting_for_residents(today, last))


def cancel_reminders(*, key_starts: str, at: datetime) -> int:
    """Send none of the reminders whose key starts so and that have not left yet; returns how many. A moved visit."""
    return Reminder.objects.filter(key__startswith=key_starts, state=State.WAITING).update(state=State.CANCELLED)


def send_due(*, at: datetime) -> int:
    """Queue the reminders whose hour has come; returns how many left. Each in its own transaction, none twice."""
    due = Reminder.objects.filter(state=State.WAITING, send_at__lte=at).order_by("send_at")
    return sum(_send(ident, at) for ident in list(due.values_list("pk", flat=True)[:BATCH]))


def _remind_of(line: ReachLine, at: datetime) -> bool:
    way = way_of(line)
    if way is None or line.asked_until is None:
        return False
    return remind(
        key=f"missing:{line.matter_id}:{line.asked_until}",
        purpose=DOCUMENTS,
        channel=way[0],
        to=way[1],
        values={
            "number": line.number,
            "documents": [one_line(row, 200) for row in line.asked.splitlines() if row.strip()],
            "until": line.asked_until.isoformat(),
        },
        send_at=at,
        at=at,
        not_after=end_of_day(line.asked_until),
        language=line.language,
        resident_id=line.resident_id,
        matter_id=line.matter_id,
    )


def _send(reminder_id: int, at: datetime) -> int:
    with transaction.atomic():
        row = Reminder.objects.select_for_update(skip_locked=True).filter(pk=reminder_id, state=State.WAITING).first()
        if row is None:
            return 0
        calendar, quiet = city.calendar(), settings.quiet()
        if (later := hours.next_message(quiet, calendar, row.channel, at)) > at:
            row.send_at = later  # the worker was away until the evening
        elif why := _left_out(row, at):
            row.state, row.why = State.LEFT_OUT, why[:200]
        else:
            _hand_over(row, at)
        row.save()
        return int(row.state == State.SENT)


def _left_out(row: Reminder, at: datetime) -> str:
    if row.not_after and at > row.not_after:
        return _("Minęła pora, o której miało wyjść.")
    if row.purpose == DOCUMENTS and row.matter_id and not reaching.waits_for_resident(row.matter_id):
        return _("Mieszkaniec już odpowiedział.")
    return objection(row.resident_id, purpose=row.purpose, channel=row.channel, at=at)


def _hand_over(row: Reminder, at: datetime) -> None:
    letter = sending.Letter(
        purpose=row.purpose,
        channel=row.channel,
        to=row.to,
        values=row.values,
        language=row.language,
        key=f"reminder:{row.key}",
        resident_id=row.resident_id,
        matter_id=row.matter_id,
    )
    try:
        row.message_id = sending.send(letter, at=at)
    except Cannot as refusal:
        row.state, row.why = State.LEFT_OUT, str(refusal)[:200]
    else:
        row.state, row.sent_at = State.SENT, at
