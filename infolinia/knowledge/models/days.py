"""The days on which a row holds, as PostgreSQL compares them: both ends belong to them, an open end never comes."""

from typing import Any

from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db.models import F, Func


def overlapping_days() -> tuple[Any, str]:
    """Return the part of an exclusion constraint by which two rows hold on the same day."""
    both_ends = RangeBoundary(inclusive_lower=True, inclusive_upper=True)
    days = Func(F("valid_from"), F("valid_to"), both_ends, function="DATERANGE", output_field=DateRangeField())
    return days, RangeOperators.OVERLAPS
