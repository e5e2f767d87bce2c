"""The list of templates, and one of them with everything it ever said."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infolinia.core.clock import now
from infolinia.correspondence.queries.templates import template_lines, template_view
from infolinia.journeys.preview_template import preview
from infolinia.web.components.look import SCREEN_LANGUAGES
from infolinia.web.components.roles import person
from infolinia.web.editing.letters import shown
from infolinia.web.editing.letters.access import may_write, readers


@require_safe
@readers
def page(request: HttpRequest) -> HttpResponse:
    """List every message that the product writes, in one language."""
    language = request.GET.get("jezyk", "pl")
    language = language if language in dict(SCREEN_LANGUAGES) else "pl"
    context = {
        "at": now(),
        "rows": shown.purpose_rows(template_lines(language)),
        "channels": shown.CHANNELS,
        "languages": SCREEN_LANGUAGES,
        "language": language,
    }
    return render(request, "editing/letters/list.html", context)


@require_safe
@readers
def one(request: HttpRequest, purpose: str, channel: str, language: str) -> HttpResponse:
    """Show what a message says now, as it arrives, and what it said before."""
    at = now()
    view = template_view(purpose, channel, language)
    if view is None:
        raise Http404
    text = view.in_force
    looks = preview(
        purpose=purpose,
        channel=channel,
        language=language,
        subject=text.subject,
        body=text.body,
        at=at,
        by_id=person(request).pk,
    )
    context = {
        "at": at,
        "view": view,
        "title": shown.title(purpose, channel, language),
        "channels": shown.CHANNELS,
        "looks": looks,
        "plain": shown.plainness(looks.composed.text if looks.composed else "", language),
        "may_write": may_write(person(request)),
    }
    return render(request, "editing/letters/one.html", context)
