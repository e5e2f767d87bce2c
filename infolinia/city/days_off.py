"""Writes to the list of days off: what acts add to the statutory list or take from it."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from infolinia.city import changed_days
from infolinia.city.models import DayOffChange
from infolinia.city.rules.days_off import days_off
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line

SUNDAY = 6
MOST_YEARS = 30
FIRST_YEAR, LAST_YEAR = 1993, 2199


class CannotChangeDaysOff(Cannot):
    """The change makes no sense; `field` names the input to mend."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


@transaction.atomic
def add_day_off(*, day: date, name: str, basis: str, years: int = 1) -> int:
    """Make the day a day off, in so many years from that one on; returns how many days that are.

    Years that have no such day (29 February) and years in which it is one already are passed over.
    """
    name, basis = _checked(day, one_line(name, 80), one_line(basis, 200), years)
    if not name:
        raise CannotChangeDaysOff(_("Wpisz, jak ten dzień się nazywa."), "name")
    found = [one for one in _same_day(day, years) if one not in days_off(one.year) and one.weekday() != SUNDAY]
    if not found:
        raise CannotChangeDaysOff(_("Ten dzień już jest wolny."), "day")
    return _keep(found, is_off=True, name=name, basis=basis)


@transaction.atomic
def take_day_off(*, day: date, basis: str, years: int = 1) -> int:
    """Make the statutory day off an ordinary day, in so many years from that one on; returns how many days."""
    _name, basis = _checked(day, "", one_line(basis, 200), years)
    if day.weekday() == SUNDAY and years == 1:
        raise CannotChangeDaysOff(_("Niedziela jest wolna zawsze."), "day")
    found = [one for one in _same_day(day, years) if one in days_off(one.year) and one.weekday() != SUNDAY]
    if not found:
        raise CannotChangeDaysOff(_("Tego dnia nie ma na ustawowej liście dni wolnych."), "day")
    return _keep(found, is_off=False, name="", basis=basis)


@transaction.atomic
def forget_change(*, change_id: int) -> None:
    """Take one change back: the day is again what the statutory list says."""
    DayOffChange.objects.filter(pk=change_id).delete()
    _read_again()


def _checked(day: date, name: str, basis: str, years: int) -> tuple[str, str]:
    if not FIRST_YEAR <= day.year <= LAST_YEAR - MOST_YEARS:
        raise CannotChangeDaysOff(_("Wpisz dzień od 1993 do 2169 roku."), "day")
    if not basis:
        raise CannotChangeDaysOff(_("Wpisz ustawę, która to zmienia."), "basis")
    if not 1 <= years <= MOST_YEARS:
        raise CannotChangeDaysOff(_("Wpisz liczbę lat od 1 do 30."), "years")
    return name, basis


def _same_day(day: date, years: int) -> list[date]:
    found = []
    for year in range(day.year, day.year + years):
        try:
            found.append(day.replace(year=year))
        except ValueError:  # 29 February
            continue
    return found


def _keep(days: list[date], *, is_off: bool, name: str, basis: str) -> int:
    rows = [DayOffChange(day=day, is_off=is_off, name=name, basis=basis) for day in days]
    try:
        with transaction.atomic():
            DayOffChange.objects.bulk_create(rows)
    except IntegrityError as error:
        raise CannotChangeDaysOff(_("O tym dniu już coś zapisano. Najpierw usuń tamten wpis."), "day") from error
    _read_again()
    return len(rows)


def _read_again() -> None:
    changed_days.forget()
    transaction.on_commit(changed_days.forget)
