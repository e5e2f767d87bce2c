"""Open matters counted anew after a change of the days off, the hours or the catalogue: seen first, then applied.

Two passes, both in batches by a job: the first only writes down which matters would come out otherwise; the second,
after somebody's decision, changes these and keeps what each deadline was.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from infolinia.city import queries as city
from infolinia.city.changed_days import FRESH_SECONDS
from infolinia.city.rules.calendar import Calendar
from infolinia.core import live
from infolinia.core.errors import Cannot
from infolinia.matters import clocks
from infolinia.matters.models import Clock, Matter, Recount, RecountCause, RecountLine, RecountState, Status
from infolinia.matters.rules import working
from infolinia.matters.rules.deadlines import kept_lead
from infolinia.matters.rules.service_hours import NeverOpen

COUNT_TASK, APPLY_TASK, QUEUE = "matters.count_recount", "matters.apply_recount", "matters"
BATCH = 500
TOPIC = "recounts"
# Other processes keep the changed days off for so long: whatever they count meanwhile must be seen here too.
_WAIT_SECONDS = FRESH_SECONDS + 5
_UNDECIDED = (RecountState.COUNTING, RecountState.READY)


class CannotRecount(Cannot):
    """This recount can't be begun, applied or dropped as it stands."""


@transaction.atomic
def recount_open(cause: str, at: datetime, *, by_id: int | None = None, clock_code: str = "", note: str = "") -> int:
    """Begin to look which open matters a change moves, and return the recount's id; nothing changes in any matter.

    `cause` is a code of `RecountCause`; a changed entry of the catalogue is named by `clock_code`. An undecided recount
    of the same cause is dropped: it may be out of date. Raises `CannotRecount`.
    """
    clock = Clock.objects.filter(code=clock_code).first()
    if cause not in RecountCause.values or (clock is None) == (cause == RecountCause.CLOCK):
        raise CannotRecount(_("Wybierz, co się zmieniło."))
    same = Recount.objects.select_for_update().filter(cause=cause, clock=clock)
    if same.filter(state=RecountState.APPLYING).exists():
        raise CannotRecount(_("Właśnie zmieniamy terminy po poprzednim przeliczeniu. Poczekaj, aż się skończy."))
    same.filter(state__in=_UNDECIDED).update(state=RecountState.DROPPED, finished_at=at)
    row = Recount.objects.create(cause=cause, clock=clock, note=note.strip()[:300], at=at, by_id=by_id)
    _defer(COUNT_TASK, row.pk, seconds=_WAIT_SECONDS)
    return row.pk


@transaction.atomic
def count_batch(*, recount_id: int, at: datetime) -> bool:
    """Look at the next batch of open matters; returns whether there may be more. A second call changes nothing."""
    recount = Recount.objects.select_for_update(of=("self",)).select_related("clock").get(pk=recount_id)
    if recount.state != RecountState.COUNTING:
        return False
    rows = list(_concerned(recount)[:BATCH])
    calendar = city.calendar_now()
    lines = [line for row in rows if (line := _difference(recount, row, calendar))]
    RecountLine.objects.bulk_create(lines)
    recount.seen += len(rows)
    recount.changed += len(lines)
    recount.later += sum(line.due_after > line.due_before for line in lines)
    recount.earlier += sum(line.due_after < line.due_before for line in lines)
    recount.reached = rows[-1].pk if rows else recount.reached
    if len(rows) < BATCH:
        recount.state = RecountState.READY if recount.changed else RecountState.DONE
        recount.finished_at = None if recount.changed else at
    recount.save()
    live.publish(TOPIC)
    return len(rows) == BATCH


@transaction.atomic
def apply_recount(*, recount_id: int, by_id: int, at: datetime, tells_residents: bool) -> None:
    """Decide that the matters get their new deadlines, and whether their residents are told. Raises `CannotRecount`.

    Pressed again while that is under way, it only sends the job once more, should the first have failed.
    """
    recount = Recount.objects.select_for_update().get(pk=recount_id)
    if recount.state == RecountState.APPLYING:
        _defer(APPLY_TASK, recount.pk)
        return
    if recount.state != RecountState.READY:
        raise CannotRecount(_("Tego przeliczenia nie da się teraz zastosować. Odśwież stronę."))
    recount.state, recount.tells_residents = RecountState.APPLYING, tells_residents
    recount.decided_by_id, recount.decided_at = by_id, at
    recount.save()
    _defer(APPLY_TASK, recount.pk)


@transaction.atomic
def drop_recount(*, recount_id: int, by_id: int, at: datetime) -> None:
    """Decide that the matters keep the deadlines they have. Raises `CannotRecount`."""
    recount = Recount.objects.select_for_update().get(pk=recount_id)
    if recount.state not in _UNDECIDED:
        raise CannotRecount(_("O tym przeliczeniu już zdecydowano."))
    recount.state, recount.finished_at = RecountState.DROPPED, at
    recount.decided_by_id, recount.decided_at = by_id, at
    recount.save()
    live.publish(TOPIC)


def counted_anew(matter: Matter, calendar: Calendar, clock: Clock | None) -> bool:
    """Count the matter's deadlines in place, as the calendar and the entry say now; returns whether any moved.

    `clock` is the changed entry of the catalogue, None where only the calendar changed. The unit's goal keeps the days
    in hand that it had: a kind's lead works for new matters only.
    """
    before = _counted(matter)
    if clock:
        clocks.take_clock(matter, clock)
    clocks.recount(matter, lead_days=lead_of(matter), calendar=calendar)
    return _counted(matter) != before


def lead_of(matter: Matter) -> int:
    """Return how many working days its goal was set before the end, by the working that is kept."""
    steps: Sequence[Mapping[str, Any]] = matter.working
    if not steps or steps[-1]["mark"] != "goal":
        return matter.category.unit_lead_days
    return kept_lead(working.from_json(steps[-1]))


def _concerned(recount: Recount) -> Any:
    """Return the open matters that the cause may move, by id, from where the last batch ended."""
    rows = Matter.objects.exclude(status=Status.CLOSED).select_related("category").order_by("pk")
    if recount.reached:
        rows = rows.filter(pk__gt=recount.reached)
    return rows.filter(clocks.run_by(recount.clock)) if recount.clock else rows


def _difference(recount: Recount, matter: Matter, calendar: Calendar) -> RecountLine | None:
    due, goal = matter.resident_due_at, matter.unit_due_at
    try:
        is_moved = counted_anew(matter, calendar, recount.clock)
    except NeverOpen:
        return None
    if not is_moved:
        return None
    return RecountLine(
        recount=recount,
        matter_id=matter.pk,
        unit_id=matter.unit_id,
        due_before=due,
        due_after=matter.resident_due_at,
        goal_before=goal,
        goal_after=matter.unit_due_at,
    )


def _counted(matter: Matter) -> tuple[object, ...]:
    """Return all that a recount may change, apart from the words of the working."""
    dates = tuple((line["code"], line.get("due_on", "")) for line in matter.side_clocks)
    return matter.resident_due_at, matter.unit_due_at, matter.due_to_the_minute, matter.term, matter.term_basis, dates


def _defer(task: str, recount_id: int, *, seconds: int = 0) -> None:
    # By name, so that this module needn't import the worker's entry points.
    schedule = {"schedule_in": {"seconds": seconds}} if seconds else {}
    app.configure_task(task, queue=QUEUE, lock=f"recount-{recount_id}", **schedule).defer(recount_id=recount_id)
    live.publish(TOPIC)
