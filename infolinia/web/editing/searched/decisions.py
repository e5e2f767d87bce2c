"""What an editor does about words that found nothing, in one press each."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.core.text import storable
from infolinia.knowledge import operations
from infolinia.web.components.roles import person
from infolinia.web.components.telling import told
from infolinia.web.editing.access import editor_only
from infolinia.web.editing.choosing import back, chosen_code


@require_POST
@editor_only
def add_words(request: HttpRequest) -> HttpResponse:
    """Let the words lead to the chosen card from now on."""
    text, code = _text(request), chosen_code(request.POST.get("karta", ""))
    if not code:
        messages.error(request, _("Wybierz kartę, do której mają prowadzić słowa „%(text)s”.") % {"text": text})
        return _back(request)
    at, by = now(), person(request).pk
    done = _("Słowa „%(text)s” prowadzą teraz do karty.") % {"text": text}
    return _do(request, lambda: operations.add_words_to_card(text=text, card_code=code, by=by, at=at), done)


@require_POST
@editor_only
def skip(request: HttpRequest) -> HttpResponse:
    """Leave the words out of the list."""
    text, at, by = _text(request), now(), person(request).pk
    done = _("Pominięto „%(text)s”. Cofniesz to na liście decyzji.") % {"text": text}
    return _do(request, lambda: operations.skip_words(text=text, by=by, at=at), done)


@require_POST
@editor_only
def write_card(request: HttpRequest) -> HttpResponse:
    """Open a new card with the words as its title and as residents' words."""
    text = _text(request)
    try:
        operations.card_is_being_written(text=text, by=person(request).pk, at=now())
    except Cannot as refusal:
        messages.error(request, str(refusal))
        return _back(request)
    words = [text, *(other[:120] for other in request.POST.getlist("inaczej")[:8])]
    query = urlencode([("tytul", text[:1].upper() + text[1:]), *(("slowa", word) for word in words if word)])
    return redirect(f"{reverse('editing:new_card')}?{query}")


@require_POST
@editor_only
def take_back(request: HttpRequest) -> HttpResponse:
    """Put the words on the list again."""
    operations.take_back_decision(key=request.POST.get("klucz", "")[:120])
    messages.success(request, _("Słowa wróciły na listę."))
    return _back(request)


def _do(request: HttpRequest, work: Callable[[], None], done: str) -> HttpResponse:
    with told(request, done):
        work()
    return _back(request)


def _text(request: HttpRequest) -> str:
    return storable(request.POST.get("slowa", ""))[:120]


def _back(request: HttpRequest) -> HttpResponse:
    return back(request, "editing:searched")
