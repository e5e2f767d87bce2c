"""Reads of the city: when the line is open, who works where, and what streets there are."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from infolinia.city.changed_days import CurrentChanges, changed_days, read
from infolinia.city.models import DayOffChange, District, HoursException, OpeningHours, Staff, Street, Unit
from infolinia.city.places import AddressNear as AddressNear
from infolinia.city.places import PlaceFound as PlaceFound
from infolinia.city.places import addresses_like as addresses_like
from infolinia.city.places import nearest_address as nearest_address
from infolinia.city.places import place as place
from infolinia.city.places import streets_named_like
from infolinia.city.rules.calendar import Calendar, Hours
from infolinia.city.rules.heads import answering
from infolinia.core.clock import city_day
from infolinia.core.text import fold

# For questions about working days alone, mostly without a statement; it knows no hours of this city's line.
WORKING_DAYS = Calendar(changes=CurrentChanges())


@dataclass(frozen=True)
class Opening:
    """Whether the line answers at a moment, and when that changes. A line open at all hours never closes."""

    is_open: bool
    closes_at: datetime | None
    opens_at: datetime | None
    reason: str


@dataclass(frozen=True)
class UnitView:
    """A unit as other rooms and screens need it."""

    id: int
    code: str
    name: str
    short_name: str
    is_outside: bool
    parent_id: int | None
    email: str
    phone: str
    place: str
    hours_text: str
    hand_over_text: str
    website: str = ""
    is_contact_confirmed: bool = False


@dataclass(frozen=True)
class ChangedDay:
    """A day that an act added to the days off (`is_off`), or took from them."""

    id: int
    day: date
    is_off: bool
    name: str
    basis: str


@dataclass(frozen=True)
class StreetHit:
    """A street with the districts it runs through."""

    name: str
    districts: tuple[str, ...]


@dataclass(frozen=True)
class StreetPlace:
    """A street as other rooms point at it."""

    id: int
    name: str
    districts: tuple[str, ...]


def calendar() -> Calendar:
    """Return the calendar with this city's hours, exceptions and changed days off, in two statements."""
    hours = {row.weekday: (row.opens, row.closes) for row in OpeningHours.objects.all()}
    exceptions: dict[date, Hours | None] = {
        row.day: (row.opens, row.closes) if row.opens and row.closes else None for row in HoursException.objects.all()
    }
    return Calendar(service_hours=hours, exceptions=exceptions, changes=changed_days())


def calendar_now() -> Calendar:
    """Return the calendar as it stands at this very moment, also where another process changed it; three statements."""
    return replace(calendar(), changes=read())


def changes_of_days_off() -> list[ChangedDay]:
    """Return what acts changed in the statutory days off, latest first."""
    rows = DayOffChange.objects.order_by("-day")
    return [ChangedDay(row.pk, row.day, row.is_off, row.name, row.basis) for row in rows]


def opening(at: datetime, *, always: bool = False) -> Opening:
    """Return whether the line is open at the moment; `always` is the demo's line without closing time."""
    if always:
        return Opening(is_open=True, closes_at=None, opens_at=None, reason="")
    days = calendar()
    closes = days.closes_at(at)
    if closes:
        return Opening(is_open=True, closes_at=closes, opens_at=None, reason="")
    return Opening(is_open=False, closes_at=None, opens_at=days.opens_next(at), reason=_why_closed(days, at))


def unit(code: str) -> UnitView | None:
    """Return the unit with the code, if there is one."""
    row = Unit.objects.filter(code=code).first()
    return _unit(row) if row else None


def unit_by_id(unit_id: int) -> UnitView | None:
    """Return the unit with the id, if there is one."""
    row = Unit.objects.filter(pk=unit_id).first()
    return _unit(row) if row else None


def units(*, outside: bool | None = None) -> list[UnitView]:
    """Return the units in Polish alphabetical order: all, only outside bodies, or only the office's own."""
    rows = Unit.objects.filter(valid_to=None)
    if outside is not None:
        rows = rows.filter(kind=Unit.Kind.OUTSIDE if outside else Unit.Kind.OFFICE)
    return [_unit(row) for row in rows]


def units_by_id(ids: Collection[int]) -> dict[int, UnitView]:
    """Return the units with these ids, in one statement."""
    return {row.pk: _unit(row) for row in Unit.objects.filter(pk__in=ids)}


