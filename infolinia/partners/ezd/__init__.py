"""The office's EZD as a port: what we ask of it, and the adapter that speaks its HTTP interface."""

from django.conf import settings

from infolinia.partners.ezd.http import HttpEzd
from infolinia.partners.ezd.port import Entry, Ezd, Incoming, NotTaken

__all__ = ["Entry", "Ezd", "HttpEzd", "Incoming", "NotTaken", "is_for", "office"]


def office() -> Ezd | None:
    """Return the office's EZD, or None where the administrator named none."""
    return HttpEzd(settings.EZD["url"], settings.EZD["key"]) if settings.EZD["url"] else None


def is_for(unit_code: str) -> bool:
    """Whether matters of this unit go into the EZD: every unit's, unless the administrator named some."""
    named = [code for code in settings.EZD["units"].replace(",", " ").split() if code]
    return bool(settings.EZD["url"]) and (not named or unit_code in named)
