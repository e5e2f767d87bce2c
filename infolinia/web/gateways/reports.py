"""Delivery reports of text messages: each provider has an address with a secret, and its own way of telling."""

import json
from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from infolinia.core.clock import now
from infolinia.correspondence import operations

KEY = "klucz"
LONGEST = 256 * 1024


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def delivery(request: HttpRequest, code: str) -> HttpResponse:
    """Note what became of messages and answer as the provider expects; without its secret nothing is here.

    Reports of messages that are not known (yet) are answered by 404, so that the provider tells us again.
    """
    provider = operations.provider_with_key(code, request.GET.get(KEY, ""))
    if provider is None:
        raise Http404
    told = told_in(request)
    if told is None:
        return HttpResponse("?", status=400, content_type="text/plain")
    heard = operations.hear_reports(provider=provider, told=told, at=now())
    if heard.unknown and not heard.noted:
        return HttpResponse("?", status=404, content_type="text/plain")
    return HttpResponse(heard.reply, content_type="text/plain; charset=utf-8")


def told_in(request: HttpRequest) -> Mapping[str, object] | None:
    """Return what came, by whatever of the three ways; None for what is too large or makes no sense."""
    if int(request.headers.get("Content-Length") or 0) > LONGEST:
        return None
    address = {name: value for name, value in request.GET.items() if name != KEY}
    if request.content_type == "application/json":
        try:
            found = json.loads(request.body)
        except ValueError:
            return None
        return {**address, **found} if isinstance(found, dict) else {**address, "list": found}
    return {**address, **request.POST.dict()}
