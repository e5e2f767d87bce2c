"""Where a person starts, and what they set for themselves: language, look, staying signed in."""

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infolinia.city import operations as city
from infolinia.web.accounts.desk_phone import own_phone
from infolinia.web.accounts.digest import own_digest
from infolinia.web.components import look
from infolinia.web.components.navigation import start_url
from infolinia.web.middleware import seconds_left


@require_safe
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Send the person to the page where their role begins the day."""
    return redirect(start_url(cast(Any, request.user).role))


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show what a person sets for themselves."""
    return render(request, "account/settings.html", own_phone(request) | own_digest(request))


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language of the screens and go back."""
    response = _back(request)
    chosen = request.POST.get("language", "")
    if chosen in dict(look.SCREEN_LANGUAGES):
        look.remember_language(response, chosen)
        if request.user.pk:
            city.choose_language(staff_id=request.user.pk, language=chosen)
    return response


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember the look and go back. Without a chosen one it turns: from the system's to dark, then light and dark."""
    response = _back(request)
    turned: look.Theme = "light" if look.chosen_theme(request) == "dark" else "dark"
    asked = {"light": "light", "dark": "dark", "system": ""}.get(request.POST.get("theme", ""), turned)
    look.remember_theme(response, cast(look.Theme, asked))
    return response


@require_http_methods(["GET", "POST"])
def session(request: HttpRequest) -> HttpResponse:
    """Tell for how long the session still lives; a POST is a person who stays. 401 when it is over."""
    if not request.user.is_authenticated:
        return JsonResponse({"seconds": 0}, status=401)
    return JsonResponse({"seconds": seconds_left(request)})


def closed(request: HttpRequest, *_parts: str) -> HttpResponse:
    """Answer that there is no such page here."""
    raise Http404


def _back(request: HttpRequest) -> HttpResponseRedirect:
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(target if is_ours else reverse("public:home"))
