"""A matter ends with a result and a text; what its resident adds before or after stays with it."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core.clock import city_day
from infolinia.core.text import one_line
from infolinia.matters import coming_in, wording
from infolinia.matters.models import Matter, Result, Status
from infolinia.matters.operations import parts
from infolinia.matters.operations.changing import CannotChangeMatter, begin, finish, tell
from infolinia.matters.operations.telling import tell_resident, told_how
from infolinia.matters.operations.waiting import stop_waiting, take_reply
from infolinia.matters.rules import outcomes
from infolinia.matters.wording import say


@transaction.atomic
def close(
    *,
    matter_id: UUID,
    result: str,
    text: str,
    by_id: int,
    at: datetime,
    basis: str = "",
    handed_to: str = "",
    handed_on: date | None = None,
    despite_parts: str = "",
) -> None:
    """End the matter: result (a code of Result) and the text the resident gets.

    A refusal needs its legal `basis`. What is not the city's needs to whom it goes; `handed_on` is the day on which
    the office itself passed it there (KPA art. 65 and 231), empty where the resident was only shown the way.
    A matter with open parts needs to be told why it ends before them (`despite_parts`).
    """
    matter = begin("close", matter_id=matter_id, by_id=by_id, given={"result": result, "text": text})
    if wrong := outcomes.lacking(result, {"basis": basis, "handed_to": handed_to}):
        raise CannotChangeMatter(say(wrong[1]), wrong[0])
    if unfinished := parts.refusal_of_closing(matter, despite_parts):
        raise CannotChangeMatter(unfinished, "despite_parts")
    stop_waiting(matter, at=at)
    details: dict[str, object] = {"result": result, "basis": basis.strip()}
    if despite_parts.strip():
        details["despite_parts"] = despite_parts.strip()
    if result == Result.NOT_OURS:
        details |= _handed_over(matter, one_line(handed_to, 160), handed_on, at)
        text = f"{text.strip()}\n\n{details['said']}"
    end(matter, result=result, text=text, basis=str(details.get("law") or details["basis"]), at=at)
    details |= told_how("closed", matter)
    event = tell(matter, "closed", by_id=by_id, at=at, text=text, visible=True, details=details)
    tell_resident("closed", matter, key=str(event.pk), at=at, body=text.strip(), basis=basis.strip())
    finish("close", matter)
    parts.tell_whole(matter, by_id=by_id, at=at)


def end(matter: Matter, *, result: str, text: str, basis: str, at: datetime) -> None:
    """Give a locked matter its end; a refusal's basis stands under the text that the resident gets."""
    matter.result, matter.result_basis, matter.closed_at = result, basis[:200], at
    shown = basis if result == Result.REFUSED else ""
    matter.closing_text = f"{text.strip()}\n\n{shown}".strip()


@transaction.atomic
def resident_message(*, matter_id: UUID, text: str, at: datetime, by_id: int | None = None) -> int:
    """Keep what the resident adds from the status page or by phone; returns the line of the story that keeps it.

    A reply we wait for starts the clock again; words after a full answer bring the matter back to work.
    """
    matter = begin("resident_message", matter_id=matter_id, by_id=by_id, given={"text": text})
    if matter.status == Status.ASKED_RESIDENT:
        return take_reply(matter, text, by_id=by_id, at=at).pk
    event = tell(matter, "resident_message", by_id=by_id, at=at, text=text, visible=True)
    back = Status.IN_PROGRESS if matter.status == Status.ANSWERED else None
    finish("resident_message", matter, status=back)
    return event.pk


def _handed_over(matter: Matter, to: str, on: date | None, at: datetime) -> dict[str, object]:
    """Return what the story keeps of the handing over: to whom, when, by what right, and the words about it."""
    if on is None:
        with wording.in_language_of(matter):
            said = _("Tę sprawę załatwia: %(whom)s.") % {"whom": to}
        return {"handed_to": to, "said": said}
    received = city_day(coming_in.received_at(matter))
    if wrong := outcomes.wrong_day(on, received=received, today=city_day(at)):
        raise CannotChangeMatter(say(wrong), "handed_on")
    term = outcomes.handing_over(matter.kind, received=received, handed_on=on, calendar=wording.WORKING_DAYS)
    with wording.in_language_of(matter):
        said = _("Przekazaliśmy ją %(day)s do: %(whom)s (%(basis)s).")
    return {
        "handed_to": to,
        "handed_on": on.isoformat(),
        "until": term.until.isoformat(),
        "late": term.is_late,
        "law": term.basis,
        "said": said % {"day": f"{on:%d.%m.%Y}", "whom": to, "basis": term.basis},
    }
