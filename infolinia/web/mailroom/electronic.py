"""Messages through e-Doręczenia: where each stands with the operator, and the operator's sealed evidences."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from infolinia.core.clock import now
from infolinia.correspondence.edelivery import queries
from infolinia.web.mailroom.reading import log_reading
from infolinia.web.mailroom.rights import clerks


@require_safe
@clerks
def page(request: HttpRequest) -> HttpResponse:
    """Show the latest messages at the operator."""
    at = now()
    log_reading(request, "e-Doręczenia", at)
    context = {"at": at, "is_on": bool(settings.EDELIVERY["address"]), "lines": queries.shipments()}
    return render(request, "mailroom/electronic.html", context)


@require_safe
@clerks
def evidence(request: HttpRequest, message_id: UUID, evidence_id: int) -> HttpResponse:
    """Return the evidence as the operator sealed it, only to be saved."""
    content = queries.evidence_file(evidence_id, message_id=message_id)
    if content is None:
        raise Http404
    log_reading(request, f"dowód e-Doręczeń {evidence_id}", now(), whose=[queries.whose(message_id)])
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, f"dowod-{evidence_id}.xml") or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
