"""The calendar of the hours in which units work: the city's days off, the office's own hours."""

from dataclasses import replace

from infolinia.city import queries as city
from infolinia.city.rules.calendar import Calendar
from infolinia.matters.models import OfficeHours

_WEEKDAYS = range(5)


def office_calendar() -> Calendar:
    """Return the calendar in which silence and answers of units are counted, in a few statements."""
    row = OfficeHours.objects.first() or OfficeHours()
    return replace(city.calendar(), service_hours=dict.fromkeys(_WEEKDAYS, (row.opens, row.closes)), exceptions={})
