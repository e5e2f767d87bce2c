"""`/health` for the one who watches the machine, `/metrics` for Prometheus."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from infolinia.core.clock import now
from infolinia.web.health import checks, measurements


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """200 when every part that this machine can run is up, else 503; each part's state either way."""
    states = checks.parts()
    is_well = all(part.is_up for part in states)
    body = {
        "state": "up" if is_well else "down",
        "parts": {part.name: {"state": part.state, "detail": part.detail} for part in states},
    }
    return JsonResponse(body, status=200 if is_well else 503)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Counters of this process and gauges of the whole product, in Prometheus' text form."""
    return HttpResponse(measurements.text(at=now()), content_type=CONTENT_TYPE_LATEST)
