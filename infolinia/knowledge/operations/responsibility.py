"""Writes to the responsibility map, line by line."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from infolinia.knowledge.map_lines import CannotKeepLine, city_names, crossing, days_meet, filled, lock_map, overlap
from infolinia.knowledge.mapping import line_of
from infolinia.knowledge.models import Responsibility
from infolinia.knowledge.rules.map_file import Row
from infolinia.knowledge.rules.responsibility import conflict


@transaction.atomic
def keep_line(*, row: Row, at: datetime, line_id: int | None = None, is_example: bool = False) -> int:
    """Add a line to the map or change one, and return its id. Raises `CannotKeepLine`.

    A line on the same matter and place that is still valid when the new one begins ends the day before.
    """
    lock_map()
    line = filled(Responsibility(pk=line_id, is_example=is_example), row, city_names(), at)
    _end_earlier(line, at)
    if fault := _clash(line):
        raise CannotKeepLine(fault)
    line.save()
    return line.pk


@transaction.atomic
def remove_line(*, line_id: int) -> None:
    """Take a line that was never right off the map; its history stays. One that was right is ended instead."""
    Responsibility.objects.get(pk=line_id).delete()


@transaction.atomic
def end_line(*, line_id: int, last_day: date, at: datetime) -> None:
    """Let the line answer for the last time on that day."""
    line = Responsibility.objects.select_for_update().get(pk=line_id)
    if last_day < line.valid_from:
        raise CannotKeepLine(_("Ostatni dzień wypada przed pierwszym. Błędny wpis usuń."))
    line.valid_to, line.changed_at = last_day, at
    line.save()


def _end_earlier(line: Responsibility, at: datetime) -> None:
    for other in Responsibility.objects.filter(key=line.key).exclude(pk=line.pk):
        if not days_meet(line, other):
            continue
        if other.valid_from >= line.valid_from:
            raise CannotKeepLine(overlap(other))
        other.valid_to, other.changed_at = line.valid_from - timedelta(days=1), at
        other.save()


def _clash(line: Responsibility) -> str:
    """Return why the line can't stand beside others on its street, or an empty text."""
    if not line.street_id:
        return ""
    district = Q(district_id=line.district_id) if line.district_id else Q(district=None)
    beside = Responsibility.objects.filter(district, street_id=line.street_id).exclude(pk=line.pk)
    mine = line_of(line)
    return next(
        (crossing(other) for other in beside.select_related("district", "street") if conflict(mine, line_of(other))), ""
    )
