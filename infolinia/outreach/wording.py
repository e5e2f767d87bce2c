"""This room's facts in words."""

from collections.abc import Sequence
from datetime import time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infolinia.outreach.rules.windows import WEEK, WORKDAYS, Window

_DAYS = (
    gettext_lazy("pn."),
    gettext_lazy("wt."),
    gettext_lazy("śr."),
    gettext_lazy("czw."),
    gettext_lazy("pt."),
    gettext_lazy("sob."),
    gettext_lazy("niedz."),
)
_END = time(23, 59)


def windows_words(windows: Sequence[Window]) -> str:
    """Return the hours that a resident named: `pn., śr. 14–16; 24.11 po 17`."""
    return "; ".join(_window(one) for one in windows)


def _window(one: Window) -> str:
    return f"{_when(one)} {_hours(one)}".strip()


def _when(one: Window) -> str:
    if one.on:
        return f"{one.on.day}.{one.on:%m}"
    if one.days == WEEK:
        return _("codziennie")
    if one.days == WORKDAYS:
        return _("w dni robocze")
    return ", ".join(str(_DAYS[day]) for day in one.days)


def _hours(one: Window) -> str:
    if one.begins == time(0) and one.ends == _END:
        return ""
    if one.ends == _END:
        return _("po %(hour)s") % {"hour": _hour(one.begins)}
    if one.begins == time(0):
        return _("do %(hour)s") % {"hour": _hour(one.ends)}
    return f"{_hour(one.begins)}–{_hour(one.ends)}"


def _hour(moment: time) -> str:
    return f"{moment.hour}:{moment:%M}" if moment.minute else str(moment.hour)
