"""Service cards for residents: by subject, and what answers the typed words."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from infolinia.core.afterwards import afterwards
from infolinia.core.clock import city_day, now
from infolinia.core.text import one_line
from infolinia.knowledge import operations as knowledge_writes
from infolinia.knowledge import queries as knowledge
from infolinia.knowledge.queries import Hit
from infolinia.web.public.language import POLISH, in_asked_language, language_context
from infolinia.web.public.views import line_now

QUERY_LENGTH = 120
RESULTS = 20
POPULAR = 8
ONLY_CARDS = ("card",)


@require_safe
@in_asked_language
def cards(request: HttpRequest) -> HttpResponse:
    """Show the ways to the cards, or what answers the typed words."""
    at = now()
    query = one_line(request.GET.get("q", ""), QUERY_LENGTH)
    if query:
        return _found(request, query, at)
    return render(request, "public/cards.html", _ways_in(at) | language_context(request))


@require_safe
@in_asked_language
def subject(request: HttpRequest, code: str) -> HttpResponse:
    """List the cards of one subject."""
    subjects = knowledge.subjects(_language(), day=city_day(now()))
    chosen = next((each for each in subjects if each.code == code), None)
    if chosen is None:
        raise Http404
    others = [each for each in subjects if each is not chosen]
    return render(request, "public/subject.html", {"subject": chosen, "others": others} | language_context(request))


def _found(request: HttpRequest, query: str, at: datetime) -> HttpResponse:
    """Show what answers; where nothing does, the telephone, the most wanted cards and the subjects."""
    found = _hits(query, _language())
    context: dict[str, object] = {"query": query, "hits": found}
    if not found:
        context |= _ways_in(at) | line_now(at)
    response = render(request, "public/cards_found.html", context | language_context(request))
    return afterwards(response, lambda: knowledge_writes.log_search(text=query, hits=found, at=at, channel="public"))


def _hits(query: str, language: str) -> list[Hit]:
    """Return what answers in the page's language, then Polish cards that answer and have no such version."""
    found = knowledge.search(query, limit=RESULTS, kinds=ONLY_CARDS, language=language)
    if language == POLISH:
        return found
    known = {hit.code for hit in found}
    polish = knowledge.search(query, limit=RESULTS, kinds=ONLY_CARDS)
    return [*found, *(hit for hit in polish if hit.code not in known)][:RESULTS]


def _ways_in(at: datetime) -> dict[str, object]:
    """Return what helps without a search: subjects, and the cards that are asked for most."""
    subjects = knowledge.subjects(_language(), day=city_day(at))
    return {"subjects": subjects, "popular": knowledge.popular(POPULAR)}


def _language() -> str:
    return get_language() or POLISH
