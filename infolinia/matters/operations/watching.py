"""Keeping deadlines: new ends with notice, reminders, warnings before and after."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.city.rules.calendar import end_of_day
from infolinia.core import live
from infolinia.core.clock import city_day
from infolinia.matters import clocks
from infolinia.matters.models import Matter, Status, StoryEvent
from infolinia.matters.operations import letters
from infolinia.matters.operations.changing import CannotChangeMatter, begin, finish, reply_details, tell
from infolinia.matters.rules.deadlines import deadline
from infolinia.matters.rules.terms import parse_term
from infolinia.matters.rules.words import until_weekday
from infolinia.matters.shapes import Warned
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
        details={"new_day": new_day.isoformat(), **reply_details(matter)},
    )
    if letters.write("extended", matter, key=str(event.pk), at=at, body=reason.strip()):
        matter.extension["letter"] = letters.key_of("extended", str(event.pk))
    finish("extend", matter)


@transaction.atomic
def chase(*, matter_id: UUID, text: str, by_id: int, at: datetime) -> None:
    """Remind the unit of the matter; the reminder stays in its story and in the supervisor's log."""
    matter = begin("chase", matter_id=matter_id, by_id=by_id)
    tell(matter, "chased", by_id=by_id, at=at, text=text)
    finish("chase", matter)


@transaction.atomic
def warn(*, at: datetime) -> list[Warned]:
    """Note, once each, the matters whose deadline is at most a working day ahead and those that are late.

    A standing clock is neither. Returns what was noted; at most 500 of each kind a time.
    """
    soon = end_of_day(WORKING_DAYS.add_working(city_day(at), 1))
    running = Matter.objects.filter(stopped_since=None).exclude(status=Status.CLOSED)
    late = _warn(running.filter(resident_due_at__lte=at, warned_late_at=None), "late", at)
    near = running.filter(resident_due_at__gt=at, resident_due_at__lte=soon, warned_soon_at=None)
    warned = late + _warn(near, "soon", at)
    if warned:
        live.publish("board")
        for unit_id in {one.unit_id for one in warned if one.unit_id}:
            live.publish("unit", unit_id)
    return warned


def _warn(matters: "Iterable[Matter]", kind: str, at: datetime) -> list[Warned]:
    rows = matters.select_for_update(skip_locked=True).only("id", "number", "unit_id")[:_BATCH]  # type: ignore[attr-defined]
    found = [Warned(row.id, row.number, row.unit_id or 0, kind) for row in rows]
    if found:
        StoryEvent.objects.bulk_create(
            [StoryEvent(matter_id=one.id, kind=f"due_{kind}", at=at, unit_id=one.unit_id or None) for one in found]
        )
        Matter.objects.filter(id__in=[one.id for one in found]).update(**{f"warned_{kind}_at": at})
    return found


def _check_new_day(matter: Matter, new_day: date, at: datetime) -> None:
    """Refuse a day that is not later than the present end, not working, or past what the law allows."""
    if new_day <= max(last_day(matter.resident_due_at), city_day(at)):
        raise CannotChangeMatter(_("Nowy termin musi być późniejszy niż obecny i niż dzisiejszy dzień."), "new_day")
    if WORKING_DAYS.is_free(new_day):
        raise CannotChangeMatter(_("To dzień wolny. Wybierz dzień roboczy."), "new_day")
    clock = matter.category.clock
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
