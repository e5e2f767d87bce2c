"""Forms (druki) for residents: the list, one form with its versions, and the file of a version."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from infolinia.core.clock import city_day, now
from infolinia.core.text import one_line
from infolinia.knowledge import queries as knowledge
from infolinia.web.components.papers import lasting_pdf
from infolinia.web.public.language import POLISH, in_asked_language, language_context

QUERY_LENGTH = 80
SHA_LENGTH = 64


@require_safe
@in_asked_language
def forms(request: HttpRequest) -> HttpResponse:
    """List the forms that are valid today, by title."""
    text = one_line(request.GET.get("q", ""), QUERY_LENGTH)
    found = knowledge.catalogue(city_day(now()), text)
    return render(request, "public/forms.html", {"groups": found, "query": text} | language_context(request))


@require_safe
@in_asked_language
def form(request: HttpRequest, code: str) -> HttpResponse:
    """Show one form: the versions of today first, earlier ones below, the cards that ask for it."""
    on = city_day(now())
    history = knowledge.form_history(code, on)
    if history is None:
        raise Http404
    states = [(version, version.state(on)) for version in history.versions]
    context = {
        "history": history,
        "current": sorted(
            (version for version, state in states if state == "current"),
            key=lambda version: (version.language != (get_language() or POLISH), version.language, version.is_large),
        ),
        "coming": [version for version, state in states if state == "future"],
        "earlier": [version for version, state in states if state == "past"],
    }
    return render(request, "public/form.html", context | language_context(request))


@require_safe
def form_file(request: HttpRequest, code: str, sha256: str) -> HttpResponseBase:
    """Send the very file of a version, current or old: its address is good for ever."""
    version = knowledge.form_of_file(code, sha256) if len(sha256) == SHA_LENGTH else None
    if version is None:
        raise Http404
    if request.headers.get("If-None-Match") == f'"{sha256}"':
        return HttpResponseNotModified()
    content = knowledge.form_content(sha256)
    if content is None:
        raise Http404
    return lasting_pdf(content, version.filename, sha256, to_save=True)
