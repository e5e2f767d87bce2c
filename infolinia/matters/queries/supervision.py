"""What a supervisor watches: units and their deadlines, what is late, who was reminded."""

from datetime import datetime

from django.db.models import Count, OuterRef, Q, Subquery

from infolinia.city.rules.calendar import Calendar, end_of_day
from infolinia.core.clock import city_day
from infolinia.matters import wording
from infolinia.matters.models import Matter, Status, StoryEvent
from infolinia.matters.office import office_calendar
from infolinia.matters.queries.lines import line, lines, rows
from infolinia.matters.rules.silence import worked_between
from infolinia.matters.running import running
from infolinia.matters.shapes import ChaseLine, MatterLine, UnitLoad
from infolinia.matters.warned import SILENT

SOON_WORKING_DAYS = 3
_ANSWERS = ("opened", "taken", "answered", "asked", "returned", "passed_on", "extended", "note", "closed")
_RUNNING = running() & ~Q(status=Status.CLOSED)


def deadlines_by_unit(at: datetime) -> list[UnitLoad]:
    """Return each unit that has open matters: overdue, due within three working days, open, silent, longest overdue.

    Most overdue first; two statements. A standing clock is neither overdue nor due.
    """
    soon = _soon(at)
    found = (
        Matter.objects.exclude(status=Status.CLOSED)
        .filter(unit__isnull=False)
        .values("unit_id", "unit__code", "unit__short_name", "unit__sort_key")
        .annotate(
            overdue=Count("pk", filter=_RUNNING & Q(resident_due_at__lte=at)),
            due_soon=Count("pk", filter=_RUNNING & Q(resident_due_at__gt=at, resident_due_at__lte=soon)),
            open=Count("pk"),
            silent=Count("pk", filter=SILENT),
        )
        .order_by("-overdue", "-due_soon", "unit__sort_key")
    )
    longest = _longest_overdue(at)
    return [
        UnitLoad(
            unit_id=row["unit_id"],
            unit_code=row["unit__code"],
            unit_name=row["unit__short_name"],
            overdue=row["overdue"],
            due_soon=row["due_soon"],
            open=row["open"],
            silent=row["silent"],
            longest=longest.get(row["unit_id"]),
        )
        for row in found
    ]


def overdue(at: datetime, unit_id: int | None = None, limit: int = 50) -> list[MatterLine]:
    """Return what is late, the longest first, of one unit or of all."""
    return _of(Q(resident_due_at__lte=at), at, unit_id, limit)


def due_soon(at: datetime, unit_id: int | None = None, limit: int = 50) -> list[MatterLine]:
    """Return what is due within three working days, the nearest first, of one unit or of all."""
    return _of(Q(resident_due_at__gt=at, resident_due_at__lte=_soon(at)), at, unit_id, limit)


def count_overdue(at: datetime) -> int:
    """Return how many matters are late in the whole city."""
    return Matter.objects.filter(_RUNNING, resident_due_at__lte=at).count()


def chases(at: datetime, limit: int = 20, unit_id: int | None = None) -> list[ChaseLine]:
    """Return the latest reminders with the unit's answer and its time, of one unit or of all.

    Where the unit wrote no answer, the next thing that it did in the matter counts as one.
    """
    later = StoryEvent.objects.filter(matter_id=OuterRef("matter_id"), at__gt=OuterRef("at")).order_by("at", "id")
    sent = (
        StoryEvent.objects.filter(kind__in=["chased", "due_late"], at__lte=at)
        .select_related("matter", "unit", "by")
        .annotate(
            answer_id=Subquery(later.filter(kind="chase_answered", at__lte=at).values("pk")[:1]),
            acted_at=Subquery(later.filter(kind__in=_ANSWERS, at__lte=at).values("at")[:1]),
        )
        .order_by("-at", "-id")
    )
    rows = list((sent if unit_id is None else sent.filter(unit_id=unit_id))[:limit])
    wanted = [row.answer_id for row in rows if row.answer_id]
    answers = {row.pk: row for row in StoryEvent.objects.filter(pk__in=wanted).select_related("by")} if wanted else {}
    office = office_calendar() if rows else Calendar()
    return [_chase(row, answers.get(row.answer_id or 0), row.acted_at, office) for row in rows]


def _chase(event: StoryEvent, answer: StoryEvent | None, acted_at: datetime | None, office: Calendar) -> ChaseLine:
    answered_at = answer.at if answer else acted_at
    took = worked_between(event.at, answered_at, office) if answered_at else None
    return ChaseLine(
        matter_id=event.matter_id,
        number=event.matter.number,
        subject=event.matter.subject,
        unit_name=event.unit.short_name if event.unit else "",
        at=event.at,
        by_name=str(event.by) if event.by else "",
        text=event.text,
        answered_at=answered_at,
        answer=answer.text if answer else "",
        answered_by=str(answer.by) if answer and answer.by else "",
        took_hours=round(took.total_seconds() / 3600) if took is not None else None,
    )


def _soon(at: datetime) -> datetime:
    return end_of_day(wording.WORKING_DAYS.add_working(city_day(at), SOON_WORKING_DAYS))


def _of(which: Q, at: datetime, unit_id: int | None, limit: int) -> list[MatterLine]:
    found = rows().filter(_RUNNING, which)
    if unit_id is not None:
        found = found.filter(unit_id=unit_id)
    return lines(found.order_by("resident_due_at")[:limit], at)


def _longest_overdue(at: datetime) -> dict[int, MatterLine]:
    late = rows().filter(_RUNNING, resident_due_at__lte=at, unit__isnull=False)
    first = late.order_by("unit_id", "resident_due_at").distinct("unit_id")
    return {row.unit_id: line(row, at) for row in first if row.unit_id}
