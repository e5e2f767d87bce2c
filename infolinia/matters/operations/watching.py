"""Keeping deadlines: new ends with notice."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core.clock import city_day
from infolinia.matters import clocks
from infolinia.matters.models import Clock, Matter
from infolinia.matters.operations.changing import CannotChangeMatter, begin, finish, tell
from infolinia.matters.operations.telling import key_of, tell_resident, told_how
from infolinia.matters.rules.deadlines import deadline
from infolinia.matters.rules.terms import parse_term
from infolinia.matters.rules.words import until_weekday
from infolinia.matters.wording import WORKING_DAYS, last_day, say

_BATCH = 500


@transaction.atomic
def extend(*, matter_id: UUID, new_day: date, reason: str, by_id: int, at: datetime) -> None:
    """Set a new end and tell the resident: the reason, the day, and the right to a `ponaglenie` (KPA art. 36, 37).

    The notice counts as sent when it has left, not before: see `operations.notices`.
    """
    matter = begin("extend", matter_id=matter_id, by_id=by_id, given={"reason": reason})
    _check_new_day(matter, new_day, at)
    matter.extension = {
        "new_end": new_day.isoformat(),
        "noticed_on": city_day(at).isoformat(),
        "reason": reason.strip(),
        "notice_by": max(last_day(matter.resident_due_at), city_day(at)).isoformat(),
    }
    matter.notice_sent_at = None
    clocks.recount(matter, lead_days=matter.category.unit_lead_days)
    event = tell(
        matter,
        "extended",
        by_id=by_id,
        at=at,
        text=reason,
        visible=True,
        details={"new_day": new_day.isoformat(), **told_how("extended", matter)},
    )
    if tell_resident("extended", matter, key=str(event.pk), at=at, body=reason.strip()):
        matter.extension["letter"] = key_of("extended", str(event.pk))
    finish("extend", matter)


def _check_new_day(matter: Matter, new_day: date, at: datetime) -> None:
    """Refuse a day that is not later than the present end, not working, or past what the law allows.

    A term in service hours has no new end: nothing in its count would take one in.
    """
    if clocks.is_in_hours(matter.term):
        raise CannotChangeMatter(
            _("Ten termin liczy się w godzinach pracy infolinii. Takiego terminu się nie przedłuża.")
        )
    if new_day <= max(last_day(matter.resident_due_at), city_day(at)):
        raise CannotChangeMatter(_("Nowy termin musi być późniejszy niż obecny i niż dzisiejszy dzień."), "new_day")
    if WORKING_DAYS.is_free(new_day):
        raise CannotChangeMatter(_("To dzień wolny. Wybierz dzień roboczy."), "new_day")
    clock = _clock_of(matter)
    if matter.term_is_promise or clock is None or not clock.longest:
        return
    longest = deadline(
        start=city_day(matter.started_at),
        term=parse_term(clock.longest),
        calendar=WORKING_DAYS,
        pauses=clocks.pauses_of(matter),
    ).legal_end
    if isinstance(longest, date) and new_day > longest:
        words = {"until": say(until_weekday(longest, city_day(at))), "basis": clock.basis}
        raise CannotChangeMatter(_("Przepis pozwala przedłużyć najdalej %(until)s (%(basis)s).") % words, "new_day")


def _clock_of(matter: Matter) -> Clock | None:
    """Return the entry of the catalogue under which the matter began; of older ones, that of their kind."""
    return Clock.objects.filter(code=matter.clock_code).first() if matter.clock_code else matter.category.clock
