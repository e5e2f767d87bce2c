"""A matter changes hands. The resident's clock runs on (KPA art. 65); only the unit changes."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.matters import wording
from infolinia.matters.models import Matter, Status
from infolinia.matters.operations.changing import CannotChangeMatter, begin, finish, tell
from infolinia.matters.operations.telling import tell_resident
from infolinia.matters.operations.waiting import stop_waiting
from infolinia.matters.rules import returning
from infolinia.matters.rules.phrases import Phrase
from infolinia.matters.wording import say


@transaction.atomic
def pass_on(*, matter_id: UUID, to_unit_id: int, reason: str, by_id: int, at: datetime, reason_code: str = "") -> None:
    """Hand the matter to another unit with the reason; a unit that had it before sees it as returned.

    `reason_code` is one of `rules.returning.REASONS`; most of them need no more words.
    """
    matter = begin("pass_on", matter_id=matter_id, by_id=by_id, given={"reason": _reason(reason, reason_code)})
    unit = city.unit_by_id(to_unit_id)
    if unit is None or unit.id == matter.unit_id:
        raise CannotChangeMatter(_("Wybierz inną komórkę, która ma prowadzić sprawę."), "to_unit_id")
    if unit.is_outside:
        raise CannotChangeMatter(
            _("To instytucja poza urzędem. Zamknij sprawę wynikiem „nie należy do miasta” i podaj kontakt do niej."),
            "to_unit_id",
        )
    left = leave(matter, at)
    status = Status.RETURNED if unit.id in matter.past_unit_ids else Status.NEW
    matter.unit_id = unit.id
    details = _details(reason_code, left)
    text = _reason(reason, reason_code)
    matter.why_here = text[:300]
    event = tell(matter, "passed_on", by_id=by_id, at=at, text=text, unit_id=unit.id, visible=True, details=details)
    tell_resident("passed_on", matter, key=str(event.pk), at=at)
    finish("pass_on", matter, status=status, also_unit=left)


@transaction.atomic
def return_to_helpline(*, matter_id: UUID, reason: str, by_id: int, at: datetime, reason_code: str = "") -> None:
    """Send the matter back to the helpline, which finds the right unit or ends it."""
    text = _reason(reason, reason_code)
    matter = begin("return_to_helpline", matter_id=matter_id, by_id=by_id, given={"reason": text})
    tell(matter, "returned", by_id=by_id, at=at, text=text, details=_details(reason_code, matter.unit_id))
    left = leave(matter, at)
    matter.unit = None
    finish("return_to_helpline", matter, also_unit=left)


def leave(matter: Matter, at: datetime) -> int | None:
    """Take the matter out of its unit's hands, with its clock running; returns the unit it leaves."""
    stop_waiting(matter, at=at)
    left = matter.unit_id
    if left and left not in matter.past_unit_ids:
        matter.past_unit_ids = [*matter.past_unit_ids, left]
    matter.officer = None
    matter.opened_at, matter.planned_on = None, None
    matter.with_unit_since, matter.silent_since = at, None
    return left


def _reason(words: str, code: str) -> str:
    """Return the whole reason in words, or refuse a code without what it needs."""
    if wrong := returning.lacking(code, words):
        raise CannotChangeMatter(say(wrong[1]), wrong[0])
    with wording.in_office_language():
        chosen = say(Phrase(returning.REASONS[code].words)) if code else ""
    return f"{chosen} {words.strip()}".strip()


def _details(code: str, left: int | None) -> dict[str, object]:
    """Return what the rules of routing learn from: the reason, and whose the matter was."""
    return {"reason_code": code, "from_unit": left}
