"""Calendars of units: secret addresses that a head or a supervisor makes and takes back, and what they give."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infolinia.city import queries as city
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.matters import operations
from infolinia.matters import queries as matters
from infolinia.web.components.roles import person
from infolinia.web.units.rights import SEES_ALL, inbox_unit

LONGEST_SECRET = 64


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Show the unit's calendars; a POST makes one and shows its address once."""
    unit = _unit(request, code)
    error = made = ""
    if request.method == "POST":
        try:
            secret = operations.make_feed(
                unit_id=unit.id, label=request.POST.get("label", ""), by_id=person(request).pk, at=now()
            )
            made = f"{settings.PUBLIC_URL}{reverse('units:feed', args=[secret])}"
        except Cannot as refusal:
            error = str(refusal)
    context: dict[str, Any] = {"at": now(), "unit": unit, "feeds": matters.feeds_of(unit.id), "made": made}
    context["error"] = error
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    response = render(request, "units/feeds.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@login_required
def revoke(request: HttpRequest, code: str, feed_id: int) -> HttpResponse:
    """Take an address back."""
    unit = _unit(request, code)
    operations.revoke_feed(unit_id=unit.id, feed_id=feed_id, at=now())
    messages.success(request, _("Adres wyłączony. Kto go miał, nie zobaczy już terminów."))
    return redirect("units:feeds", code=code)


@require_safe
def read(request: HttpRequest, secret: str) -> HttpResponse:
    """Give the calendar behind a secret address; wrong and taken back are the same: there is no such page."""
    at = now()
    found = matters.feed(secret, at) if len(secret) <= LONGEST_SECRET else None
    if found is None:
        raise Http404
    operations.feed_was_read(feed_id=found.id, at=at)
    response = HttpResponse(found.text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="terminy.ics"'
    response["Cache-Control"] = "private, max-age=900"
    response["ETag"] = quote_etag(found.tag)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _unit(request: HttpRequest, code: str) -> city.UnitView:
    """Return the unit if this person may publish its deadlines: its head, or one above; a supervisor; an admin."""
    staff = person(request)
    unit = inbox_unit(staff, code)
    if staff.role not in SEES_ALL and not staff.is_head:
        raise PermissionDenied
    return unit
