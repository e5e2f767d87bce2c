"""A matter changes hands. The resident's clock runs on (KPA art. 65); only the unit changes."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.matters.models import Matter, Status
from infolinia.matters.operations.changing import CannotChangeMatter, begin, finish, tell


@transaction.atomic
def pass_on(*, matter_id: UUID, to_unit_id: int, reason: str, by_id: int, at: datetime) -> None:
    """Hand the matter to another unit with the reason; a unit that had it before sees it as returned."""
    matter = begin("pass_on", matter_id=matter_id, by_id=by_id, given={"reason": reason})
    unit = city.unit_by_id(to_unit_id)
    if unit is None or unit.id == matter.unit_id:
        raise CannotChangeMatter(_("Wybierz inną komórkę, która ma prowadzić sprawę."), "to_unit_id")
    if unit.is_outside:
        raise CannotChangeMatter(
            _("To instytucja poza urzędem. Zamknij sprawę wynikiem „nie należy do miasta” i podaj kontakt do niej."),
            "to_unit_id",
        )
    left = _leave(matter)
    status = Status.RETURNED if unit.id in matter.past_unit_ids else Status.NEW
    matter.unit_id = unit.id
    tell(matter, "passed_on", by_id=by_id, at=at, text=reason, unit_id=unit.id, visible=True)
    finish("pass_on", matter, status=status, also_unit=left)


@transaction.atomic
def return_to_helpline(*, matter_id: UUID, reason: str, by_id: int, at: datetime) -> None:
    """Send the matter back to the helpline, which finds the right unit or ends it."""
    matter = begin("return_to_helpline", matter_id=matter_id, by_id=by_id, given={"reason": reason})
    tell(matter, "returned", by_id=by_id, at=at, text=reason)
    left = _leave(matter)
    matter.unit = None
    finish("return_to_helpline", matter, also_unit=left)


def _leave(matter: Matter) -> int | None:
    """Take the matter out of its unit's hands; returns the unit it leaves."""
    left = matter.unit_id
    if left and left not in matter.past_unit_ids:
        matter.past_unit_ids = [*matter.past_unit_ids, left]
    matter.officer = None
    matter.waits_for, matter.waits_since, matter.remind_on = "", None, None
    return left
