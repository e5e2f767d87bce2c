"""What a supervisor watches: units and their deadlines, what is late, who was reminded."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, Subquery

from infolinia.city import queries as city
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

    Most overdue first; four statements. A standing clock is neither overdue nor due.
    """
    soon, is_late = _soon(at), _RUNNING & Q(resident_due_at__lte=at)
    is_open = Matter.objects.exclude(status=Status.CLOSED).filter(unit__isnull=False).order_by()
    # All of it stands in the index of open matters by unit; what is silent has a small one of its own.
    counts: Any = is_open.values("unit_id").annotate(
        overdue=Count("pk", filter=is_late),
        due_soon=Count("pk", filter=_RUNNING & Q(resident_due_at__gt=at, resident_due_at__lte=soon)),
        open=Count("pk"),
        first_end=Min("resident_due_at", filter=is_late),
    )
    silent = dict(is_open.filter(SILENT).values_list("unit_id").annotate(silent=Count("pk")))
    found = {row["unit_id"]: row for row in counts}
    longest = _longest({unit_id: row["first_end"] for unit_id, row in found.items() if row["first_end"]}, at)
    loads = [
        UnitLoad(
            unit_id=unit.id,
            unit_code=unit.code,
            unit_name=unit.short_name,
            overdue=found[unit.id]["overdue"],
            due_soon=found[unit.id]["due_soon"],
            open=found[unit.id]["open"],
            silent=silent.get(unit.id, 0),
            longest=longest.get(unit.id),
        )
        for unit in city.units_by_id(found).values()  # by their names
    ]
    return sorted(loads, key=lambda load: (-load.overdue, -load.due_soon))


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


def _longest(first_ends: Mapping[int, datetime], at: datetime) -> dict[int, MatterLine]:
    """Return of each unit the overdue matter with that end."""
    late = rows().filter(_RUNNING, unit_id__in=list(first_ends), resident_due_at__in=set(first_ends.values()))
    return {
        row.unit_id: line(row, at)
        for row in late.order_by("-id")
        if row.unit_id and row.resident_due_at == first_ends[row.unit_id]
    }
