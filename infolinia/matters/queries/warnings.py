"""Warnings as a person sees them: of their own matters, of their unit's, of the city's."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Min, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infolinia.city import queries as city
from infolinia.core.paging import BEGINNING, COUNTED, Beside, Stretch, bounded_count, stretch
from infolinia.matters import clocks, wording
from infolinia.matters.models import Counts, DigestChoice, Matter, OfficeHours, Rung, Status, WarningSent, Warns
from infolinia.matters.queries.lines import line, rows
from infolinia.matters.rules import ladder
from infolinia.matters.shapes import DigestSetting, Ladder, RungLine, WarningLine, Warnings
from infolinia.matters.warned import is_of_side_clock, warned_now

if TYPE_CHECKING:
    from infolinia.city.models import Staff

SHOWN = 50
SIDE = "side"
_BY = ("resident_due_at", "id")
_KINDS = {Counts.BEFORE: "soon", Counts.AFTER: "late", Counts.SILENCE: "silent"}
_WATCHING = ("supervisor", "admin")


def warnings_for(staff: "Staff", at: datetime, *, beside: Beside = BEGINNING, size: int = SHOWN) -> Warnings:
    """Return what this person is warned of now, one line a matter, the nearest or oldest end first.

    Officers see their own matters and those of their unit that nobody leads; heads also what went up to them;
    advisers what came back to the helpline; supervisors what nobody below has settled.
    """
    mine = warned_now().filter(_concerns(staff), ~Q(matter__status=Status.CLOSED))
    page, total = _first(mine, size) if not beside.mark else _beside(mine, beside, size)
    gravest = _gravest(mine.filter(matter__in=[row.pk for row in page.rows])) if page.rows else {}
    lines = tuple(_line(row, gravest[row.pk], at) for row in page.rows if row.pk in gravest)
    return Warnings(lines, page.before, page.behind, total)


def _first(mine: QuerySet[WarningSent], size: int) -> tuple[Stretch[Matter], int]:
    """Return the first page and of how many matters they are: looked for once, for that costs more than reading."""
    ends = mine.order_by().values("matter_id").annotate(end=Min("matter__resident_due_at")).order_by("end", "matter_id")
    nearest = list(ends.values_list("matter_id", flat=True)[: COUNTED + 1])
    page = stretch(rows().filter(pk__in=nearest[: size + 1]), by=_BY, beside=BEGINNING, size=size)
    return page, len(nearest)


def _beside(mine: QuerySet[WarningSent], beside: Beside, size: int) -> tuple[Stretch[Matter], int]:
    return stretch(_matters(mine), by=_BY, beside=beside, size=size), bounded_count(_matters(mine))


def count_warnings(staff: "Staff") -> int:
    """Return of how many matters this person is warned now, at most `core.paging.COUNTED` + 1."""
    return bounded_count(_matters(warned_now().filter(_concerns(staff))))


def ladder_now() -> Ladder:
    """Return the ladder as the office has set it."""
    found = Rung.objects.filter(active=True)
    steps = sorted((ladder.Step(row.pk, row.counts, row.amount, row.to) for row in found), key=lambda one: one.weight)
    hours = OfficeHours.objects.first() or OfficeHours()
    rungs = tuple(RungLine(one.id, one.counts, one.amount, one.to, when(one), whom(one.to)) for one in steps)
    return Ladder(rungs, hours.opens, hours.closes)


def digest_setting(staff_id: int) -> DigestSetting:
    """Return when this person gets the daily digest."""
    row = DigestChoice.objects.filter(pk=staff_id).first() or DigestChoice(staff_id=staff_id)
    return DigestSetting(row.hour, row.is_off)


def when(step: ladder.Step) -> str:
    """Return when a rung speaks: `1 dzień roboczy po terminie`."""
    count = {"n": step.amount}
    if step.counts == ladder.SILENCE:
        said = ngettext(
            "po %(n)d godzinie pracy bez otwarcia przez komórkę",
            "po %(n)d godzinach pracy bez otwarcia przez komórkę",
            step.amount,
        )
    elif step.counts == ladder.BEFORE:
        said = ngettext("%(n)d dzień roboczy przed terminem", "%(n)d dni roboczych przed terminem", step.amount)
    elif not step.amount:
        said = _("gdy minie termin")
    else:
        said = ngettext("%(n)d dzień roboczy po terminie", "%(n)d dni roboczych po terminie", step.amount)
    return said % count


def whom(to: str) -> str:
    """Return whom a rung warns."""
    return str(Warns(to).label)


def _concerns(staff: "Staff") -> Q:
    """Return which warnings concern the person; the same rule as `rules.addressees`, as a condition."""
    if staff.role == "adviser":
        return Q(to=Warns.OFFICER, matter__unit=None)
    if staff.role in _WATCHING:
        without = [unit_id for unit_id, people in city.heads().items() if not people]
        unanswered = Q(matter__unit=None) | Q(matter__unit_id__in=without)
        return Q(to=Warns.SUPERVISOR) | (Q(to=Warns.HEAD) & unanswered)
    if staff.role != "officer" or staff.unit_id is None:
        return Q(pk__in=[])
    above = city.units_above()
    covered = [unit_id for unit_id, over in above.items() if staff.unit_id in over]
    led = Q(matter__officer_id=staff.pk, matter__unit_id__in=covered)
    nobodys = _nobodys(above.get(staff.unit_id, ())) & Q(matter__unit_id=staff.unit_id)
    own = Q(to=Warns.OFFICER) & (led | nobodys)
    answers_for = _answers_for(staff.pk) if staff.is_head else []
    # Said of all of them first, so that the index of open matters by unit is where one begins to look.
    near = Q(matter__unit_id__in={*covered, staff.unit_id, *answers_for})
    return near & (own | Q(to=Warns.HEAD, matter__unit_id__in=answers_for)) if answers_for else near & own


def _nobodys(over: Collection[int]) -> Q:
    """Return the condition for matters that nobody leads who may see them: nobody of these units, theirs and above."""
    seeing = [person.pk for person in city.active_staff(["officer"]) if person.unit_id in over]
    return Q(matter__officer=None) | ~Q(matter__officer_id__in=seeing)


def _answers_for(staff_id: int) -> list[int]:
    """Return the units whose head the person is, those below without a head of their own included."""
    return [unit_id for unit_id, people in city.heads().items() if staff_id in people]


def _matters(warned: QuerySet[WarningSent]) -> QuerySet[Matter]:
    return rows().filter(pk__in=warned.values("matter_id")).exclude(status=Status.CLOSED)


def _gravest(warned: Iterable[WarningSent] | QuerySet[WarningSent]) -> Mapping[UUID, WarningSent]:
    found: dict[UUID, WarningSent] = {}
    told: Any = warned.select_related("rung") if isinstance(warned, QuerySet) else warned
    for row in told:
        if row.matter_id not in found or _weight(found[row.matter_id]) < _weight(row):
            found[row.matter_id] = row
    return found


def _weight(row: WarningSent) -> tuple[int, int]:
    return ladder.Step(0, row.rung.counts, row.rung.amount, row.to).weight


def _line(matter: Matter, warning: WarningSent, at: datetime) -> WarningLine:
    counts = Counts(warning.rung.counts)
    step = ladder.Step(0, counts, warning.rung.amount, warning.to)
    if is_of_side_clock(warning, matter) and (owed := clocks.owed(matter)):
        return WarningLine(line(matter, at), SIDE, wording.owed(owed, at), warning.at)
    return WarningLine(line(matter, at), _KINDS[counts], when(step), warning.at)
