"""The second pass of a recount: matters get their new deadlines in batches, and each keeps what it had."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from infolinia.city import queries as city
from infolinia.city.rules.calendar import Calendar
from infolinia.core import live
from infolinia.matters import wording
from infolinia.matters.models import Matter, OldWorking, Recount, RecountLine, RecountState, StoryEvent
from infolinia.matters.operations import recounting
from infolinia.matters.operations.announcing import announce
from infolinia.matters.operations.changing import publish
from infolinia.matters.operations.telling import tell_resident
from infolinia.matters.rules import changes
from infolinia.matters.rules.changes import SYSTEM, Actor
from infolinia.matters.rules.service_hours import NeverOpen

BATCH = 200
CLOSED, SAME, NEVER = "closed", "same", "never"
_CHANGED = (
    "term", "clock_code", "term_basis", "term_confirmed", "term_is_promise", "resident_due_at", "unit_due_at",
    "due_to_the_minute", "working", "side_clocks", "side_due_on", "version",
)  # fmt: skip


@transaction.atomic
def apply_batch(*, recount_id: int, at: datetime) -> bool:
    """Give the next batch of matters their new deadlines; returns whether there may be more.

    Each is counted once more, locked: what was closed meanwhile is passed over. A second call goes on where the first
    one ended.
    """
    recount = Recount.objects.select_for_update(of=("self",)).select_related("clock").get(pk=recount_id)
    if recount.state != RecountState.APPLYING:
        return False
    lines = list(recount.lines.filter(applied_at=None, skipped="").order_by("pk")[:BATCH])
    if lines:
        _apply(recount, lines, at)
    else:
        recount.state, recount.finished_at = RecountState.DONE, at
    recount.save()
    live.publish(recounting.TOPIC)
    return bool(lines)


def _apply(recount: Recount, lines: Sequence[RecountLine], at: datetime) -> None:
    rows = Matter.objects.select_for_update(of=("self",)).select_related("unit", "category").order_by("pk")
    known = {row.pk: row for row in rows.filter(pk__in=[line.matter_id for line in lines])}
    calendar, moved, old = city.calendar_now(), list[Matter](), list[OldWorking]()
    for line in lines:
        matter = known[line.matter_id]
        kept = _old_working(recount, matter, at)
        line.skipped = _refusal(recount, matter, calendar)
        if line.skipped:
            continue
        matter.version += 1
        line.due_after, line.goal_after, line.applied_at = matter.resident_due_at, matter.unit_due_at, at
        moved.append(matter)
        old.append(kept)
    OldWorking.objects.bulk_create(old)
    Matter.objects.bulk_update(moved, _CHANGED)
    _sum_up(recount, lines)
    RecountLine.objects.bulk_update(lines, ["due_after", "goal_after", "applied_at", "skipped"])
    _tell(recount, moved, old, at)


def _sum_up(recount: Recount, lines: Sequence[RecountLine]) -> None:
    recount.applied += sum(line.applied_at is not None for line in lines)
    recount.skipped += sum(bool(line.skipped) for line in lines)


def _refusal(recount: Recount, matter: Matter, calendar: Calendar) -> str:
    """Count the matter anew; return why nothing is to be saved, or an empty text."""
    if changes.refusal("recount", status=matter.status, actor=Actor(SYSTEM)):
        return CLOSED
    try:
        return "" if recounting.counted_anew(matter, calendar, recount.clock) else SAME
    except NeverOpen:
        return NEVER


def _old_working(recount: Recount, matter: Matter, at: datetime) -> OldWorking:
    return OldWorking(
        matter=matter,
        recount=recount,
        at=at,
        term=matter.term,
        term_basis=matter.term_basis,
        resident_due_at=matter.resident_due_at,
        unit_due_at=matter.unit_due_at,
        due_to_the_minute=matter.due_to_the_minute,
        working=matter.working,
        side_clocks=matter.side_clocks,
    )


def _tell(recount: Recount, moved: Sequence[Matter], old: Sequence[OldWorking], at: datetime) -> None:
    """Add the line to each story, and tell the residents whose own end moved where the office chose so."""
    events = [
        StoryEvent(
            matter=matter,
            kind="recounted",
            at=at,
            by_id=recount.decided_by_id,
            unit_id=matter.unit_id,
            text=recount.note,
            details={
                "recount": recount.pk,
                "old_day": wording.last_day(before.resident_due_at).isoformat(),
                "new_day": wording.last_day(matter.resident_due_at).isoformat(),
            },
            visible_to_resident=recount.tells_residents and matter.resident_due_at != before.resident_due_at,
        )
        for matter, before in zip(moved, old, strict=True)
    ]
    for matter, event in zip(moved, StoryEvent.objects.bulk_create(events), strict=True):
        if event.visible_to_resident:
            tell_resident("new_term", matter, key=str(event.pk), at=at, body=recount.note)
        announce(matter, "recount")
        publish(matter)
