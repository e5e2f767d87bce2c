"""What had to be done while a matter lasts is done, or was not needed."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infolinia.core.clock import city_day
from infolinia.matters import clocks
from infolinia.matters.operations.changing import CannotChangeMatter, begin, finish, tell
from infolinia.matters.rules.side_clocks import DONE, NOT_NEEDED, UNIT

_OUTCOMES = {
    DONE: gettext_lazy("zrobione %(day)s"),
    NOT_NEEDED: gettext_lazy("nie było potrzebne (%(day)s)"),
    "": gettext_lazy("cofnięto wpis"),
}


class CannotNoteSideClock(CannotChangeMatter):
    """The matter has no such side clock, or the day can't be right."""


@transaction.atomic
def note_side_clock(*, matter_id: UUID, code: str, outcome: str, day: date, by_id: int, at: datetime) -> None:
    """Note that the unit did what a side clock asks on the day (`done`) or need not (`not_needed`); empty: neither.

    What counts from it gets its date. Raises `CannotChangeMatter`.
    """
    matter = begin("side_clock", matter_id=matter_id, by_id=by_id)
    clock = next((one for one in clocks.side_clocks(matter) if one.code == code and one.who == UNIT), None)
    if clock is None or code not in {line["code"] for line in matter.side_clocks}:
        raise CannotNoteSideClock(_("Ta sprawa nie ma takiego terminu pobocznego."))
    if outcome not in (DONE, NOT_NEEDED, ""):
        raise CannotNoteSideClock(_("Wybierz, czy to zrobiono, czy nie było potrzebne."), "outcome")
    if not city_day(matter.started_at) <= day <= city_day(at):
        raise CannotNoteSideClock(_("Wpisz dzień od wpływu sprawy do dziś."), "day")
    clocks.note_side_clock(matter, code, outcome=outcome, day=day, by_id=by_id)
    how = str(_OUTCOMES[outcome]) % {"day": f"{day:%d.%m.%Y}"}
    text = f"{clock.name}: {how}"
    tell(matter, "side_done", by_id=by_id, at=at, text=text, details={"code": code, "outcome": outcome})
    finish("side_clock", matter)
