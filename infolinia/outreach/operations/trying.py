"""Keeping a promise: an adviser takes it, calls or writes, and what came of it decides what follows."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.contacts import operations as contact_writes
from infolinia.contacts.queries.attempts import own_calls
from infolinia.core.clock import city_day
from infolinia.outreach import sending
from infolinia.outreach.consent import objection
from infolinia.outreach.errors import CannotContact
from infolinia.outreach.models import Attempt, Campaign, Promise
from infolinia.outreach.operations import fallback
from infolinia.outreach.operations.promising import close, open_promise, told
from infolinia.outreach.queries import settings
from infolinia.outreach.rules import hours, trying, windows
from infolinia.outreach.rules.bases import purpose_of_contact
from infolinia.telephony import talk_operations as telephone

TAKEN_FOR = timedelta(minutes=30)
"""How long a promise stays in the hands of who took it: a call, and time to write down what was said."""
SETTLED_AFTER = timedelta(minutes=2)
State, Result = Promise.State, Attempt.Result


def take(*, promise_id: UUID, by_id: int, at: datetime) -> None:
    """Keep the promise out of others' hands for half an hour. Raises `CannotContact` when a colleague has it."""
    with transaction.atomic():
        _take(open_promise(promise_id), by_id, at)


def release(*, promise_id: UUID, by_id: int) -> None:
    """Give the promise back to all; of who has not taken it nothing changes."""
    with transaction.atomic():
        row = open_promise(promise_id)
        if row.taken_by_id == by_id:
            row.taken_by_id, row.taken_until = None, None
            row.save()
            told(row)


def call(*, promise_id: UUID, by_id: int, at: datetime) -> UUID:
    """Call the resident from this adviser's telephone; returns the conversation.

    Refused at hours in which nobody is disturbed, while a colleague is at it or it rings already, and for a campaign
    that was stopped or to which the resident objected (`CannotContact`); also by the telephone itself
    (`telephony.CannotControlCall`). The hours that the resident named are the adviser's to judge.
    """
    with transaction.atomic():
        row = open_promise(promise_id)
        if row.medium != "phone":
            raise CannotContact(_("Ta osoba prosiła o wiadomość, nie o telefon. Napisz do niej."))
        if not hours.may_call(settings.quiet(), city.calendar(), (), at):
            raise CannotContact(_("O tej porze nie dzwonimy do mieszkańców."))
        _check_campaign(row, at)
        _take(row, by_id, at)
        _check_nobody_talks(row)
        ident = telephone.call_out(number=row.to, reason=row.reason, by=by_id, at=at)
        if row.resident_id:
            contact_writes.identify(conversation_id=ident, resident_id=row.resident_id, by_id=by_id, at=at)
        Attempt.objects.create(promise=row, by_id=by_id, at=at, conversation_id=ident)
    return ident


def note_attempt(*, promise_id: UUID, result: str, by_id: int, at: datetime) -> None:
    """Write an attempt that went past our telephone: from a mobile in the field, or at the counter.

    Raises `CannotContact` for an unknown result and while a call of ours is going on.
    """
    if result not in Result.values:
        raise CannotContact(_("Wybierz, jak poszło."))
    with transaction.atomic():
        row = open_promise(promise_id)
        _take(row, by_id, at)
        _check_nobody_talks(row)
        Attempt.objects.create(promise=row, by_id=by_id, at=at, result=result, ended_at=at)
        _go_on(row, result, by_id, at)


def say_result(*, conversation_id: UUID, result: str, by_id: int, at: datetime) -> None:
    """Say what the adviser heard where they know better than the engine: a machine, a stranger, a no.

    A conversation that is no attempt of theirs at a promise stays as it is.
    """
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update().filter(conversation_id=conversation_id, by_id=by_id).first()
        if attempt is None or result not in Result.values or attempt.result == result:
            return
        row = Promise.objects.select_for_update(of=("self",)).get(pk=attempt.promise_id)
        if row.tries.filter(at__gt=attempt.at).exists():
            return
        attempt.result, attempt.ended_at = result, attempt.ended_at or at
        attempt.save()
        if row.state in (State.OPEN, *trying.ENDS.values(), State.NOT_REACHED):
            row.state, row.closed_at, row.closed_by_id = State.OPEN, None, None
            _go_on(row, result, by_id, at)


