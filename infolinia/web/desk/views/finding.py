"""Finding an answer: results as one types, the open card, and a word that a card is wrong."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from infolinia.contacts import operations as contacts
from infolinia.core.afterwards import afterwards
from infolinia.core.clock import city_day, now
from infolinia.core.text import one_line
from infolinia.knowledge import operations as knowledge_writes
from infolinia.knowledge import queries as knowledge
from infolinia.knowledge.queries import CardView
from infolinia.web.components.look import SCREEN_LANGUAGES
from infolinia.web.desk.presenters.open_card import POLISH, card_context
from infolinia.web.desk.presenters.results import Narrowed, results
from infolinia.web.desk.views import fragments
from infolinia.web.desk.views.common import asked_question, for_advisers, me

LONGEST_QUERY = 200
LONGEST_CODE = 60


@require_safe
@for_advisers
def search(request: HttpRequest) -> HttpResponse:
    """Return cards, forms, matters and streets for what was typed so far; the log hears of it afterwards."""
    at, text = now(), one_line(request.GET.get("q", ""), LONGEST_QUERY)
    narrowed = Narrowed(request.GET.get("temat", "")[:LONGEST_CODE], request.GET.get("komorka", "")[:LONGEST_CODE])
    found = results(me(request), text, at, narrowed)
    context = {"found": found} | ({} if found else fragments.finding_context())
    response = render(request, "desk/parts/results.html", context)
    if found is None:
        return response
    return afterwards(
        response,
        lambda: knowledge_writes.log_search(
            text=text, hits=found.codes, staff_id=me(request).pk, question_id=_question_id(request), at=at
        ),
    )


@require_http_methods(["GET", "POST"])
@for_advisers
def card(request: HttpRequest, code: str) -> HttpResponse:
    """Open a card. A POST also writes on the open question which edition of it was used, and in which language."""
    at = now()
    language = _language(request)
    view = _card(code, language, at)
    asked = asked_question(request) if request.method == "POST" else None
    if asked:
        contacts.use_card(
            question_id=asked[1].id,
            by_id=me(request).pk,
            at=at,
            code=view.code,
            title=view.title,
            edition=view.edition,
            language=view.language,
        )
    context = card_context(view, language) | {"used_on": asked[1] if asked else None}
    question_id = asked[1].id if asked else None
    return afterwards(
        render(request, "desk/card_opened.html", context),
        lambda: knowledge_writes.card_opened(code=code, staff_id=me(request).pk, question_id=question_id, at=at),
    )


def asked_card(request: HttpRequest) -> dict[str, object]:
    """Return what shows the card that the page's address names (`?karta=`); nothing for none."""
    code = request.GET.get("karta", "")[:LONGEST_CODE]
    view = knowledge.card(code, language=_language(request) or POLISH, day=city_day(now())) if code else None
    return card_context(view, _language(request)) if view else {}


def _card(code: str, language: str, at: datetime) -> CardView:
    view = knowledge.card(code, language=language or POLISH, day=city_day(at))
    if view is None:
        raise Http404
    return view


def _language(request: HttpRequest) -> str:
    """Return the language in which the card is asked for, or nothing."""
    asked = (request.POST if request.method == "POST" else request.GET).get("jezyk", "")
    return asked if asked in dict(SCREEN_LANGUAGES) else ""


def _question_id(request: HttpRequest) -> int | None:
    """Return the open question that the page names, when it is this adviser's own."""
    try:
        asked = asked_question(request)
    except (Http404, PermissionDenied):
        return None
    return asked[1].id if asked else None
