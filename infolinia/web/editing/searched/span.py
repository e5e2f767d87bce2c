"""Which days the weekly list shows: seven by default, or four weeks, or a quarter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

SPANS = {"7": _("7 dni"), "28": _("4 tygodnie"), "91": _("kwartał")}
WEEK = "7"


@dataclass(frozen=True)
class Span:
    """The days looked at; `code` is how the address names them."""

    code: str
    since: datetime
    until: datetime


def span(query: Mapping[str, str], at: datetime) -> Span:
    """Return the days asked for; nonsense is a week."""
    code = query.get("dni", WEEK)
    code = code if code in SPANS else WEEK
    return Span(code, at - timedelta(days=int(code)), at)
