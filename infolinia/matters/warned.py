"""Which matters are untouched by their unit, and which warnings still hold: one answer for jobs, screens and mails."""

from django.db.models import F, Q, QuerySet

from infolinia.matters.models import Counts, Status, WarningSent

UNTOUCHED = (Status.NEW, Status.RETURNED)
UNOPENED = Q(status__in=UNTOUCHED, opened_at=None)
SILENT = UNOPENED & Q(silent_since__isnull=False)


def warned_now() -> QuerySet[WarningSent]:
    """Return the warnings that still hold: of an open matter, its end the same, its clock running; or unopened."""
    return WarningSent.objects.filter(_waits() | (_due() & Q(matter__stopped_since=None)), over_at=None)


def warned_in_vain() -> QuerySet[WarningSent]:
    """Return the warnings of what is not any more: the matter is closed, opened, elsewhere, or has another end."""
    return WarningSent.objects.filter(~(_waits() | _due()), over_at=None)


def _waits() -> Q:
    """Return the condition for warnings of silence whose matter the same unit still has unopened."""
    unopened = Q(matter__status__in=UNTOUCHED, matter__opened_at=None, matter__with_unit_since=F("about"))
    return Q(rung__counts=Counts.SILENCE) & unopened


def _due() -> Q:
    """Return the condition for warnings of an end that is still the end of an open matter."""
    return ~Q(rung__counts=Counts.SILENCE) & ~Q(matter__status=Status.CLOSED) & Q(matter__resident_due_at=F("about"))
