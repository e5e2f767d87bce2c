"""The lists: words that found nothing, cards that did not answer, what is asked most, and what was decided."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infolinia.core.clock import city_day, now
from infolinia.knowledge import queries
from infolinia.web.components.roles import person
from infolinia.web.editing.access import may_write, reader_only
from infolinia.web.editing.paging import page_number, turn
from infolinia.web.editing.searched.span import SPANS, span

PER_PAGE = 25
TOP = 20


@require_safe
@reader_only
def page(request: HttpRequest) -> HttpResponse:
    """List the words that found nothing, commonest first."""
    at = now()
    days = span(request.GET, at)
    found = queries.found_nothing(since=days.since, until=days.until)
    number = page_number(request.GET)
    context = {
        "at": at,
        "span": days,
        "spans": SPANS.items(),
        "groups": found[(number - 1) * PER_PAGE : number * PER_PAGE],
        "total": len(found),
        "searches": sum(group.times for group in found),
        "may_write": may_write(person(request)),
        "all_cards": [link for subject in queries.all_cards() for link in subject.cards],
        "pager": turn(request.GET, page=number, total=len(found), size=PER_PAGE),
        "tab": "words",
    }
    return render(request, "editing/searched/words.html", context)


@require_safe
@reader_only
def cards(request: HttpRequest) -> HttpResponse:
    """List the cards that were opened in conversations and did not answer."""
    at = now()
    days = span(request.GET, at)
    context = {
        "at": at,
        "span": days,
        "spans": SPANS.items(),
        "cards": queries.opened_in_vain(since=days.since, until=days.until),
        "may_write": may_write(person(request)),
        "tab": "cards",
    }
    return render(request, "editing/searched/cards.html", context)


@require_safe
@reader_only
def top(request: HttpRequest) -> HttpResponse:
    """List what residents ask most: today, in the chosen days, and in this season."""
    at = now()
    days = span(request.GET, at)
    today = city_day(at)
    questions = queries.top_questions(at, limit=TOP)
    context = {
        "at": at,
        "span": days,
        "spans": SPANS.items(),
        "day": questions.day,
        "span_cards": queries.asked_between(today - timedelta(days=int(days.code) - 1), today, TOP),
        "season": questions.season,
        "season_first": questions.season_first,
        "season_last": questions.season_last,
        "tab": "top",
    }
    return render(request, "editing/searched/top.html", context)


@require_safe
@reader_only
def decided(request: HttpRequest) -> HttpResponse:
    """List what was done about words, so that it can be taken back."""
    context = {
        "at": now(),
        "decisions": queries.decisions(limit=200),
        "may_write": may_write(person(request)),
        "tab": "decided",
    }
    return render(request, "editing/searched/decided.html", context)