def unit_and_below(unit_id: int) -> set[int]:
    """Return the ids of the unit and of every cell under it."""
    children: dict[int | None, list[int]] = {}
    for ident, parent in Unit.objects.values_list("id", "parent_id"):
        children.setdefault(parent, []).append(ident)
    found, fresh = set(), [unit_id]
    while fresh:
        ident = fresh.pop()
        if ident not in found:
            found.add(ident)
            fresh += children.get(ident, [])
    return found


def units_above() -> dict[int, tuple[int, ...]]:
    """Return for each unit its own id and the ids of the units above it, the nearest first, in one statement."""
    parents: dict[int, int | None] = dict(Unit.objects.values_list("id", "parent_id"))
    found: dict[int, tuple[int, ...]] = {}
    for ident in parents:
        above: list[int] = []
        step: int | None = ident
        while step is not None and step not in above:
            above.append(step)
            step = parents.get(step)
        found[ident] = tuple(above)
    return found


def districts() -> list[str]:
    """Return the districts' names in Polish alphabetical order."""
    return list(District.objects.values_list("name", flat=True))


def streets_like(text: str, limit: int = 8) -> list[StreetHit]:
    """Return streets whose name, or a word of it, starts with the text; diacritics may be missing."""
    return [
        StreetHit(row.name, tuple(district.name for district in row.districts.all()))
        for row in streets_named_like(text, limit)
    ]


def streets() -> list[StreetPlace]:
    """Return every street with its id and districts, in Polish alphabetical order."""
    rows = Street.objects.prefetch_related("districts")
    return [StreetPlace(row.pk, row.name, tuple(each.name for each in row.districts.all())) for row in rows]


def street_names() -> list[str]:
    """Return the names of all streets."""
    return list(Street.objects.values_list("name", flat=True))


def street(name: str) -> StreetPlace | None:
    """Return the street with this name, written with or without "ul." and in any case."""
    bare = fold(name.strip()).removeprefix("ul.").strip()
    row = Street.objects.filter(search_key=bare).order_by("pk").prefetch_related("districts").first()
    return StreetPlace(row.pk, row.name, tuple(each.name for each in row.districts.all())) if row else None


def districts_by_name() -> dict[str, int]:
    """Return the id of every district by its name."""
    return dict(District.objects.values_list("name", "id"))


def officers_of(unit_id: int) -> list[Staff]:
    """Return the people of a unit who can sign in, by name."""
    return list(Staff.objects.filter(unit_id=unit_id, is_active=True).order_by("display_name"))


def heads() -> dict[int, frozenset[int]]:
    """Return for each unit the heads who answer for it, its own or the nearest above, in two statements.

    A unit that nobody answers for has an empty set.
    """
    people: dict[int, set[int]] = {}
    found = Staff.objects.filter(is_head=True, is_active=True, role=Staff.Role.OFFICER, unit__isnull=False)
    for ident, unit_id in found.values_list("id", "unit_id"):
        people.setdefault(unit_id or 0, set()).add(ident)
    above = answering(dict(Unit.objects.values_list("id", "parent_id")), people)
    return {unit_id: frozenset(people.get(place or 0, ())) for unit_id, place in above.items()}


def active_staff(roles: Collection[str]) -> list[Staff]:
    """Return the people of these roles who can sign in, by name."""
    return list(Staff.objects.filter(role__in=roles, is_active=True).order_by("display_name"))


def staff_by_id(staff_id: int) -> Staff | None:
    """Return the person, if there is one."""
    return Staff.objects.filter(pk=staff_id).first()


def staff_names() -> list[tuple[int, str]]:
    """Return everybody who has an account, by name."""
    return list(Staff.objects.order_by("display_name").values_list("id", "display_name"))


def _unit(row: Unit) -> UnitView:
    return UnitView(
        id=row.pk,
        code=row.code,
        name=row.name,
        short_name=row.short_name,
        is_outside=row.kind == Unit.Kind.OUTSIDE,
        parent_id=row.parent_id,
        email=row.email,
        phone=row.phone,
        place=row.place,
        hours_text=row.hours_text,
        hand_over_text=row.hand_over_text,
        website=row.website,
        is_contact_confirmed=row.is_contact_confirmed,
    )


def _why_closed(days: Calendar, at: datetime) -> str:
    day = city_day(at)
    stated = HoursException.objects.filter(day=day).values_list("reason", flat=True).first()
    return stated or days.day_off_name(day)
