"""Counting which cards residents ask for, day by day, from the conversations."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Max

from infolinia.contacts import queries as contacts
from infolinia.contacts.queries import CardUse
from infolinia.core.clock import CITY_ZONE, city_day
from infolinia.knowledge.models import CardDay

DAYS_KEPT = 800
"""Two years and some weeks: enough to compare a season with last year's."""
_STILL_CHANGING = timedelta(days=3)
"""Outcomes of older questions hardly change any more."""


def count_card_uses(*, at: datetime) -> int:
    """Count the last days anew, and at first every day there was; returns how many lines were written.

    A run reads three days of conversations; the first one reads all of them, at most two years.
    """
    counted = CardDay.objects.aggregate(last=Max("day"))["last"]
    first = min(counted, city_day(at) - _STILL_CHANGING) if counted else _first_day(at)
    uses = contacts.card_uses(since=_midnight(first), until=at)
    return _write(uses, first)


@transaction.atomic
def _write(uses: list[CardUse], first: date) -> int:
    CardDay.objects.filter(day__gte=first).delete()
    rows = [CardDay(day=use.day, card_code=use.card_code, asked=use.asked, helped=use.helped) for use in uses]
    CardDay.objects.bulk_create(rows, batch_size=2_000)
    CardDay.objects.filter(day__lt=first - timedelta(days=DAYS_KEPT)).delete()
    return len(rows)


def _first_day(at: datetime) -> date:
    oldest = contacts.first_arrival()
    limit = city_day(at) - timedelta(days=DAYS_KEPT)
    return max(city_day(oldest), limit) if oldest else city_day(at)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), CITY_ZONE)
