"""A call from the browser into the same queue as the telephone."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from infolinia.core.address import client_address
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.routing import queries as routing
from infolinia.telephony import operations as telephony
from infolinia.telephony.menus import queries as menu
from infolinia.web.public.views import line_now

SIGNING = "migowy"


@require_safe
def web_call(request: HttpRequest) -> HttpResponse:
    """Explain the call and offer the button; without a script, show the number."""
    return render(request, "public/web_call.html", line_now(now()) | {"menu": menu.written()})


@require_safe
def sign_call(request: HttpRequest) -> HttpResponse:
    """Explain the video call in sign language and offer the button, when somebody serves those who sign.

    That may be an adviser who does not sign and invites an interpreter: as the office set the queue.
    """
    return render(request, "public/sign_call.html", line_now(now()) | {"is_offered": routing.somebody_serves(SIGNING)})


@never_cache
@require_POST
def sign_phone(request: HttpRequest) -> HttpResponse:
    """Issue a telephone with a picture for one call in sign language."""
    return _issued(request, "signing")


@never_cache
@require_POST
def phone(request: HttpRequest) -> HttpResponse:
    """Issue a telephone for one call from this browser; 429 with the reason when this address has had enough."""
    return _issued(request, "guest")


def _issued(request: HttpRequest, kind: str) -> HttpResponse:
    try:
        issued = telephony.issue_guest_phone(address=client_address(request), at=now(), kind=kind)
    except Cannot as refusal:
        return JsonResponse({"refusal": str(refusal)}, status=HTTPStatus.TOO_MANY_REQUESTS)
    account = {"username": issued.username, "password": issued.password, "domain": issued.domain}
    return JsonResponse(account | {"expires_at": issued.expires_at.isoformat()})
