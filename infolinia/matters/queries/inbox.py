"""A unit's inbox as it is drawn: what is new, what is due, what waits for others, what came back."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infolinia.city import queries as city
from infolinia.city.rules.calendar import end_of_day
from infolinia.core.clock import city_day
from infolinia.matters import wording
from infolinia.matters.models import Matter, Status
from infolinia.matters.queries.lines import line, lines, rows
from infolinia.matters.queries.paging import page_of
from infolinia.matters.rules.words import weekday_and_day
from infolinia.matters.shapes import Inbox, MatterLine, Page, StatusWords, WaitingLine

SHOWN = 200  # lines of one list; the counts tell of the rest
_TO_DO = (Status.IN_PROGRESS, Status.TO_SIGN)
_WAITING = (Status.ASKED_RESIDENT, Status.WAITING)


def inbox(unit_id: int, at: datetime, *, staff_id: int | None = None, only: str = "") -> Inbox:
    """Return the inbox of a unit and of those below it, in four statements.

    `only` narrows the lists (never the counts) to `mine` (of `staff_id`) or `nobodys`.
    """
    units = city.unit_and_below(unit_id)
    counts = _counts(units, at, staff_id)
    shown = _only(rows().filter(unit_id__in=units).exclude(status=Status.CLOSED), only, staff_id)
    found = list(shown.order_by("resident_due_at", "registered_at")[: 4 * SHOWN])
    by_status = {status: [row for row in found if row.status == status] for status in Status}
    unit = city.unit_by_id(unit_id)
    return Inbox(
        unit_id=unit_id,
        unit_name=unit.name if unit else "",
        new=_lines(by_status[Status.NEW], at),
        to_do=_lines([row for row in found if row.status in _TO_DO], at),
        waiting=tuple(_waiting(row, at) for row in found if row.status in _WAITING)[:SHOWN],
        returned=_lines(by_status[Status.RETURNED], at),
        **counts,
    )


def done(unit_id: int, at: datetime, page: int = 1) -> Page:
    """Return a page of what the unit has settled, newest first."""
    units = city.unit_and_below(unit_id)
    settled = rows().filter(unit_id__in=units, status=Status.CLOSED).order_by("-closed_at")
    return page_of(settled, at, page)


def _counts(units: set[int], at: datetime, staff_id: int | None) -> dict[str, int]:
    """Count everything in one statement that reads two partial indexes."""
    running = Q(stopped_since=None) & ~Q(status=Status.CLOSED)
    tomorrow = end_of_day(wording.WORKING_DAYS.add_working(city_day(at), 1))
    is_open = Matter.objects.filter(unit_id__in=units).exclude(status=Status.CLOSED)
    found = is_open.aggregate(
        count_new=Count("pk", filter=Q(status=Status.NEW)),
        count_to_do=Count("pk", filter=Q(status__in=_TO_DO)),
        count_waiting=Count("pk", filter=Q(status__in=_WAITING)),
        count_returned=Count("pk", filter=Q(status=Status.RETURNED)),
        count_mine=Count("pk", filter=Q(officer_id=staff_id) if staff_id else Q(pk__in=[])),
        count_nobodys=Count("pk", filter=Q(officer=None)),
        count_late=Count("pk", filter=running & Q(resident_due_at__lte=at)),
        count_due_soon=Count("pk", filter=running & Q(resident_due_at__gt=at, resident_due_at__lte=tomorrow)),
    )
    return {**found, "count_done": Matter.objects.filter(unit_id__in=units, status=Status.CLOSED).count()}


def _only(found: QuerySet[Matter], only: str, staff_id: int | None) -> QuerySet[Matter]:
    if only == "mine":
        return found.filter(officer_id=staff_id)
    return found.filter(officer=None) if only == "nobodys" else found


def _lines(found: list[Matter], at: datetime) -> tuple[MatterLine, ...]:
    return tuple(lines(found[:SHOWN], at))


def _waiting(matter: Matter, at: datetime) -> WaitingLine:
    shown, today = line(matter, at), city_day(at)
    since = matter.waits_since or city_day(matter.registered_at)
    return WaitingLine(
        id=shown.id,
        number=shown.number,
        subject=shown.subject,
        place=shown.place,
        for_whom=_("mieszkaniec") if matter.status == Status.ASKED_RESIDENT else matter.waits_for,
        since=since,
        since_text=_since((today - since).days),
        next_step=_next_step(matter, at),
        clock=clock_words(matter),
        due=shown.due,
        officer_name=shown.officer_name,
    )


def clock_words(matter: Matter) -> StatusWords:
    """Return whether the resident's clock stands or runs."""
    if matter.stopped_since:
        return StatusWords("stopped", _("stoi"), "pause-circle")
    return StatusWords("running", _("idzie"), "play-circle")


def _since(days: int) -> str:
    if days <= 1:
        return _("od wczoraj") if days == 1 else _("od dziś")
    return ngettext("od %(n)d dnia", "od %(n)d dni", days) % {"n": days}


def _next_step(matter: Matter, at: datetime) -> str:
    if matter.remind_on is None:
        return ""
    today = city_day(at)
    if matter.remind_on <= today:
        return _("przypomnij dziś")
    return _("przypomnij %(day)s") % {"day": weekday_and_day(matter.remind_on, today, wording.say)}
