"""What was promised to residents about their data, whether it is kept, and the log of what went."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from infolinia.core import retention
from infolinia.core.clock import now
from infolinia.journeys import forget
from infolinia.web.components.roles import only

LOG_LENGTH = 400
KINDS: dict[str, LazyText] = {
    "conversations": _("rozmowy z dziennikiem połączeń"),
    "matters": _("zamknięte sprawy"),
    "readings": _("ślady wglądów"),
    "residents": _("mieszkańcy bez rozmów i spraw"),
    "letters": _("listy od mieszkańców"),
    "promises": _("obietnice kontaktu"),
    "campaigns": _("odbiorcy kampanii"),
    "reminders": _("przypomnienia"),
    "satisfaction": _("odpowiedzi, czy pomogliśmy"),
    "people": _("osoby, na ich żądanie"),
    "messages": _("wiadomości"),
    "recordings": _("nagrania rozmów"),
    "consents": _("zgody na nagranie"),
    "call_backs": _("oddzwonienia"),
    "ratings": _("oceny rozmów"),
    "desk_messages": _("wiadomości na stanowiska"),
    "sent_papers": _("zapisy o wysłanych drukach"),
    "supervisor_acts": _("działania kierowników"),
    "stray_recordings": _("nagrania bez właściciela, po awarii"),
}


@dataclass(frozen=True)
class Line:
    """One line of the log in words."""

    what: str
    count: int
    before: datetime
    at: datetime


@require_safe
@only("admin")
def page(request: HttpRequest) -> HttpResponse:
    """Show the promises and the log; it holds no data of residents."""
    at = now()
    log = [Line(_said(one.kind), one.count, one.before, one.at) for one in retention.log(limit=LOG_LENGTH)]
    promises = [(_said(one.kind), _how_long(one.months), one) for one in forget.promises(at)]
    return render(request, "supervision/erasures.html", {"at": at, "promises": promises, "log": log})


def _said(kind: str) -> str:
    return str(KINDS.get(kind, kind))


def _how_long(months: int) -> str:
    return ngettext("%(n)d miesiąc", "%(n)d miesięcy", months) % {"n": months}
