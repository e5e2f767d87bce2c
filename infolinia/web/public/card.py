"""One service card for residents: whole or easy to read, in the reader's language, to print, or gone."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from infolinia.core.clock import city_day, now
from infolinia.knowledge import queries as knowledge
from infolinia.knowledge.queries import ResidentCard
from infolinia.web.components.look import SCREEN_LANGUAGES
from infolinia.web.public import addresses
from infolinia.web.public.language import POLISH, Version, asked_language, in_asked_language, language_context, said_in
from infolinia.web.public.linked_data import card_data
from infolinia.web.public.views import line_now

EASY = "latwy"
INSTEAD_OF = "zamiast"
A_DAY_SECONDS = 86_400


@require_safe
@in_asked_language
def card(request: HttpRequest, code: str) -> HttpResponse:
    """Show one card; lead on from a withdrawn one to its successor, or say that it holds no more (410)."""
    at = now()
    found = knowledge.resident_card(code, language=get_language() or POLISH, day=city_day(at))
    if found is None or found.standing == "not_yet":
        raise Http404
    context: dict[str, object] = (
        line_now(at) | language_context(request) | {"card": found, "in_card": said_in(found.language)}
    )
    if found.standing != "current":
        return _gone(request, found, context)
    context |= {
        "is_easy": request.GET.get("tekst") == EASY,
        "versions": _versions(found),
        "is_missing": found.language != (get_language() or POLISH),
        "instead_of": _instead_of(request, found),
        "canonical": addresses.card(found.code, found.language),
        "alternates": [(language, addresses.card(found.code, language)) for language in found.languages],
        "linked_data": card_data(found),
    }
    return render(request, "public/card.html", context)


def _gone(request: HttpRequest, found: ResidentCard, context: dict[str, object]) -> HttpResponse:
    if found.leads_to is None:
        return render(request, "public/card_gone.html", context, status=HTTPStatus.GONE)
    told = {INSTEAD_OF: found.code} | ({"jezyk": asked_language(request)} if asked_language(request) else {})
    response = HttpResponsePermanentRedirect(f"{reverse('public:card', args=[found.leads_to.code])}?{urlencode(told)}")
    response["Cache-Control"] = f"max-age={A_DAY_SECONDS}"  # a card may come back
    return response


def _instead_of(request: HttpRequest, found: ResidentCard) -> ResidentCard | None:
    """Return the withdrawn card that led here, and only one that really does: the address is anybody's text."""
    code = request.GET.get(INSTEAD_OF, "")[:60]
    before = knowledge.resident_card(code, language=get_language() or POLISH, day=city_day(now())) if code else None
    return before if before and before.leads_to and before.leads_to.code == found.code else None


def _versions(found: ResidentCard) -> list[Version]:
    """Return the languages that the card has, where there is more than one."""
    names = dict(SCREEN_LANGUAGES)
    own = reverse("public:card", args=[found.code])
    versions = [
        Version(language, names[language], f"{own}?jezyk={language}", language == found.language)
        for language in found.languages
        if language in names
    ]
    return versions if len(versions) > 1 else []
