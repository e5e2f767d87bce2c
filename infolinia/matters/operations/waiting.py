"""A matter waits: for its resident, another unit, another body, a season. Only what the law allows stops its clock."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core.clock import city_day
from infolinia.core.text import one_line
from infolinia.matters import clocks, wording
from infolinia.matters.models import Matter, Status, StoryEvent, WaitsFor
from infolinia.matters.operations.changing import CannotChangeMatter, begin, finish, tell
from infolinia.matters.operations.telling import tell_resident, told_how
from infolinia.matters.rules import waits
from infolinia.matters.rules.changes import SYSTEM, Actor
from infolinia.matters.rules.phrases import Phrase
from infolinia.matters.running import is_over, question_basis
from infolinia.matters.story import CLOCK_RUNS
from infolinia.matters.wording import say

LEAST_ANSWER_DAYS = 7  # KPA art. 64 § 2: a call to complete gives at least seven days
_BATCH = 200


@transaction.atomic
def ask_resident(
    *, matter_id: UUID, question: str, by_id: int, at: datetime, answer_days: int = LEAST_ANSWER_DAYS
) -> None:
    """Ask the resident for what is missing. Where a rule allows it, the clock stands from the next day until the reply.

    The terms of KPA art. 35 (its § 5) and the city's own promises stand; those of other acts run on, and so does a term
    that has passed.
    """
    matter = begin("ask_resident", matter_id=matter_id, by_id=by_id, given={"question": question})
    if not LEAST_ANSWER_DAYS <= answer_days <= 60:
        raise CannotChangeMatter(_("Daj na odpowiedź od 7 do 60 dni (KPA art. 64 § 2)."), "answer_days")
    today = city_day(at)
    matter.waits_for, matter.waits_since = "mieszkaniec", today
    matter.remind_on = wording.WORKING_DAYS.next_working(today + timedelta(days=answer_days))
    basis = question_basis(matter, at)
    details = {"answer_days": answer_days, **told_how("question", matter), **({} if basis else CLOCK_RUNS)}
    event = tell(matter, "asked", by_id=by_id, at=at, text=question, visible=True, details=details)
    if basis:
        first, reason = today + timedelta(days=1), "czekaliśmy na odpowiedź mieszkańca"
        clocks.stop(matter, first=first, reason=reason, event=f"ev-{event.pk}", basis=basis)
    tell_resident("question", matter, key=str(event.pk), at=at, body=question.strip())
    finish("ask_resident", matter)


@transaction.atomic
def resident_replied(*, matter_id: UUID, text: str, by_id: int | None, at: datetime) -> None:
    """Note the resident's reply; a clock that stood runs again from the next day and the end moves by the days."""
    matter = begin("resident_replied", matter_id=matter_id, by_id=by_id, given={"text": text})
    take_reply(matter, text, by_id=by_id, at=at)


def take_reply(matter: Matter, text: str, *, by_id: int | None, at: datetime) -> StoryEvent:
    """Take the words as the reply that a locked matter waits for; returns the line of the story that keeps them."""
    stood: dict[str, object] = {"days": clocks.days_standing(matter, at)}
    details = stood if matter.stopped_since else CLOCK_RUNS
    event = tell(matter, "replied", by_id=by_id, at=at, text=text, visible=True, details=details)
    stop_waiting(matter, at=at, event=f"ev-{event.pk}")
    finish("resident_replied", matter)
    return event


