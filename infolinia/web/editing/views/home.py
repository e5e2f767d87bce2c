"""The list of cards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infolinia.knowledge import queries as knowledge
from infolinia.web.editing.access import reader_only


@require_safe
@reader_only
def page(request: HttpRequest) -> HttpResponse:
    """Show every card by subject."""
    return render(request, "editing/home.html", {"groups": knowledge.all_cards()})
