"""Which matters are untouched by their unit, and which warnings still hold: one answer for jobs, screens and mails."""

from datetime import timedelta

from django.db.models import F, Q, QuerySet
from django.db.models.functions import TruncDate

from infolinia.city.rules.calendar import CITY_ZONE
from infolinia.matters.models import Counts, Matter, Status, WarningSent
from infolinia.matters.running import running

UNTOUCHED = (Status.NEW, Status.RETURNED)
UNOPENED = Q(status__in=UNTOUCHED, opened_at=None)
LAST_DAY = TruncDate(F("about") - timedelta(microseconds=1), tzinfo=CITY_ZONE)  # of an end: the day before midnight
SILENT = UNOPENED & Q(silent_since__isnull=False)


def warned_now() -> QuerySet[WarningSent]:
    """Return the warnings that still hold: of an open matter, its end the same, its clock running; or unopened.

    What is owed beside the answer has no pauses.
    """
    return WarningSent.objects.filter(_waits() | (_due() & running("matter__")) | _owed(), over_at=None)


def warned_in_vain() -> QuerySet[WarningSent]:
    """Return the warnings of what is not any more: the matter is closed, opened, elsewhere, or has another end."""
    return WarningSent.objects.filter(~(_waits() | _due() | _owed()), over_at=None)


def is_of_side_clock(row: WarningSent, matter: Matter) -> bool:
    """Whether the warning of the matter is of what is owed beside the answer, by a day of its own."""
    return row.rung.counts != Counts.SILENCE and row.about != matter.resident_due_at


def _waits() -> Q:
    """Return the condition for warnings of silence whose matter the same unit still has unopened."""
    unopened = Q(matter__status__in=UNTOUCHED, matter__opened_at=None, matter__with_unit_since=F("about"))
    return Q(rung__counts=Counts.SILENCE) & unopened


def _due() -> Q:
    """Return the condition for warnings of an end that is still the end of an open matter."""
    return ~Q(rung__counts=Counts.SILENCE) & ~Q(matter__status=Status.CLOSED) & Q(matter__resident_due_at=F("about"))


def _owed() -> Q:
    """Return the condition for warnings of a side clock that an open matter still has to keep by that day."""
    is_next = Q(matter__side_due_on__isnull=False, matter__side_due_on=LAST_DAY)
    return ~Q(rung__counts=Counts.SILENCE) & ~Q(matter__status=Status.CLOSED) & is_next
