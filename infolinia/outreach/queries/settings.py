"""What the office set about contacting people, as the rules read it."""

from datetime import timedelta

from django.conf import settings as django_settings

from infolinia.outreach.models import OutreachSettings
from infolinia.outreach.rules.hours import Quiet
from infolinia.outreach.rules.trying import TryRules

MODEL = OutreachSettings


def current() -> OutreachSettings:
    """Return the office's row, or the usual values."""
    return OutreachSettings.objects.first() or OutreachSettings()


def quiet(row: OutreachSettings | None = None) -> Quiet:
    """Return when people may be disturbed."""
    row = row or current()
    return Quiet(row.earliest, row.latest, row.on_saturdays, always_open=django_settings.LINE_ALWAYS_OPEN)


def try_rules() -> TryRules:
    """Return how often and when somebody is tried."""
    row = current()
    return TryRules(
        most_attempts=row.most_attempts,
        per_day=row.per_day,
        gap=timedelta(minutes=row.gap_minutes),
        busy_gap=timedelta(minutes=row.busy_minutes),
        quiet=quiet(row),
    )
