"""Beside my own call: writing in it, and an interpreter who comes in; both by a code that I dictate."""

from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from infolinia.core.clock import now
from infolinia.routing import queries as routing
from infolinia.telephony.beside import operations as beside
from infolinia.telephony.operations import CannotControlCall
from infolinia.web.desk.views.common import for_advisers, me


@require_POST
@for_advisers
def write(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Let us write in this call; the list of texts follows by a signal, with the code."""
    beside.offer_text(conversation_id=conversation_id, by=me(request).pk, at=now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_POST
@for_advisers
def new_code(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Give me another code to dictate: the resident lost the page, or the time is over."""
    beside.new_code(conversation_id=conversation_id, by=me(request).pk, at=now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_POST
@for_advisers
def interpreter(request: HttpRequest) -> HttpResponse:
    """Show me the code for an interpreter; they come into the call by themselves."""
    conversation_id = routing.presence(me(request).pk).talking_conversation_id
    if conversation_id is None:
        raise CannotControlCall(_("Ta rozmowa już się skończyła."))
    code = beside.invite_interpreter(conversation_id=conversation_id, by=me(request).pk, at=now())
    page = f"{settings.PUBLIC_URL.partition('//')[2]}{reverse('public:interpreter')}"
    return render(request, "desk/parts/interpreter.html", {"code": code, "page": page})
