"""Recounts as the office sees them, the matters that each moves, and what deadlines a matter had before."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from infolinia.matters import wording
from infolinia.matters.models import OldWorking, Recount, RecountLine, RecountState
from infolinia.matters.queries.terms import said_term
from infolinia.matters.rules import working
from infolinia.matters.shapes.terms import OldDeadline, RecountedMatter, RecountView


def recounts(limit: int = 30) -> list[RecountView]:
    """Return the latest recounts, newest first; their sums are kept with them, so no line is read."""
    return [_view(row) for row in _rows()[:limit]]


def recount(recount_id: int) -> RecountView | None:
    """Return one recount, or None."""
    row = _rows().filter(pk=recount_id).first()
    return _view(row) if row else None


def count_recounts_waiting() -> int:
    """Return how many recounts wait for a decision."""
    return Recount.objects.filter(state=RecountState.READY).count()


def recounted(recount_id: int, *, after: int = 0, limit: int = 50) -> list[RecountedMatter]:
    """Return a page of the matters that the recount moves, from the line after the given one."""
    rows = RecountLine.objects.filter(recount_id=recount_id, pk__gt=after).order_by("pk")
    return [_line(row) for row in rows.select_related("matter", "unit")[:limit]]


def old_deadlines(matter_id: UUID, at: datetime) -> list[OldDeadline]:
    """Return what the deadlines of the matter were before each recount, latest first."""
    rows = OldWorking.objects.filter(matter_id=matter_id).select_related("recount__clock").order_by("-at", "-pk")
    return [
        OldDeadline(
            at=row.at,
            why=_why(row.recount) if row.recount else "",
            due_on=wording.last_day(row.resident_due_at),
            goal_on=wording.last_day(row.unit_due_at),
            term=said_term(row.term),
            basis=row.term_basis,
            working=wording.step_lines([working.from_json(step) for step in row.working], at),
        )
        for row in rows
    ]


def _rows() -> QuerySet[Recount]:
    return Recount.objects.select_related("clock", "by", "decided_by").order_by("-at", "-pk")


def _view(row: Recount) -> RecountView:
    return RecountView(
        id=row.pk,
        cause=row.cause,
        about=str(row.clock) if row.clock else "",
        note=row.note,
        state=row.state,
        state_words=str(RecountState(row.state).label),
        at=row.at,
        by_name=str(row.by or ""),
        seen=row.seen,
        changed=row.changed,
        later=row.later,
        earlier=row.earlier,
        applied=row.applied,
        skipped=row.skipped,
        tells_residents=row.tells_residents,
        decided_by=str(row.decided_by or ""),
        decided_at=row.decided_at,
        finished_at=row.finished_at,
    )


def _line(row: RecountLine) -> RecountedMatter:
    return RecountedMatter(
        id=row.pk,
        matter_id=row.matter_id,
        number=row.matter.number,
        unit_name=row.unit.name if row.unit else "",
        due_before=wording.last_day(row.due_before),
        due_after=wording.last_day(row.due_after),
        goal_before=wording.last_day(row.goal_before),
        goal_after=wording.last_day(row.goal_after),
        applied_at=row.applied_at,
        skipped=row.skipped,
    )


def _why(row: Recount) -> str:
    return row.note or (str(row.clock) if row.clock else str(row.get_cause_display()))