@transaction.atomic
def wait_for(
    *,
    matter_id: UUID,
    whom: str,
    remind_on: date | None,
    by_id: int,
    at: datetime,
    text: str = "",
    kind: str = WaitsFor.UNIT,
    stands: bool = False,
    evidence: str = "",
) -> None:
    """Note for whom or for what the matter waits: `kind` is a code of `WaitsFor`; a season needs its last day.

    The resident's clock runs on. `stands` stops it from the next day where the law or the promise allows that
    (KPA art. 35 § 5), on evidence that stays in the story; the resident then sees it.
    """
    with wording.in_office_language():
        named = whom or (_("pora roku") if kind == waits.SEASON else "")
    matter = begin("wait_for", matter_id=matter_id, by_id=by_id, given={"whom": named})
    today = city_day(at)
    _refuse(waits.refusal_of_day(kind, until=remind_on, today=today))
    if stands and matter.parent_id:
        raise CannotChangeMatter(_("To część sprawy. Zegar zatrzymuje komórka, która prowadzi całą sprawę."), "stands")
    if stands:
        _refuse(_refusal_of_standing(matter, kind, evidence, is_over=is_over(matter, at)))
    matter.waits_kind, matter.waits_for, matter.waits_since = kind, one_line(named, 120), today
    matter.remind_on = remind_on
    details: dict[str, object] = {"whom": matter.waits_for, "kind": kind}
    if stands:
        details |= {"stands": True, "evidence": evidence.strip()}
    said = "stands" if stands else "waiting"
    event = tell(matter, said, by_id=by_id, at=at, text=text, visible=stands, details=details)
    if stands:
        _stop(matter, kind, evidence=evidence, event=event, today=today)
    tell_resident("waiting", matter, key=str(event.pk), at=at)
    finish("wait_for", matter)


@transaction.atomic
def resume(*, matter_id: UUID, by_id: int, at: datetime, text: str = "") -> None:
    """Work on: the other side answered, or there is no use in waiting."""
    matter = begin("resume", matter_id=matter_id, by_id=by_id)
    _work_on(matter, by_id=by_id, at=at, text=text)


def end_seasons(*, at: datetime) -> int:
    """Bring the matters back to work whose season is over; returns how many. Each in a transaction of its own."""
    over = Matter.objects.filter(status=Status.WAITING, waits_kind=waits.SEASON, remind_on__lte=city_day(at))
    return sum(_end_season(ident, at) for ident in over.values_list("pk", flat=True)[:_BATCH])


@transaction.atomic
def _end_season(matter_id: UUID, at: datetime) -> bool:
    try:
        matter = begin("resume", matter_id=matter_id, by_id=None, actor=Actor(SYSTEM))
    except CannotChangeMatter:
        return False
    if matter.waits_kind != waits.SEASON or matter.remind_on is None or matter.remind_on > city_day(at):
        return False
    _work_on(matter, by_id=None, at=at, text=_("Minął dzień, do którego sprawa czekała."))
    return True


def _work_on(matter: Matter, *, by_id: int | None, at: datetime, text: str) -> None:
    days = clocks.days_standing(matter, at)
    event = tell(matter, "resumed", by_id=by_id, at=at, text=text, details={"days": days})
    stop_waiting(matter, at=at, event=f"ev-{event.pk}")
    finish("resume", matter)


def stop_waiting(matter: Matter, *, at: datetime, event: str = "") -> None:
    """Forget whom the matter waited for; if its clock stood, let it run and count the end again."""
    stood = matter.stopped_since is not None
    clocks.start_again(matter, at=at, event=event)
    matter.waits_kind, matter.waits_for, matter.waits_since, matter.remind_on = "", "", None, None
    if stood:
        clocks.recount(matter, lead_days=matter.category.unit_lead_days)


def _stop(matter: Matter, kind: str, *, evidence: str, event: StoryEvent, today: date) -> None:
    clocks.stop(
        matter,
        first=today + timedelta(days=1),
        reason=waits.WAITS[kind].reason,
        event=f"ev-{event.pk}",
        basis=waits.basis_of_standing(kind, term_basis=matter.term_basis, is_promise=matter.term_is_promise),
        evidence=evidence.strip(),
    )


def _refusal_of_standing(matter: Matter, kind: str, evidence: str, *, is_over: bool) -> tuple[str, Phrase] | None:
    return waits.refusal_of_standing(
        kind, evidence=evidence, term_basis=matter.term_basis, is_promise=matter.term_is_promise, is_over=is_over
    )


def _refuse(found: tuple[str, Phrase] | None) -> None:
    if found:
        raise CannotChangeMatter(say(found[1]), found[0])
