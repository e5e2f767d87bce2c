"""An act changes a day off, or the line its hours: the change and the look at open matters stand or fall together."""

from datetime import date, datetime

from infolinia.city import days_off
from infolinia.core.together import together
from infolinia.matters.operations import recount_open

CALENDAR = "calendar"


def change_day_off(
    *, day: date, is_off: bool, name: str, basis: str, years: int, note: str, by_id: int, at: datetime
) -> int:
    """Make the day free, or an ordinary one, and begin to look which open matters that moves; returns the recount's id.

    Raises `CannotChangeDaysOff`, and `CannotRecount` while an earlier recount is being applied: then nothing changes.
    """
    with together():
        if is_off:
            days_off.add_day_off(day=day, name=name, basis=basis, years=years)
        else:
            days_off.take_day_off(day=day, basis=basis, years=years)
        return recount_open(CALENDAR, at, by_id=by_id, note=note)


def take_change_back(*, change_id: int, note: str, by_id: int, at: datetime) -> int:
    """Let the statutory list hold again for the day, and begin to look which open matters that moves.

    Returns the recount's id. Raises `CannotRecount`: then nothing changes.
    """
    with together():
        days_off.forget_change(change_id=change_id)
        return recount_open(CALENDAR, at, by_id=by_id, note=note)
