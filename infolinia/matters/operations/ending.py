"""A matter ends with a result and a text, and may come back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core.clock import city_day
from infolinia.matters import clocks
from infolinia.matters.models import Matter, Result, Status
from infolinia.matters.operations import letters
from infolinia.matters.operations.changing import CannotChangeMatter, actor_for, begin, finish, reply_details, tell
from infolinia.matters.operations.unit_work import stop_waiting
from infolinia.matters.rules import changes
from infolinia.matters.wording import say


@transaction.atomic
def close(*, matter_id: UUID, result: str, text: str, by_id: int, at: datetime, basis: str = "") -> None:
    """End the matter: result (a code of Result), the text the resident gets, and for a refusal its legal basis."""
    matter = begin("close", matter_id=matter_id, by_id=by_id, given={"result": result, "text": text})
    if result not in Result.values:
        raise CannotChangeMatter(_("Wybierz wynik sprawy z listy."), "result")
    if result == Result.REFUSED and not basis.strip():
        raise CannotChangeMatter(_("Przy odmowie podaj podstawę prawną. Mieszkaniec ma prawo ją znać."), "basis")
    stop_waiting(matter, at=at)
    matter.result, matter.closing_text, matter.closed_at = result, _closing_text(text, basis), at
    event = tell(
        matter,
        "closed",
        by_id=by_id,
        at=at,
        text=text,
        visible=True,
        details={"result": result, "basis": basis.strip(), **reply_details(matter)},
    )
    letters.write("closed", matter, key=str(event.pk), at=at, body=text.strip(), basis=basis.strip())
    finish("close", matter)


@transaction.atomic
def reopen(*, matter_id: UUID, text: str, by_id: int | None, at: datetime) -> None:
    """Open a closed matter again, for the unit that closed it; the same term starts anew today.

    A resident (`by_id` None) may do so within thirty days of its end and twice at most.
    """
    matter = begin("reopen", matter_id=matter_id, by_id=by_id, given={"text": text})
    if why := reopening_refusal(matter, actor_for(matter, by_id), at):
        raise CannotChangeMatter(why)
    matter.result, matter.closing_text, matter.closed_at = "", "", None
    matter.reopened += 1
    matter.started_at, matter.pauses, matter.extension, matter.notice_sent_at = at, [], None, None
    clocks.recount(matter, lead_days=matter.category.unit_lead_days)
    tell(matter, "reopened", by_id=by_id, at=at, text=text, visible=True)
    finish("reopen", matter, status=Status.RETURNED if matter.unit_id else Status.AT_HELPLINE)


@transaction.atomic
def resident_message(*, matter_id: UUID, text: str, at: datetime, by_id: int | None = None) -> None:
    """Keep what the resident adds from the status page or by phone; a reply we wait for starts the clock again."""
    matter = begin("resident_message", matter_id=matter_id, by_id=by_id, given={"text": text})
    if matter.status == Status.ASKED_RESIDENT:
        _take_as_reply(matter, text, by_id, at)
        return
    tell(matter, "resident_message", by_id=by_id, at=at, text=text, visible=True)
    finish("resident_message", matter)


def _take_as_reply(matter: Matter, text: str, by_id: int | None, at: datetime) -> None:
    days = clocks.days_standing(matter, at)
    event = tell(matter, "replied", by_id=by_id, at=at, text=text, visible=True, details={"days": days})
    stop_waiting(matter, at=at, event=f"ev-{event.pk}")
    finish("resident_replied", matter)


def reopening_refusal(matter: Matter, actor: changes.Actor, at: datetime) -> str:
    """Return why this actor may not open the closed matter again, or an empty text."""
    closed_at = matter.closed_at or at
    days = (city_day(at) - city_day(closed_at)).days
    why = changes.reopening_refusal(actor=actor, days_closed=days, times=matter.reopened)
    return say(why) if why else ""


def _closing_text(text: str, basis: str) -> str:
    return f"{text.strip()}\n\n{basis.strip()}".strip()
