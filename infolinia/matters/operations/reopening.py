"""A settled matter comes back: at once when the office opens it, by the supervisor when it is "nie zrobione"."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.matters import clocks
from infolinia.matters.coming_back import reopening_refusal
from infolinia.matters.models import Matter, Status, StoryEvent
from infolinia.matters.operations.changing import CannotChangeMatter, actor_for, begin, finish, tell
from infolinia.matters.operations.forwarding import leave
from infolinia.matters.operations.telling import tell_resident, told_how
from infolinia.matters.rules import changes

BACK, ELSEWHERE, STAYS = "unit", "other_unit", "closed"
DECISIONS = (BACK, ELSEWHERE, STAYS)
_PLAIN = ("result", "result_basis", "closing_text", "due_to_the_minute", "working", "pauses", "extension")
_MOMENTS = ("closed_at", "started_at", "resident_due_at", "unit_due_at", "notice_sent_at")


@transaction.atomic
def reopen(*, matter_id: UUID, text: str, by_id: int | None, at: datetime) -> None:
    """Open a closed matter again; the same term starts anew today.

    The unit and the supervisor have it at work at once. A resident (`by_id` None), or an adviser who writes down what
    one says, sends it to the supervisor, who decides. A resident may do so within thirty days and twice at most.
    """
    matter = begin("reopen", matter_id=matter_id, by_id=by_id, given={"text": text})
    actor = actor_for(matter, by_id)
    if why := reopening_refusal(matter, actor, at):
        raise CannotChangeMatter(why)
    before = _kept(matter)
    _start_anew(matter, at)
    event = tell(matter, "reopened", by_id=by_id, at=at, text=text, visible=True, details={"before": before})
    tell_resident("reopened", matter, key=str(event.pk), at=at)
    finish("reopen", matter, status=_status(matter, actor))


@transaction.atomic
def settle_reopened(
    *, matter_id: UUID, decision: str, text: str, by_id: int, at: datetime, to_unit_id: int | None = None
) -> None:
    """Decide on a matter that the resident says is not done: back to its unit, to another one, or it stays closed.

    The text tells the unit what to do; where the matter stays closed, it tells the resident why.
    """
    given = {"decision": decision, "text": text}
    matter = begin("settle_reopened", matter_id=matter_id, by_id=by_id, given=given)
    if decision not in DECISIONS:
        raise CannotChangeMatter(_("Wybierz, co dalej ze sprawą."), "decision")
    if decision == STAYS:
        _stay_closed(matter, text, by_id=by_id, at=at)
        return
    left = _give(matter, decision, to_unit_id, at)
    if decision == ELSEWHERE:
        matter.why_here = text.strip()[:300]
    tell(matter, "settled", by_id=by_id, at=at, text=text, details={"decision": decision})
    status = Status.NEW if decision == ELSEWHERE else Status.RETURNED
    finish("settle_reopened", matter, status=status, also_unit=left)


def _status(matter: Matter, actor: changes.Actor) -> Status:
    if actor.role not in changes.WORKERS:
        return Status.REOPENED
    return Status.RETURNED if matter.unit_id else Status.AT_HELPLINE


def _start_anew(matter: Matter, at: datetime) -> None:
    matter.result, matter.result_basis, matter.closing_text, matter.closed_at = "", "", "", None
    matter.reopened += 1
    matter.started_at, matter.pauses, matter.extension, matter.notice_sent_at = at, [], None, None
    matter.opened_at, matter.planned_on, matter.contractor = None, None, ""
    matter.with_unit_since, matter.silent_since = at, None
    clocks.recount(matter, lead_days=matter.category.unit_lead_days)


def _give(matter: Matter, decision: str, to_unit_id: int | None, at: datetime) -> int | None:
    """Put the matter into the hands of the unit that the decision names; returns the unit that loses it, if any."""
    if decision == BACK:
        if matter.unit_id is None:
            raise CannotChangeMatter(_("Tę sprawę zamknęła infolinia. Wybierz komórkę, która ją dostanie."), "decision")
        return None
    unit = city.unit_by_id(to_unit_id) if to_unit_id else None
    if unit is None or unit.is_outside or unit.id == matter.unit_id:
        raise CannotChangeMatter(_("Wybierz inną komórkę, która ma prowadzić sprawę."), "to_unit_id")
    left = leave(matter, at)
    matter.unit_id = unit.id
    return left


def _stay_closed(matter: Matter, text: str, *, by_id: int, at: datetime) -> None:
    """Give the matter back the end that it had, with the reason under it, and tell the resident."""
    event = StoryEvent.objects.filter(matter_id=matter.id, kind="reopened").order_by("-at", "-id").first()
    before = event.details.get("before") if event else None
    if not before:
        raise CannotChangeMatter(_("Nie wiadomo, jak ta sprawa była zamknięta. Oddaj ją komórce."), "decision")
    _restore(matter, before)
    matter.closing_text = f"{matter.closing_text}\n\n{text.strip()}"
    details = {"decision": STAYS, **told_how("stays_closed", matter)}
    said = tell(matter, "stays_closed", by_id=by_id, at=at, text=text, visible=True, details=details)
    tell_resident("stays_closed", matter, key=str(said.pk), at=at, body=text.strip())
    finish("settle_reopened", matter, status=Status.CLOSED)


def _kept(matter: Matter) -> dict[str, Any]:
    """Return how the matter ended and by which clocks, as the story keeps it."""
    moments = {name: getattr(matter, name) for name in _MOMENTS}
    return {name: getattr(matter, name) for name in _PLAIN} | {
        name: moment.isoformat() if moment else None for name, moment in moments.items()
    }


def _restore(matter: Matter, before: Mapping[str, Any]) -> None:
    for name in _PLAIN:
        setattr(matter, name, before[name])
    for name in _MOMENTS:
        setattr(matter, name, parse_datetime(before[name]) if before[name] else None)
