"""Forecasts of open matters from their unit's own past with the kind."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from infolinia.core.clock import city_day
from infolinia.matters.models import Matter, PaceCurve, Status
from infolinia.matters.queries.lines import line, rows
from infolinia.matters.rules.forecast import Curve, Outlook, chance, outlook, running_days
from infolinia.matters.running import running, stands_since
from infolinia.matters.shapes import Forecast, MatterLine

LIKELY = 0.5
_AHEAD = timedelta(days=30)
_LOOKED_AT = 2000
_LOOKED_AT_OF = ("pk", "unit_id", "category_id", "started_at", "resident_due_at", "pauses")
_DAY = timedelta(days=1)
_WEIGHED = ("id", "unit_id", "category_id", "status", "started_at", "resident_due_at", "stopped_since", "pauses")
_RUNNING = running() & ~Q(status=Status.CLOSED)


def forecast(matter: Matter, at: datetime) -> Forecast | None:
    """Return what to expect of the matter; None where it is closed, late, standing, or the past says too little."""
    return forecasts([matter], at).get(matter.pk)


def forecasts(matters: Iterable[Matter], at: datetime) -> dict[UUID, Forecast]:
    """Return what to expect of each matter of which the past says enough, in one statement."""
    running = [one for one in matters if _is_running(one, at)]
    curves = _curves((one.unit_id, one.category_id) for one in running)
    found = {}
    for one in running:
        known = curves.get((one.unit_id or 0, one.category_id))
        if known and (seen := _outlook(one, known, at)):
            found[one.pk] = _forecast(one, known, seen, at)
    return found


def likely_late(
    at: datetime, *, units: Collection[int] | None = None, limit: int = 50
) -> list[tuple[MatterLine, Forecast]]:
    """Return matters due within thirty days that will more likely than not be late, the likeliest first.

    Of these units or of all; it looks at the 2,000 nearest ends.
    """
    near = Matter.objects.filter(_RUNNING, resident_due_at__gt=at, resident_due_at__lte=at + _AHEAD)
    asked = near.filter(unit__isnull=False) if units is None else near.filter(unit_id__in=units)
    chances = _chances(list(asked.order_by("resident_due_at").values_list(*_LOOKED_AT_OF)[:_LOOKED_AT]), at)
    first = sorted(chances, key=lambda ident: -chances[ident])[:limit]
    likely = forecasts(Matter.objects.filter(pk__in=first).only(*_WEIGHED), at)
    shown = {row.pk: row for row in rows().filter(pk__in=list(likely))}
    order = sorted(shown, key=lambda ident: (-likely[ident].late, shown[ident].resident_due_at))
    return [(line(shown[ident], at), likely[ident]) for ident in order]


def _chances(nearest: Sequence[Any], at: datetime) -> dict[UUID, float]:
    """Return how likely those of the rows (`_LOOKED_AT_OF`) are late that more likely are than not."""
    curves = _curves((unit_id, kind) for _id, unit_id, kind, *_rest in nearest)
    found = {}
    for ident, unit_id, kind, started_at, due_at, pauses in nearest:
        known, age = curves.get((unit_id, kind)), running_days(started_at, at, pauses)
        late = chance(known, age=age, end=age + (due_at - at) / _DAY) if known else None
        if late is not None and late >= LIKELY:
            found[ident] = late
    return found


def _is_running(matter: Matter, at: datetime) -> bool:
    return matter.status != Status.CLOSED and not stands_since(matter) and matter.resident_due_at > at


def _curves(wanted: Iterable[tuple[int | None, int]]) -> Mapping[tuple[int, int], Curve]:
    pairs = {(unit_id, kind) for unit_id, kind in wanted if unit_id}
    if not pairs:
        return {}
    units, kinds = {unit_id for unit_id, _kind in pairs}, {kind for _unit, kind in pairs}
    found = PaceCurve.objects.filter(unit_id__in=units, category_id__in=kinds)
    return {
        (row.unit_id, row.category_id): Curve(tuple(row.days), tuple(row.open_share), row.closed_count, row.open_count)
        for row in found
    }


def _outlook(matter: Matter, known: Curve, at: datetime) -> Outlook | None:
    age = running_days(matter.started_at, at, matter.pauses)
    left = (matter.resident_due_at - at) / _DAY
    return outlook(known, age=age, end=age + left)


def _forecast(matter: Matter, known: Curve, seen: Outlook, at: datetime) -> Forecast:
    age = running_days(matter.started_at, at, matter.pauses)
    likely = seen.late >= LIKELY
    share = {"n": round(seen.late * 100)}
    text = _("prawdopodobnie po terminie (%(n)d%%)") if likely else _("ryzyko spóźnienia %(n)d%%")
    return Forecast(
        late=seen.late,
        is_likely_late=likely,
        half_by=_day(seen.half, age, at),
        most_by=_day(seen.most, age, at),
        from_count=known.closed_count,
        text=text % share,
    )


def _day(after: float | None, age: float, at: datetime) -> date | None:
    return city_day(at + timedelta(days=max(after - age, 0))) if after is not None else None
