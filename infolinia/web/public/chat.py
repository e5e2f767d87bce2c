"""A conversation by text with an adviser, letter by letter: beside the telephone and instead of it."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from infolinia.contacts import queries as contacts
from infolinia.core.address import client_address
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.telephony.chats import operations as chats
from infolinia.telephony.chats import queries, token
from infolinia.web.public import words
from infolinia.web.public.browser_key import back_with_key
from infolinia.web.public.views import line_now

COOKIE = "infolinia_chat"


@never_cache
@require_safe
def chat(request: HttpRequest) -> HttpResponse:
    """Show the conversation that this browser has, or explain it and offer the button."""
    return _page(request)


@never_cache
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin to wait for an adviser; a refusal is said on the page. A browser that waits already waits on."""
    if _open(request) is None:
        try:
            conversation_id = chats.begin(
                address=client_address(request), language=translation.get_language() or "pl", at=now()
            )
        except Cannot as refusal:
            return _page(request, str(refusal), status=429)
        return back_with_key("public:chat", COOKIE, token.issue(conversation_id), seconds=token.VALID_SECONDS)
    return redirect("public:chat")


@never_cache
@require_safe
def state(request: HttpRequest) -> HttpResponse:
    """Show only what changes by itself: the place in the line, who writes, that it is over."""
    return render(request, "public/chat_state.html", _state(_conversation(request)))


@never_cache
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End the conversation of this browser; what was written stays on the page until it is closed."""
    if conversation := _open(request):
        chats.end(conversation_id=conversation.conversation_id, by="caller", at=now())
    return redirect("public:chat")


def _page(request: HttpRequest, refusal: str = "", status: int = 200) -> HttpResponse:
    conversation_id = _conversation(request)
    kept = words.how_long(settings.KEEP_MONTHS["calls"])
    context = line_now(now()) | _state(conversation_id) | {"refusal": refusal, "kept": kept}
    if conversation_id and context["chat_state"] == "over":
        context["lines"] = contacts.transcript(conversation_id)
    if context["chat_state"] not in ("", "over"):
        context["token"] = request.COOKIES[COOKIE]
    return render(request, "public/chat.html", context, status=status)


def _conversation(request: HttpRequest) -> UUID | None:
    return token.conversation_of(request.COOKIES.get(COOKIE, ""))


def _open(request: HttpRequest) -> queries.OpenChat | None:
    conversation_id = _conversation(request)
    return queries.open_chat(conversation_id) if conversation_id else None


def _state(conversation_id: UUID | None) -> dict[str, object]:
    """Return where the conversation stands: nothing, waiting, talking or over, with what a waiting person is told."""
    if conversation_id is None:
        return {"chat_state": "", "is_offered": queries.somebody_writes()}
    found = queries.open_chat(conversation_id)
    if found is None:
        return {"chat_state": "over", "is_offered": queries.somebody_writes()}
    waits = found.state != "talking"
    return {"chat_state": "waiting" if waits else "talking", "wait": queries.wait(conversation_id), "is_offered": True}
