"""Danger to somebody: the call to the duty, from the desk, until the duty has confirmed it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from infolinia.core.clock import now
from infolinia.matters import operations
from infolinia.matters import queries as matters
from infolinia.matters.shapes import DangerLine
from infolinia.web.desk.views.common import for_advisers, me

_PLACES = ("given", "stanowisko")


@require_safe
@for_advisers
def mine(request: HttpRequest) -> HttpResponse:
    """List the dangers that nobody has confirmed: those that I raised, and those that residents reported themselves."""
    return render(request, "desk/parts/dangers.html", {"dangers": matters.dangers_raised_by(me(request).pk)})


@require_POST
@for_advisers
def told(request: HttpRequest, call_id: int) -> HttpResponse:
    """Say how the call to the duty went: nobody picked up, they know, or they confirmed that they go."""
    line = _danger(call_id)
    result, at = request.POST.get("wynik", ""), now()
    if result == "no_answer":
        operations.duty_called(call_id=call_id, by_id=me(request).pk, at=at)
    else:
        whom, confirmed = request.POST.get("kto", ""), result == "confirmed"
        operations.duty_told(call_id=call_id, whom=whom, by_id=me(request).pk, at=at, confirmed=confirmed)
    still = matters.open_danger(call_id)
    if still is None:
        return render(request, "desk/parts/danger_over.html", {"number": line.number})
    place = request.POST.get("miejsce", "")
    context = {"line": still, "place": place if place in _PLACES else _PLACES[0]}
    return render(request, "desk/parts/danger.html", context)


def _danger(call_id: int) -> DangerLine:
    """Return the open danger: the helpline's common duty, so any adviser may call; 404 for none or one confirmed."""
    line = matters.open_danger(call_id)
    if line is None:
        raise Http404
    return line
