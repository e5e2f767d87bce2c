"""A unit's inbox as it is drawn: what is new, what is due, what waits for others, what came back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infolinia.city import queries as city
from infolinia.city.rules.calendar import end_of_day
from infolinia.core.clock import city_day
from infolinia.core.paging import BEGINNING, Beside, bounded_count, stretch
from infolinia.matters import wording
from infolinia.matters.models import Matter, Status
from infolinia.matters.queries.lines import line, lines, rows
from infolinia.matters.rules.priorities import URGENT
from infolinia.matters.rules.words import weekday_and_day
from infolinia.matters.running import running, stands_since
from infolinia.matters.shapes import Inbox, StatusWords, WaitingLine

SHOWN = 50  # lines of one list unless asked for otherwise
NEW, TO_DO, WAITING, RETURNED, DONE = "new", "to_do", "waiting", "returned", "done"
_LISTS = {
    Status.NEW: NEW,
    Status.IN_PROGRESS: TO_DO,
    Status.TO_SIGN: TO_DO,
    Status.ANSWERED: TO_DO,
    Status.ASKED_RESIDENT: WAITING,
    Status.WAITING: WAITING,
    Status.REOPENED: WAITING,
    Status.RETURNED: RETURNED,
}
# By the legal end; the id makes the place of each line its own, so that no page skips or repeats one.
_BY = ("resident_due_at", "registered_at", "id")


def inbox(unit_id: int, at: datetime, *, staff_id: int | None = None, only: str = "", size: int = SHOWN) -> Inbox:
    """Return the inbox of a unit and of those below it, in five statements: of each list the `size` most urgent lines.

    `only` narrows the lists (never the counts) to `mine` (of `staff_id`), `nobodys`, `urgent` kinds, or matters where
    something is owed beside the answer (`side`).
    """
    units = city.unit_and_below(unit_id)
    found = _only(Matter.objects.filter(unit_id__in=units), only, staff_id)
    lists = _tops(found, size + 1)
    longer = frozenset(name for name, shown in lists.items() if len(shown) > size)
    return _inbox(unit_id, units, at, staff_id, {name: shown[:size] for name, shown in lists.items()}, longer=longer)


def inbox_list(
    unit_id: int,
    at: datetime,
    name: str,
    *,
    staff_id: int | None = None,
    only: str = "",
    beside: Beside = BEGINNING,
    size: int = SHOWN,
) -> Inbox:
    """Return the inbox with a page of one list: `name` is `new`, `to_do`, `waiting` or `returned`."""
    units = city.unit_and_below(unit_id)
    listed = [status for status, list_name in _LISTS.items() if list_name == name]
    # That it is open is said twice, because the index of open matters is chosen by that very condition.
    is_open = rows().filter(unit_id__in=units, status__in=listed).exclude(status=Status.CLOSED)
    page = stretch(_only(is_open, only, staff_id), by=_BY, beside=beside, size=size)
    return _inbox(unit_id, units, at, staff_id, {name: list(page.rows)}, before=page.before, behind=page.behind)


def done(
    unit_id: int, at: datetime, *, staff_id: int | None = None, beside: Beside = BEGINNING, size: int = SHOWN
) -> Inbox:
    """Return the inbox with a page of what the unit has settled, newest first, and no other list."""
    units = city.unit_and_below(unit_id)
    settled = rows().filter(unit_id__in=units, status=Status.CLOSED)
    page = stretch(settled, by=("-closed_at", "-id"), beside=beside, size=size)
    return _inbox(unit_id, units, at, staff_id, {DONE: list(page.rows)}, before=page.before, behind=page.behind)


def _inbox(
    unit_id: int,
    units: set[int],
    at: datetime,
    staff_id: int | None,
    lists: Mapping[str, Sequence[Matter]],
    **ends: Any,
) -> Inbox:
    """Put the chosen lists and all the counts together; `ends` tells which lists go on, and where."""
    unit = city.unit_by_id(unit_id)
    return Inbox(
        unit_id=unit_id,
        unit_name=unit.name if unit else "",
        unit_ids=frozenset(units),
        new=tuple(lines(lists.get(NEW, ()), at)),
        to_do=tuple(lines(lists.get(TO_DO, ()), at)),
        waiting=tuple(_waiting(row, at) for row in lists.get(WAITING, ())),
        returned=tuple(lines(lists.get(RETURNED, ()), at)),
        done=tuple(lines(lists.get(DONE, ()), at)),
        **_counts(units, at, staff_id),
        **ends,
    )


def _tops(found: QuerySet[Matter], size: int) -> dict[str, list[Matter]]:
    """Cut the beginning of each list, in one statement."""
    which = Case(*(When(status=status, then=Value(name)) for status, name in _LISTS.items()))
    place = Window(RowNumber(), partition_by=[which], order_by=_BY)
    # Places are given on the index alone; only the rows that are shown are read whole.
    shown = found.order_by().filter(status__in=_LISTS).annotate(place=place).filter(place__lte=size).values("pk")
    lists: dict[str, list[Matter]] = {name: [] for name in _LISTS.values()}
    for row in rows().filter(pk__in=shown).order_by(*_BY):
        lists[_LISTS[Status(row.status)]].append(row)
    return lists


def _counts(units: set[int], at: datetime, staff_id: int | None) -> dict[str, Any]:
    """Count what is open in one statement on one index; what is settled only as far as a reader wants to know."""
    runs = running() & ~Q(status=Status.CLOSED)
    tomorrow = end_of_day(wording.WORKING_DAYS.add_working(city_day(at), 1))
    is_open = Matter.objects.filter(unit_id__in=units).exclude(status=Status.CLOSED)
    found = is_open.aggregate(
        count_new=Count("pk", filter=Q(status=Status.NEW)),
        count_to_do=Count("pk", filter=_in_list(TO_DO)),
        count_waiting=Count("pk", filter=_in_list(WAITING)),
        count_returned=Count("pk", filter=Q(status=Status.RETURNED)),
        count_mine=Count("pk", filter=Q(officer_id=staff_id) if staff_id else Q(pk__in=[])),
        count_nobodys=Count("pk", filter=Q(officer=None)),
        count_late=Count("pk", filter=runs & Q(resident_due_at__lte=at)),
        count_due_soon=Count("pk", filter=runs & Q(resident_due_at__gt=at, resident_due_at__lte=tomorrow)),
    )
    settled = bounded_count(Matter.objects.filter(unit_id__in=units, status=Status.CLOSED))
    return {**found, "count_done": settled}


def _in_list(name: str) -> Q:
    return Q(status__in=[status for status, listed in _LISTS.items() if listed == name])


def _only(found: QuerySet[Matter], only: str, staff_id: int | None) -> QuerySet[Matter]:
    if only == "mine":
        return found.filter(officer_id=staff_id)
    if only == "urgent":
        return found.filter(category__priority__in=URGENT)
    if only == "side":
        return found.exclude(status=Status.CLOSED).filter(side_due_on__isnull=False)
    return found.filter(officer=None) if only == "nobodys" else found


def _waiting(matter: Matter, at: datetime) -> WaitingLine:
    shown, today = line(matter, at), city_day(at)
    since = matter.waits_since or city_day(matter.registered_at)
    return WaitingLine(
        id=shown.id,
        number=shown.number,
        subject=shown.subject,
        place=shown.place,
        for_whom=_whom(matter),
        since=since,
        since_text=_since((today - since).days),
        next_step=_next_step(matter, at),
        clock=clock_words(matter),
        due=shown.due,
        officer_name=shown.officer_name,
        is_urgent=shown.is_urgent,
    )


def _whom(matter: Matter) -> str:
    told = {Status.ASKED_RESIDENT: _("mieszkaniec"), Status.REOPENED: _("decyzja kierownika infolinii")}
    return told.get(Status(matter.status), matter.waits_for)


def clock_words(matter: Matter) -> StatusWords:
    """Return whether the resident's clock stands or runs."""
    if stands_since(matter):
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
