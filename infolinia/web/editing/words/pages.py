"""The lists of words, each a page, and the trial that explains a search."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infolinia.core.clock import now
from infolinia.core.text import one_line
from infolinia.knowledge import queries
from infolinia.knowledge.queries import vocabulary
from infolinia.knowledge.shapes_words import Listed
from infolinia.web.components.roles import person
from infolinia.web.editing.access import may_write, reader_only
from infolinia.web.editing.paging import page_number, turn
from infolinia.web.editing.words.explaining import explained

PER_PAGE = 50
LONGEST = 120
_PUT_ASIDE = 200


@require_safe
@reader_only
def phrases(request: HttpRequest) -> HttpResponse:
    """List residents' words for cards."""
    text, page = _asked(request)
    found = vocabulary.phrase_lines(text=text, page=page, size=PER_PAGE)
    cards = [link for subject in queries.all_cards() for link in subject.cards]
    return render(request, "editing/words/phrases.html", {**_shared(request, found, "phrases"), "all_cards": cards})


@require_safe
@reader_only
def synonyms(request: HttpRequest) -> HttpResponse:
    """List everyday words with the office words they stand for, and those that were put aside."""
    text, page = _asked(request)
    found = vocabulary.synonym_lines(text=text, page=page, size=PER_PAGE)
    put_aside = vocabulary.synonyms_put_aside(limit=_PUT_ASIDE)
    context = {**_shared(request, found, "synonyms"), "put_aside": put_aside}
    return render(request, "editing/words/synonyms.html", context)


@require_safe
@reader_only
def associations(request: HttpRequest) -> HttpResponse:
    """List what searches taught, what waits for a decision first."""
    text, page = _asked(request)
    found = vocabulary.association_lines(text=text, page=page, size=PER_PAGE)
    context = {**_shared(request, found, "learned"), "waiting": vocabulary.count_associations_waiting()}
    return render(request, "editing/words/learned.html", context)


@require_safe
@reader_only
def thesaurus(request: HttpRequest) -> HttpResponse:
    """List the pairs of words that a general thesaurus gave."""
    text, page = _asked(request)
    found = vocabulary.thesaurus_lines(text=text, page=page, size=PER_PAGE)
    return render(request, "editing/words/thesaurus.html", _shared(request, found, "thesaurus"))


@require_safe
@reader_only
def why(request: HttpRequest) -> HttpResponse:
    """Search as an adviser would, and tell where every point of each score comes from."""
    text, _page = _asked(request)
    context = {"query": text, "hits": explained(text) if text else (), "tab": "why"}
    return render(request, "editing/words/why.html", context)


def _asked(request: HttpRequest) -> tuple[str, int]:
    return one_line(request.GET.get("q", ""), LONGEST), page_number(request.GET)


def _shared(request: HttpRequest, found: Listed[Any], tab: str) -> dict[str, Any]:
    text, page = _asked(request)
    return {
        "at": now(),
        "lines": found.lines,
        "total": found.total,
        "query": text,
        "pager": turn(request.GET, page=page, total=found.total, size=PER_PAGE),
        "may_write": may_write(person(request)),
        "tab": tab,
    }
