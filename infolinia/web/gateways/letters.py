"""Text messages from residents: a gateway brings each to an address with a secret, as often as it likes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from infolinia.core.clock import now
from infolinia.correspondence import operations
from infolinia.correspondence.received import Incoming
from infolinia.correspondence.rules.gateway_incoming import incoming_plan, text_messages
from infolinia.journeys import receive_letters
from infolinia.web.gateways.reports import KEY, told_in


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def arrived(request: HttpRequest, code: str) -> HttpResponse:
    """Keep each message and only then say so; told twice, it is kept once. Without the secret nothing is here."""
    provider = operations.provider_with_key(code, request.GET.get(KEY, ""))
    if provider is None:
        raise Http404
    told, plan = told_in(request), incoming_plan(provider.plan.get("incoming"))
    messages = text_messages(plan, told) if told is not None else []
    if not messages:
        return HttpResponse("?", status=400, content_type="text/plain")
    for one in messages:
        letter = Incoming(
            channel="sms", source=f"sms:{code}", key=one.id, sender=one.sender, text=one.text, recipient=one.to
        )
        receive_letters.letter(letter, at=now())
    return HttpResponse(plan.reply, content_type="text/plain; charset=utf-8")
