"""The outbox to the EZD: each matter goes in once, and its case number comes back."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from infolinia.partners import ezd
from infolinia.partners.models import EzdLink, EzdState
from infolinia.partners.operations.announcing import BEHIND_RESIDENTS, QUEUE
from infolinia.partners.rules import retrying

EZD_TASK = "partners.to_ezd"
CLAIM, LATE = timedelta(minutes=3), timedelta(minutes=1)
ASK_EVERY, ASK_FOR = timedelta(hours=1), timedelta(days=60)
SWEPT = 500


def to_ezd(*, matter_id: UUID, number: str, unit_id: int | None, unit_code: str, at: datetime) -> bool:
    """Put the matter into the outbox if its unit works in the EZD, in the caller's transaction; once for ever.

    Not one statement for other units, or without an EZD.
    """
    if not ezd.is_for(unit_code):
        return False
    row = EzdLink(matter_id=matter_id, number=number, unit_id=unit_id, created_at=at, since=at, next_attempt_at=at)
    EzdLink.objects.bulk_create([row], ignore_conflicts=True)
    _defer(matter_id)
    return True


def claim_for_ezd(*, matter_id: UUID, at: datetime) -> str:
    """Take the matter for one exchange with the EZD; returns its state (`queued`, `registered`), or nothing."""
    with transaction.atomic():
        waiting = EzdLink.objects.select_for_update(skip_locked=True).filter(matter_id=matter_id)
        row = waiting.filter(state__in=_OPEN).exclude(claimed_until__gt=at).first()
        if row is None or row.next_attempt_at > at:
            return ""
        row.attempts += 1
        row.claimed_until = at + CLAIM
        row.save(update_fields=["attempts", "claimed_until"])
    return row.state


@transaction.atomic
def note_ezd(*, matter_id: UUID, entry: ezd.Entry, at: datetime) -> None:
    """Keep what the EZD says; without a case number it is asked again in an hour, for two months.

    A case number that came by another way meanwhile stays; nothing is kept of a matter that is gone.
    """
    row = EzdLink.objects.select_for_update().filter(matter_id=matter_id).first()
    if row is None:
        return
    row.ref, row.error, row.claimed_until = entry.ref, "", None
    row.registered_at = row.registered_at or at
    if entry.znak:
        row.state, row.znak, row.linked_at = EzdState.LINKED, entry.znak, at
    elif row.state != EzdState.LINKED:
        row.state, row.attempts = EzdState.REGISTERED, 0
        row.next_attempt_at = at + ASK_EVERY
        if at - row.registered_at < ASK_FOR:
            _defer(matter_id, at=row.next_attempt_at)
    row.save()


@transaction.atomic
def note_linked(*, matter_id: UUID, znak: str, at: datetime) -> None:
    """Keep the case number that came by another way, so that nobody asks for it any more."""
    open_links = EzdLink.objects.filter(matter_id=matter_id).exclude(state=EzdState.LINKED)
    open_links.update(state=EzdState.LINKED, znak=znak[:60], linked_at=at, claimed_until=None)


@transaction.atomic
def note_not_taken(*, matter_id: UUID, error: str, permanent: bool, at: datetime) -> None:
    """Keep why the EZD did not take it; tried for three days, at once dead where it refused.

    One that it did take is asked for again in an hour, whatever it answers: the entry may come back.
    """
    row = EzdLink.objects.select_for_update().filter(matter_id=matter_id, state__in=_OPEN).first()
    if row is None:
        return
    row.error, row.claimed_until = error[:300], None
    again = retrying.next_attempt(attempts=row.attempts, since=row.since, at=at) if not permanent else None
    if row.state == EzdState.REGISTERED:
        again = max(again or at, at + ASK_EVERY)
    if again is None:
        row.state = EzdState.DEAD
    else:
        row.next_attempt_at = again
        if row.state == EzdState.QUEUED or at - row.since < ASK_FOR:
            _defer(matter_id, at=again)
    row.save()


@transaction.atomic
def send_to_ezd_again(*, matter_id: UUID, at: datetime) -> None:
    """Try a matter again that the EZD did not take."""
    row = EzdLink.objects.select_for_update().get(matter_id=matter_id)
    if row.state == EzdState.DEAD:
        row.state = EzdState.QUEUED
    row.attempts, row.since, row.next_attempt_at, row.claimed_until = 0, at, at, None
    row.save()
    _defer(matter_id)


@transaction.atomic
def defer_forgotten_ezd(*, at: datetime) -> int:
    """Give a job to each matter that is due and has none; returns how many."""
    due = EzdLink.objects.filter(state__in=_OPEN, next_attempt_at__lte=at - LATE)
    due = due.filter(created_at__gt=at - ASK_FOR).exclude(claimed_until__gt=at)
    rows = list(due.select_for_update(skip_locked=True).order_by("next_attempt_at")[:SWEPT])
    for row in rows:
        row.next_attempt_at = at
        row.save(update_fields=["next_attempt_at"])
        _defer(row.matter_id)
    return len(rows)


_OPEN = (EzdState.QUEUED, EzdState.REGISTERED)


def _defer(matter_id: UUID, *, at: datetime | None = None) -> None:
    app.configure_task(EZD_TASK, queue=QUEUE, schedule_at=at, priority=BEHIND_RESIDENTS).defer(matter_id=str(matter_id))
