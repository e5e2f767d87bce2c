"""A unit says when the work will be done, and by whom when it is not its own people."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core.clock import city_day
from infolinia.core.text import one_line
from infolinia.matters.models import Matter, WaitsFor
from infolinia.matters.operations.changing import CannotChangeMatter, begin, finish, tell
from infolinia.matters.operations.telling import tell_resident, told_how
from infolinia.matters.operations.waiting import stop_waiting
from infolinia.matters.rules.changes import Actor


@transaction.atomic
def plan(
    *, matter_id: UUID, day: date, by_id: int | None, at: datetime, text: str = "", actor: Actor | None = None
) -> None:
    """Set the day on which the work is to be done and tell the resident; no deadline moves by it.

    `actor` is the contractor where the day is theirs.
    """
    matter = begin("plan", matter_id=matter_id, by_id=by_id, given={"day": day.isoformat()}, actor=actor)
    if day < city_day(at):
        raise CannotChangeMatter(_("Ten dzień już minął. Wybierz dzisiejszy albo późniejszy."), "day")
    matter.planned_on = day
    details = {"day": day.isoformat(), **told_how("planned", matter), **(_who(matter) if actor else {})}
    event = tell(matter, "planned", by_id=by_id, at=at, text=text, visible=True, details=details)
    tell_resident("planned", matter, key=str(event.pk), at=at, body=text.strip())
    finish("plan", matter)


@transaction.atomic
def contract(
    *, matter_id: UUID, contractor: str, what: str, by_id: int, at: datetime, until: date | None = None
) -> None:
    """Give the work to a hired firm: the matter waits for it, its clock runs on, and it stays the unit's own."""
    given = {"contractor": contractor, "text": what}
    matter = begin("contract", matter_id=matter_id, by_id=by_id, given=given)
    if until and until < city_day(at):
        raise CannotChangeMatter(_("Ten dzień już minął. Wybierz dzisiejszy albo późniejszy."), "until")
    matter.contractor = one_line(contractor, 160)
    matter.waits_kind, matter.waits_for = WaitsFor.CONTRACTOR, one_line(contractor, 120)
    matter.waits_since, matter.remind_on = city_day(at), until
    event = tell(matter, "contracted", by_id=by_id, at=at, text=what, details=_who(matter))
    tell_resident("contracted", matter, key=str(event.pk), at=at)
    finish("contract", matter)


@transaction.atomic
def contractor_accepted(*, matter_id: UUID, actor: Actor, at: datetime, text: str = "") -> int:
    """Note that the contractor takes the work; returns the line of the story."""
    matter = begin("contractor_accepted", matter_id=matter_id, by_id=None, actor=actor)
    event = tell(matter, "contractor_accepted", by_id=None, at=at, text=text, details=_who(matter))
    finish("contractor_accepted", matter)
    return event.pk


@transaction.atomic
def contractor_done(
    *, matter_id: UUID, at: datetime, text: str = "", by_id: int | None = None, actor: Actor | None = None
) -> int:
    """Note that the contractor says it is done: the unit checks and closes; returns the line of the story."""
    matter = begin("contractor_done", matter_id=matter_id, by_id=by_id, actor=actor)
    if matter.waits_kind != WaitsFor.CONTRACTOR:
        raise CannotChangeMatter(_("Ta sprawa nie czeka na wykonawcę."))
    event = tell(matter, "contractor_done", by_id=by_id, at=at, text=text, details=_who(matter))
    stop_waiting(matter, at=at)
    finish("contractor_done", matter)
    return event.pk


def _who(matter: Matter) -> dict[str, object]:
    return {"contractor": matter.contractor}
