"""The resident's first page and the pages that only say something."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from infolinia.city import queries as city
from infolinia.core import heartbeat
from infolinia.core.clock import now
from infolinia.knowledge import queries as knowledge
from infolinia.routing import queries as routing
from infolinia.routing.pace import wait_now
from infolinia.telephony.line_queries import emergency_words
from infolinia.web.public import words
from infolinia.web.public.forms import CheckMatter

POPULAR_CARDS = 8
LINES = "lines"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the number, whether somebody answers now, and what can be done here."""
    at = now()
    context = line_now(at) | {
        "check": CheckMatter(),
        "popular": knowledge.popular(POPULAR_CARDS),
        "hours": [] if settings.LINE_ALWAYS_OPEN else words.hours_lines(city.calendar()),
    }
    return render(request, "public/home.html", context)


@require_safe
def line(request: HttpRequest) -> HttpResponse:
    """Show only what changes by itself: open or closed, and who waits."""
    return render(request, "public/line.html", line_now(now()))


@require_safe
def your_data(request: HttpRequest) -> HttpResponse:
    """Say what the city does with a caller's data."""
    kept = {kind: words.how_long(months) for kind, months in settings.KEEP_MONTHS.items()}
    return render(request, "public/your_data.html", {"kept": kept})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the declaration of accessibility."""
    return render(request, "public/accessibility.html")


def line_now(at: datetime) -> dict[str, object]:
    """Return what pages say about the line at the moment."""
    opening = city.opening(at, always=settings.LINE_ALWAYS_OPEN)
    sign = heartbeat.read(LINES)
    waiting = routing.waiting(at) if sign and sign.alive else None
    return {
        "now_text": words.moment_words(at),
        "opening": opening,
        "opening_text": words.opening_words(opening, at),
        "waiting_text": words.waiting_words(waiting, at) if opening.is_open else "",
        "wait_text": words.wait_words(wait_now(at)) if opening.is_open and waiting and waiting.count else "",
        "emergency": emergency_words(get_language() or "pl"),
    }
