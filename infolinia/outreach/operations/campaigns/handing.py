"""People of a running campaign are handed over to the senders and to the list of calls, batch by batch."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction

from infolinia.city import queries as city
from infolinia.city.rules.calendar import Calendar, end_of_day
from infolinia.core import live
from infolinia.core.clock import city_day
from infolinia.core.errors import Cannot
from infolinia.outreach import sending
from infolinia.outreach.consent import objection, refusals
from infolinia.outreach.models import Campaign, Promise, Recipient
from infolinia.outreach.operations.campaigns.making import TOPIC
from infolinia.outreach.queries import settings
from infolinia.outreach.rules import hours, throttle
from infolinia.outreach.rules.bases import purpose_of_contact
from infolinia.outreach.rules.hours import Quiet

CHUNK = 50
"""People of one transaction: short, so that the stop button never waits."""
CALLS_AT_ONCE = 500
MESSAGES = ("email", "sms", "letter")
State, Why = Recipient.State, Recipient.Why


def hand_over_due(*, at: datetime) -> int:
    """Give each running campaign its share of this minute; returns how many people were handed over."""
    running = Campaign.objects.filter(state=Campaign.State.RUNNING).order_by("started_at")
    return sum(_hand_over(ident, at) for ident in list(running.values_list("pk", flat=True)))


def letter_to(row: Campaign, one: Recipient, *, not_before: datetime | None = None) -> sending.Letter:
    """Return the message of one person. A message that was withdrawn goes out under a new key."""
    again = f":{one.message_id}" if one.message_id else ""
    return sending.Letter(
        purpose=row.purpose,
        channel=one.channel,
        to=one.to,
        values={**one.values, **row.values},
        language=one.language,
        key=f"campaign:{one.pk}{again}",
        resident_id=one.resident_id,
        matter_id=one.matter_id,
        campaign_id=row.pk,
        legal_basis=f"{row.get_basis_display()}; {row.basis_note}"[:200],
        not_before=not_before,
    )


def _hand_over(campaign_id: UUID, at: datetime) -> int:
    calendar, quiet = city.calendar(), settings.quiet()
    share = _share(campaign_id, at)
    moments = throttle.moments(share[0], per_minute=share[1], at=at) if share else iter(())
    done, left = 0, share[0] if share else 0
    channels = [one for one in MESSAGES if hours.next_message(quiet, calendar, one, at) == at]
    while left > 0:
        handed = _chunk(campaign_id, channels, min(left, CHUNK), moments, at)
        done, left = done + handed, left - CHUNK
        if handed < CHUNK:
            break
    done += _list_calls(campaign_id, calendar, quiet, at)
    _finish(campaign_id, at)
    return done


def _share(campaign_id: UUID, at: datetime) -> tuple[int, int] | None:
    """Claim this minute's share: how many, and at what pace. None when another worker has it or it has stopped."""
    with transaction.atomic():
        row = Campaign.objects.select_for_update(skip_locked=True).filter(pk=campaign_id).first()
        if row is None or row.state != Campaign.State.RUNNING:
            return None
        count = throttle.batch(per_minute=row.per_minute, last_at=row.last_batch_at, at=at)
        if count:
            row.last_batch_at = at
            row.save(update_fields=["last_batch_at"])
        return count, row.per_minute


def _chunk(campaign_id: UUID, channels: list[str], size: int, moments: Iterator[datetime], at: datetime) -> int:
    """Hand some people over in one transaction, under the campaign's lock: a stop comes before or after, never amid."""
    with transaction.atomic():
        row = Campaign.objects.select_for_update().get(pk=campaign_id)
        if row.state != Campaign.State.RUNNING:
            return 0
        waiting = row.recipients.filter(state=State.WAITING, channel__in=channels).order_by("position")
        people = list(waiting[:size])
        for one in people:
            _write_to(row, one, next(moments), at)
        fields = ["state", "why", "why_text", "message_id", "handed_at"]
        Recipient.objects.bulk_update(people, fields)
        if people:
            live.publish(TOPIC)
        return len(people)


def _write_to(row: Campaign, one: Recipient, moment: datetime, at: datetime) -> None:
    """Queue one message, unless the person objected since the list was made."""
    purpose = purpose_of_contact(basis=row.basis, purpose=row.purpose)
    if why := objection(one.resident_id, purpose=purpose, channel=one.channel, at=at):
        one.state, one.why, one.why_text = State.LEFT_OUT, Why.OBJECTED, why[:200]
        return
    try:
        with transaction.atomic():
            ident = sending.send(letter_to(row, one, not_before=moment if moment > at else None), at=at)
    except Cannot as refusal:
        one.state, one.why, one.why_text = State.LEFT_OUT, Why.NO_WORDS, str(refusal)[:200]
        return
    one.state, one.handed_at, one.message_id = State.HANDED_OVER, at, ident or one.message_id


def _list_calls(campaign_id: UUID, calendar: Calendar, quiet: Quiet, at: datetime) -> int:
    """Put people on the list of calls, but for those who objected since; there is no pace but the advisers' own."""
    with transaction.atomic():
        row = Campaign.objects.select_for_update(skip_locked=True).filter(pk=campaign_id).first()
        if row is None or row.state != Campaign.State.RUNNING:
            return 0
        people = list(row.recipients.filter(state=State.WAITING, channel="phone").order_by("position")[:CALLS_AT_ONCE])
        until = row.call_until or end_of_day(calendar.add_working(city_day(at), 5))
        first = hours.next_call(quiet, calendar, (), at) or at
        purpose = purpose_of_contact(basis=row.basis, purpose=row.purpose)
        refused = refusals({one.resident_id for one in people if one.resident_id}, purpose=purpose, at=at)
        for one in people:
            if one.resident_id and (why := refused.get((one.resident_id, one.channel))):
                one.state, one.why, one.why_text = State.LEFT_OUT, Why.OBJECTED, why[:200]
            else:
                one.state, one.handed_at = State.HANDED_OVER, at
        listed = [one for one in people if one.state == State.HANDED_OVER]
        Promise.objects.bulk_create([_call_to(row, one, first, until, at) for one in listed])
        Recipient.objects.bulk_update(people, ["state", "why", "why_text", "handed_at"])
        if people:
            live.publish("promises")
        return len(people)


def _call_to(row: Campaign, one: Recipient, first: datetime, until: datetime, at: datetime) -> Promise:
    note = "\n".join(str(value) for value in {**one.values, **row.values}.values())
    return Promise(
        to=one.to,
        name=one.name,
        reason=row.name,
        note=note[:2000],
        resident_id=one.resident_id,
        matter_id=one.matter_id,
        language=one.language,
        campaign=row,
        made_at=at,
        made_by_id=row.started_by_id,
        due_at=until,
        next_try_at=first,
    )


def _finish(campaign_id: UUID, at: datetime) -> None:
    """End the campaign when nobody waits any more; its calls go on in their list."""
    with transaction.atomic():
        row = Campaign.objects.select_for_update().get(pk=campaign_id)
        if row.state == Campaign.State.RUNNING and not row.recipients.filter(state=State.WAITING).exists():
            open_calls = Promise.objects.filter(campaign=row, state=Promise.State.OPEN).exists()
            if not open_calls:
                row.state, row.ended_at = Campaign.State.DONE, at
                row.save()
                live.publish(TOPIC)
