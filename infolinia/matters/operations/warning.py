"""Warnings before and after the end, and of silence: each rung of the ladder speaks once of each matter."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from infolinia.city.rules.calendar import CITY_ZONE, Calendar, end_of_day
from infolinia.core import live
from infolinia.matters import clocks, wording
from infolinia.matters.models import Matter, Rung, Status, StoryEvent, WarningSent
from infolinia.matters.office import office_calendar
from infolinia.matters.rules import ladder
from infolinia.matters.rules.ladder import Due, Step
from infolinia.matters.running import running
from infolinia.matters.shapes import Warned
from infolinia.matters.warned import LAST_DAY, UNOPENED, warned_in_vain
from infolinia.matters.wording import WORKING_DAYS

_BATCH = 500
_MOMENT = timedelta(microseconds=1)  # an end is the first moment after its last day
_OPEN = ~Q(status=Status.CLOSED)


@transaction.atomic
def warn(*, at: datetime) -> list[Warned]:
    """Give the warnings that are due, each once, and note which matters units pass over in silence.

    A standing clock neither comes near its end nor passes it. Returns what was said aloud; at most 500 matters of each
    rung a time. Of several rungs reached at once the gravest speaks, the others count as given.
    """
    steps = [Step(row.pk, row.counts, row.amount, row.to) for row in Rung.objects.filter(active=True)]
    office = office_calendar()
    _mark_silence(steps, at, office)
    _end_what_is_over(at)
    due = [one for step in steps for one in (*_due(step, at, office), *_owed(step, at, office))]
    said = ladder.aloud(due)
    WarningSent.objects.bulk_create(_row(one, at, is_said=one in said) for one in due)
    rows = {row.pk: row for row in Matter.objects.filter(pk__in={one.matter_id for one in said}).only(*_SHOWN)}
    StoryEvent.objects.bulk_create(_event(one, rows[one.matter_id], at) for one in sorted(said, key=_order))
    _publish({row.unit_id for row in rows.values()})
    return [_warned(one, rows[one.matter_id]) for one in sorted(said, key=_order)]


_SHOWN = (
    "id", "number", "unit_id", "side_clocks", "side_due_on", "extension", "term_is_promise", "term_basis",
    "notice_sent_at", "reply_channel",
)  # fmt: skip


def _due(step: Step, at: datetime, office: Calendar) -> list[Due]:
    """Return the matters that have reached the rung and were not warned there of this end, locked."""
    found = ladder.window(step, at=at, days=WORKING_DAYS, office=office)
    if found is None:
        return []
    moment = "with_unit_since" if step.counts == ladder.SILENCE else "resident_due_at"
    asked = Q(**{f"{moment}__lte": found.until}) & (UNOPENED if step.counts == ladder.SILENCE else _OPEN)
    if step.counts != ladder.SILENCE:
        asked &= running()
    if found.after:
        asked &= Q(**{f"{moment}__gt": found.after})
    if found.least:
        asked &= Q(resident_due_at__gt=F("started_at") + found.least)
    sent = WarningSent.objects.filter(matter=OuterRef("pk"), rung=step.id, about=OuterRef(moment))
    rows: QuerySet[Matter] = Matter.objects.filter(asked, ~Exists(sent)).order_by(moment)
    locked = rows.select_for_update(of=("self",), skip_locked=True).only("id", moment)[:_BATCH]
    return [Due(row.pk, step, getattr(row, moment)) for row in locked]


def _owed(step: Step, at: datetime, office: Calendar) -> list[Due]:
    """Return the matters whose side clock has reached the rung, locked; what falls on the resident's own end is left.

    A side clock runs on while the resident's stands: the law names a day for it, and no pauses.
    """
    found = ladder.window(step, at=at, days=WORKING_DAYS, office=office)
    if found is None or step.counts == ladder.SILENCE:
        return []
    first, last = ladder.days_within(found)
    asked = _OPEN & Q(side_due_on__lte=last) & ~Q(side_due_on=_day(F("resident_due_at") - _MOMENT))
    if first:
        asked &= Q(side_due_on__gte=first)
    if found.least:
        asked &= Q(side_due_on__gte=_day(F("started_at") + found.least))
    sent = WarningSent.objects.filter(matter=OuterRef("pk"), rung=step.id).annotate(last_day=LAST_DAY)
    rows = Matter.objects.filter(asked, ~Exists(sent.filter(last_day=OuterRef("side_due_on")))).order_by("side_due_on")
    locked = rows.select_for_update(of=("self",), skip_locked=True).only("id", "side_due_on")[:_BATCH]
    return [Due(row.pk, step, end_of_day(row.side_due_on), is_side=True) for row in locked if row.side_due_on]


def _day(moment: Any) -> TruncDate:
    return TruncDate(moment, tzinfo=CITY_ZONE)


def _mark_silence(steps: Sequence[Step], at: datetime, office: Calendar) -> None:
    """Note since when units are silent, and forget it where they are not any more."""
    hours = ladder.silent_after(steps)
    widest = Step(0, ladder.SILENCE, hours, ladder.HEAD) if hours is not None else None
    found = ladder.window(widest, at=at, days=WORKING_DAYS, office=office) if widest else None
    silent = Matter.objects.filter(UNOPENED)
    if found:
        silent.filter(with_unit_since__lte=found.until, silent_since=None).update(silent_since=at)
    else:
        silent.exclude(silent_since=None).update(silent_since=None)


def _end_what_is_over(at: datetime) -> None:
    """Put aside the warnings of ends that are not any more: the matter is closed, opened, or has another end."""
    ids = list(warned_in_vain().values_list("pk", flat=True))
    if ids:
        WarningSent.objects.filter(pk__in=ids).update(over_at=at)


def _row(due: Due, at: datetime, *, is_said: bool) -> WarningSent:
    over = None if is_said else at
    return WarningSent(
        matter_id=due.matter_id, rung_id=due.step.id, to=due.step.to, about=due.about, at=at, over_at=over
    )


def _event(due: Due, matter: Matter, at: datetime) -> StoryEvent:
    kind = {ladder.BEFORE: "due_soon", ladder.AFTER: "due_late", ladder.SILENCE: "unopened"}[due.step.counts]
    details = {"to": due.step.to, "counts": due.step.counts, "amount": due.step.amount}
    text = said_to(due.step.to)
    if due.is_side and (owed := clocks.owed(matter)):
        details["side"] = owed.code
        text = f"{text} {wording.owed(owed, at)}"
    return StoryEvent(matter_id=due.matter_id, kind=kind, at=at, unit_id=matter.unit_id, text=text, details=details)


def said_to(to: str) -> str:
    """Return whom a warning went to, as the story tells it."""
    words = {
        ladder.OFFICER: _("Ostrzeżenie dla prowadzącego sprawę."),
        ladder.HEAD: _("Ostrzeżenie dla kierującego komórką."),
        ladder.SUPERVISOR: _("Ostrzeżenie dla kierownika infolinii."),
    }
    return words[to]


def _warned(due: Due, matter: Matter) -> Warned:
    kind = {ladder.BEFORE: "soon", ladder.AFTER: "late", ladder.SILENCE: "silent"}[due.step.counts]
    return Warned(matter.pk, matter.number, matter.unit_id or 0, kind, due.step.to, due.is_side)


def _order(due: Due) -> tuple[datetime, str, tuple[int, int], str]:
    return due.about, str(due.matter_id), due.step.weight, due.step.to


def _publish(units: set[int | None]) -> None:
    if units:
        live.publish("board")
    for unit_id in units - {None}:
        live.publish("unit", unit_id)
