"""Writing beside one's own voice call: by the code that an adviser dictates, or on the page from which one calls."""

from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infolinia.contacts import queries as contacts
from infolinia.core.address import client_address
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.telephony.beside import operations, queries
from infolinia.telephony.chats import token
from infolinia.web.public import words
from infolinia.web.public.browser_key import back_with_key
from infolinia.web.public.forms import JoinByCode
from infolinia.web.public.views import line_now

COOKIE = "infolinia_text"


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def beside(request: HttpRequest) -> HttpResponse:
    """Ask for the code, then show the window in which both write."""
    form = JoinByCode(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            joined = operations.join_text(code=form.cleaned_data["code"], address=client_address(request), at=now())
        except Cannot as refusal:
            form.add_error(None, str(refusal))
        else:
            return back_with_key("public:beside", COOKIE, token.issue(joined), seconds=token.VALID_SECONDS)
    kept = words.how_long(settings.KEEP_MONTHS["calls"])
    context = line_now(now()) | {"form": form, "kept": kept} | _shown(request)
    refused = form.has_error(NON_FIELD_ERRORS)
    code = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "public/beside.html", context, status=code)


@never_cache
@require_safe
def state(request: HttpRequest) -> HttpResponse:
    """Show only what changes by itself: whether an adviser is there, or that the call is over."""
    return render(request, "public/beside_state.html", {"chat_state": _state(_conversation(request))})


@never_cache
@sensitive_post_parameters("password")
@require_POST
def own_text(request: HttpRequest) -> HttpResponse:
    """Hand out the key for writing in the call that this page makes; 202 while the call is not in the register yet."""
    given = {name: request.POST.get(name, "")[:80] for name in ("username", "password")}
    try:
        conversation_id = operations.join_own_call(**given, at=now())
    except Cannot as refusal:
        return JsonResponse({"refusal": str(refusal)}, status=HTTPStatus.FORBIDDEN)
    if conversation_id is None:
        return HttpResponse(status=HTTPStatus.ACCEPTED)
    return JsonResponse({"token": token.issue(conversation_id)})


def _shown(request: HttpRequest) -> dict[str, object]:
    """Return the window while the call lasts, afterwards what was written; otherwise nothing."""
    conversation_id = _conversation(request)
    shown: dict[str, object] = {"chat_state": _state(conversation_id)}
    if conversation_id and shown["chat_state"] == "over":
        shown["lines"] = contacts.transcript(conversation_id)
    elif conversation_id:
        shown["token"] = request.COOKIES[COOKIE]
    return shown


def _conversation(request: HttpRequest) -> UUID | None:
    return token.conversation_of(request.COOKIES.get(COOKIE, ""))


def _state(conversation_id: UUID | None) -> str:
    if conversation_id is None:
        return ""
    call = queries.lasting(conversation_id)
    if call is None:
        return "over"
    return "talking" if call.state == "talking" else "waiting"