def settle(*, at: datetime) -> int:
    """Read from the register how calls of ours went that are over; returns how many. Safe to repeat."""
    open_ones = list(Attempt.objects.filter(ended_at=None, conversation_id__isnull=False).order_by("at")[:500])
    known = own_calls([one.conversation_id for one in open_ones if one.conversation_id])
    settled = 0
    for one in open_ones:
        fact = known.get(one.conversation_id) if one.conversation_id else None
        if fact is None and one.at + SETTLED_AFTER > at:
            continue  # the register may be a moment behind
        if fact is None or fact.ended_at:
            settled += _settle(one.pk, (fact.result if fact else "") or Result.FAILED, at)
    return settled


def write_message(*, promise_id: UUID, text: str, by_id: int, at: datetime) -> UUID | None:
    """Keep a promise of a written contact; returns the message. Raises `CannotContact`."""
    body = text.strip()
    if not body:
        raise CannotContact(_("Napisz wiadomość."))
    with transaction.atomic():
        row = open_promise(promise_id)
        if row.medium == "phone":
            raise CannotContact(_("Ta osoba prosiła o telefon."))
        if why := objection(row.resident_id, purpose="contact", channel=row.medium, at=at):
            raise CannotContact(why)
        _take(row, by_id, at)
        letter = sending.Letter(
            purpose="announcement",
            channel=row.medium,
            to=row.to,
            language=row.language,
            values={"subject": row.reason, "body": body},
            key=f"promise:{row.pk}:written",
            resident_id=row.resident_id,
            matter_id=row.matter_id,
            conversation_id=row.conversation_id,
            not_before=fallback.not_before(row.medium, at),
        )
        row.message_id = sending.send(letter, at=at)
        close(row, State.WRITTEN, at, by_id)
    return row.message_id


def _take(row: Promise, by_id: int, at: datetime) -> None:
    if row.taken_by_id not in (None, by_id) and row.taken_until and row.taken_until > at:
        raise CannotContact(_("Do tej osoby dzwoni teraz %(name)s.") % {"name": row.taken_by})
    row.taken_by_id, row.taken_until = by_id, at + TAKEN_FOR
    row.save()
    told(row)


def _check_nobody_talks(row: Promise) -> None:
    if row.tries.filter(ended_at=None).exists():
        raise CannotContact(_("Trwa rozmowa z tą osobą. Wynik zapiszesz, gdy się skończy."))


def _check_campaign(row: Promise, at: datetime) -> None:
    """Refuse a call of a campaign that was stopped, or to who objected since the list was made."""
    if row.campaign is None:
        return
    if row.campaign.state != Campaign.State.RUNNING:
        raise CannotContact(_("Stan kampanii zmienił się w międzyczasie. Odśwież stronę."))
    purpose = purpose_of_contact(basis=row.campaign.basis, purpose=row.campaign.purpose)
    if why := objection(row.resident_id, purpose=purpose, channel="phone", at=at):
        raise CannotContact(why)


def _settle(attempt_id: int, result: str, at: datetime) -> int:
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update().filter(pk=attempt_id, ended_at=None).first()
        if attempt is None:
            return 0
        attempt.result, attempt.ended_at = result, at
        attempt.save()
        row = Promise.objects.select_for_update(of=("self",)).get(pk=attempt.promise_id)
        if row.state == State.OPEN:
            _go_on(row, result, attempt.by_id, at)
    return 1


def _go_on(row: Promise, result: str, by_id: int | None, at: datetime) -> None:
    """Let the promise be as the rules say after its last attempt; needs a transaction and the lock."""
    counted = [one.at for one in row.tries.exclude(result__in=("", Result.FAILED))]
    row.attempts = len(counted)
    following = trying.after_attempt(
        settings.try_rules(),
        city.calendar(),
        windows.restored(row.windows),
        result=result,
        attempts=row.attempts,
        today=sum(city_day(moment) == city_day(at) for moment in counted),
        at=at,
    )
    if following.try_at:
        row.next_try_at, row.taken_by_id, row.taken_until = following.try_at, None, None
        row.save()
        told(row)
        return
    if following.state in trying.UNTOLD:
        row.message_id = fallback.tell_not_reached(row, at)
    close(row, following.state, at, by_id)
