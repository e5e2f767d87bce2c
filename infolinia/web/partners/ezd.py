"""Matters on their way into the office's EZD."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from infolinia.core.clock import now
from infolinia.partners import operations, queries
from infolinia.web.components.paging import PER_PAGE, beside, pager
from infolinia.web.components.roles import only


@require_http_methods(["GET", "HEAD"])
@only("admin")
def page(request: HttpRequest) -> HttpResponse:
    """Show the outbox."""
    found = queries.ezd_lines(beside=beside(request.GET), size=PER_PAGE)
    context = {
        "lines": found.lines,
        "pager": pager(request.GET, before=found.before, behind=found.behind),
        "counts": queries.ezd_counts(),
        "is_on": bool(settings.EZD["url"]),
        "at": now(),
    }
    return render(request, "partners/ezd.html", context)


@require_POST
@only("admin")
def resend(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    """Try a matter again that the EZD did not take."""
    if not queries.is_in_ezd(matter_id):
        raise Http404
    operations.send_to_ezd_again(matter_id=matter_id, at=now())
    messages.success(request, _("Wysyłamy tę sprawę jeszcze raz."))
    return redirect("partners:ezd")
