"""Service cards for residents: all of them by subject, and what answers the typed words."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from infolinia.core.clock import city_day, now
from infolinia.core.text import one_line
from infolinia.knowledge import queries as knowledge
from infolinia.web.public.language import POLISH, in_asked_language, language_context
from infolinia.web.public.views import line_now

QUERY_LENGTH = 120
RESULTS = 20
POPULAR = 8


@require_safe
@in_asked_language
def cards(request: HttpRequest) -> HttpResponse:
    """List every card by subject, or what answers the typed words."""
    at = now()
    query = one_line(request.GET.get("q", ""), QUERY_LENGTH)
    if query:
        return _found(request, query, at)
    subjects = knowledge.subjects(_language(), day=city_day(at))
    context = {"subjects": subjects, "total": sum(subject.count for subject in subjects)}
    return render(request, "public/cards.html", context | language_context(request))


def _found(request: HttpRequest, query: str, at: datetime) -> HttpResponse:
    """Show what answers; where nothing does, the telephone, the most wanted cards and the subjects."""
    hits = knowledge.search(query, limit=RESULTS, kinds=("card",))
    context: dict[str, object] = {"query": query, "hits": hits}
    if not hits:
        subjects = knowledge.subjects(_language(), day=city_day(at))
        context |= {"popular": knowledge.popular(POPULAR), "subjects": subjects} | line_now(at)
    return render(request, "public/cards_found.html", context | language_context(request))


def _language() -> str:
    return get_language() or POLISH
