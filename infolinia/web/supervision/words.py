"""How the board says numbers: clocks, shares, counts."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infolinia.core.clock import city_time


def clock(seconds: float) -> str:
    """Return `4:12`, or `1:02:05` from an hour on; a negative span counts as none."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def elapsed(since: datetime | None, at: datetime) -> str:
    """Return the clock of what lasts since a moment; empty when there is none."""
    return clock((at - since).total_seconds()) if since else ""


def hour(moment: datetime) -> str:
    """Return the city's time of day: `7:30`."""
    local = city_time(moment)
    return f"{local.hour}:{local.minute:02d}"


def percent(share: int | None) -> str:
    """Return `78%`, or a dash when there is nothing to divide by."""
    return "–" if share is None else f"{share}%"


def people_wait(count: int) -> str:
    """Return `3 osoby czekają`."""
    return ngettext("%(n)d osoba czeka", "%(n)d osób czeka", count) % {"n": count}


def free_advisers(count: int, present: int) -> str:
    """Return who is free, as the beginning of the head line."""
    if not present:
        return _("Nikt nie jest przy stanowisku")
    if not count:
        return _("Nikt nie jest wolny")
    return ngettext("%(n)d doradca jest wolny", "%(n)d doradców jest wolnych", count) % {"n": count}


def late_matters(count: int) -> str:
    """Return `18 spraw po terminie`."""
    return ngettext("%(n)d sprawa po terminie", "%(n)d spraw po terminie", count) % {"n": count}
