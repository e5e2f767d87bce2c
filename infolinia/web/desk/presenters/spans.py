"""Lengths of time as people say and read them."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infolinia.core.clock import city_time


def clock(seconds: int) -> str:
    """Return `4:12` or `1:04:12`."""
    hours, rest = divmod(max(seconds, 0), 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"


def in_words(seconds: int) -> str:
    """Return `52 sekundy` or `4 minuty 12 sekund`."""
    minutes, left = divmod(max(seconds, 0), 60)
    parts = []
    if minutes:
        parts.append(ngettext("%(n)d minuta", "%(n)d minut", minutes) % {"n": minutes})
    if left or not minutes:
        parts.append(ngettext("%(n)d sekunda", "%(n)d sekund", left) % {"n": left})
    return " ".join(parts)


def ago(then: datetime, now: datetime) -> str:
    """Return how long ago a conversation was, by the city's calendar: `dziś`, `wczoraj`, `12 dni temu`."""
    days = (city_time(now).date() - city_time(then).date()).days
    if days <= 0:
        return _("dziś")
    if days == 1:
        return _("wczoraj")
    if days < 28:
        return ngettext("%(n)d dzień temu", "%(n)d dni temu", days) % {"n": days}
    if days < 60:
        return ngettext("%(n)d tydzień temu", "%(n)d tygodni temu", days // 7) % {"n": days // 7}
    months = days // 30
    if months < 12:
        return ngettext("%(n)d miesiąc temu", "%(n)d miesięcy temu", months) % {"n": months}
    return ngettext("%(n)d rok temu", "%(n)d lat temu", days // 365) % {"n": days // 365}


def hour(moment: datetime) -> str:
    """Return `9:05` on the city's clock."""
    local = city_time(moment)
    return f"{local.hour}:{local.minute:02d}"


def day_and_hour(moment: datetime, now: datetime) -> str:
    """Return `12.11, 14:05`, with the year when it is not this one."""
    local = city_time(moment)
    year = f".{local.year}" if local.year != city_time(now).year else ""
    return f"{local.day}.{local.month:02d}{year}, {hour(moment)}"
