"""Alarms of the line: what needs somebody now, what was, and the operators' trunks as they work."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from infolinia.core.clock import now
from infolinia.matters import operations as matter_writes
from infolinia.matters import queries as matters
from infolinia.telephony import trunks
from infolinia.web.components.roles import only, person
from infolinia.web.components.telling import told
from infolinia.web.supervision import alarms

SHOWN = 50


@require_safe
@only("supervisor", "admin")
def page(request: HttpRequest) -> HttpResponse:
    """Show open alarms with what to do, those that are over, and the trunks."""
    return render(request, "supervision/alarms.html", _context())


@require_safe
@only("supervisor", "admin")
def fragment(request: HttpRequest) -> HttpResponse:
    """Return the same without the page around it, for a page that stays open."""
    return render(request, "supervision/_alarms.html", _context())


@require_POST
@only("supervisor", "admin")
def close(request: HttpRequest, alarm_id: int) -> HttpResponse:
    """Close an alarm that somebody looked at; one that goes on comes back by itself."""
    if trunks.close_alarm(alarm_id=alarm_id, by_id=person(request).pk, at=now()):
        messages.success(request, _("Alarm zamknięty. Gdy to się powtórzy, pojawi się nowy."))
    else:
        messages.info(request, _("Ten alarm był już zamknięty."))
    return redirect("supervision:alarms")


@require_POST
@only("supervisor")
def danger(request: HttpRequest, call_id: int) -> HttpResponse:
    """Note that the duty confirmed a danger: the supervisor called them. Ends the alarm."""
    if matters.open_danger(call_id) is None:
        raise Http404
    with told(request, _("Zapisano, że dyżurny potwierdził. Alarm zakończony.")):
        whom = request.POST.get("kto", "")
        matter_writes.duty_told(call_id=call_id, whom=whom, by_id=person(request).pk, at=now(), confirmed=True)
    return redirect("supervision:alarms")


def _context() -> dict[str, object]:
    at = now()
    shown = {"open": alarms.open_now(), "over": alarms.over(SHOWN), "trunks": trunks.trunks(at)}
    return {"at": at, "dangers": matters.open_dangers(), **shown}
