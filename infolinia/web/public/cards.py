"""Service cards for residents: all of them, a search, and one card ready to print."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from infolinia.core.text import one_line
from infolinia.knowledge import queries as knowledge
from infolinia.knowledge.queries import CardView, Section

QUERY_LENGTH = 120
RESULTS = 20
# What only advisers need: the questions they ask. The script and the desk's memo are no sections and are not drawn.
NOT_FOR_RESIDENTS = frozenset({"o-co-zapytac"})


@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """List every card by subject, or what answers the typed words."""
    query = one_line(request.GET.get("q", ""), QUERY_LENGTH)
    if query:
        hits = knowledge.search(query, limit=RESULTS)
        return render(request, "public/cards_found.html", {"query": query, "hits": hits})
    return render(request, "public/cards.html", {"subjects": knowledge.all_cards()})


@require_safe
def card(request: HttpRequest, code: str) -> HttpResponse:
    """Show one card, in the reader's language where it has one."""
    found = knowledge.card(code, language=get_language() or "pl")
    if found is None:
        raise Http404
    return render(request, "public/card.html", {"card": found, "sections": sections_for_residents(found)})


def sections_for_residents(card: CardView) -> list[Section]:
    """Return the sections that a resident reads."""
    return [section for section in card.sections if section.code not in NOT_FOR_RESIDENTS]
