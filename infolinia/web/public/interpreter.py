"""An interpreter outside the office comes into a call with a picture, by the code that the adviser dictates."""

from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from infolinia.core.address import client_address
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.telephony.beside import operations, queries
from infolinia.web.public.browser_key import back_with_key
from infolinia.web.public.forms import JoinByCode

COOKIE = "infolinia_interpreter"
SALT = "infolinia.interpreter"
VALID_SECONDS = 4 * 60 * 60


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def interpreter(request: HttpRequest) -> HttpResponse:
    """Ask for the code, then show the button that brings the interpreter into the call."""
    form = JoinByCode(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code, address, at = form.cleaned_data["code"], client_address(request), now()
        try:
            return _remember(operations.join_as_interpreter(code=code, address=address, at=at), at)
        except Cannot as refusal:
            form.add_error(None, str(refusal))
    invitation = _invitation(request)
    is_invited = bool(invitation and queries.is_invited(*invitation))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "public/interpreter.html", {"form": form, "is_invited": is_invited}, status=status)


@never_cache
@require_POST
def phone(request: HttpRequest) -> HttpResponse:
    """Issue the telephone for the call to which this browser was invited."""
    invitation = _invitation(request)
    if invitation is None:
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    conversation_id, taken_at = invitation
    try:
        issued = operations.interpreter_phone(conversation_id=conversation_id, taken_at=taken_at, at=now())
    except Cannot as refusal:
        return JsonResponse({"refusal": str(refusal)}, status=HTTPStatus.TOO_MANY_REQUESTS)
    account = {"username": issued.username, "password": issued.password, "domain": issued.domain}
    return JsonResponse(account | {"expires_at": issued.expires_at.isoformat()})


def _remember(conversation_id: UUID, taken_at: datetime) -> HttpResponse:
    key = signing.dumps([conversation_id.hex, taken_at.isoformat()], salt=SALT)
    return back_with_key("public:interpreter", COOKIE, key, seconds=VALID_SECONDS)


def _invitation(request: HttpRequest) -> tuple[UUID, datetime] | None:
    """Return into which call this browser was let, and when its code was typed."""
    try:
        ident, taken_at = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=VALID_SECONDS)
        return UUID(ident), datetime.fromisoformat(taken_at)
    except (signing.BadSignature, ValueError):
        return None
