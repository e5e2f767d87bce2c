"""What every request and response of the web process passes through."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from infolinia.core.clock import now
from infolinia.web.live_address import connect_sources

Next = Callable[[HttpRequest], HttpResponse]

SEEN_AT = "seen_at"
REMEMBER_EVERY_SECONDS = 15


def content_security_policy(request: HttpRequest) -> str:
    """Return the policy: a page loads only what this installation serves, and nobody may frame it."""
    tiles = map_source()
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": f"'self' data:{tiles}",
        "font-src": "'self'",
        "media-src": "'self' blob: mediastream:",
        "connect-src": f"{connect_sources(request)}{tiles}",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def map_source() -> str:
    """Return, behind a space, the one foreign host that a city's map comes from; empty where there is no map."""
    style = urlsplit(settings.MAP_STYLE)
    port = f":{style.port}" if style.port else ""
    return f" {style.scheme}://{style.hostname}{port}" if style.hostname else ""


class ContentSecurityPolicy:
    """Send the security headers that Django itself does not."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request and add the headers."""
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", content_security_policy(request))
        response.setdefault(
            "Permissions-Policy", "microphone=(self), camera=(self), geolocation=(self), payment=(), usb=()"
        )
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class ChosenLanguage:
    """Show Polish unless the reader chose another language; a browser's setting is not a choice."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request in the language of the reader's cookie."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
            response.setdefault("Content-Language", language)
            return response


class IdleSession:
    """End a session unused for `SESSION_IDLE_SECONDS`. Refreshes that a page asks for by itself do not count."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, as a guest when the session was idle for too long."""
        if request.user.is_authenticated:
            self._count(request)
        response = self.get_response(request)
        if request.user.is_authenticated:
            # What staff saw must not come back by the button "back" after they left, nor from a shared disk.
            response.setdefault("Cache-Control", "private, no-store")
        if not _leads_to_sign_in(response):
            return response
        if request.headers.get("HX-Request"):
            return HttpResponse(status=HTTPStatus.UNAUTHORIZED, headers={"HX-Trigger": "session-ended"})
        if request.method == "POST":
            response["Location"] = redirect_to_login(_page_of(request)).url
        return response

    def _count(self, request: HttpRequest) -> None:
        moment = now().timestamp()
        if moment - request.session.get(SEEN_AT, moment) >= settings.SESSION_IDLE_SECONDS:
            get_adapter().logout(request)
            if request.method == "GET" and not is_passive(request):
                messages.info(
                    request, _("Sesja skończyła się z braku ruchu. Zaloguj się jeszcze raz: wpisany tekst wróci.")
                )
        elif not is_passive(request) and moment - request.session.get(SEEN_AT, 0) >= REMEMBER_EVERY_SECONDS:
            request.session[SEEN_AT] = moment


def is_passive(request: HttpRequest) -> bool:
    """Whether the page asked by itself (a live signal, the session's clock), without a person."""
    return request.headers.get("X-Passive") == "1"


def seconds_left(request: HttpRequest) -> int:
    """Return for how many seconds the session still lives when nobody uses it."""
    moment = now().timestamp()
    return max(0, int(request.session.get(SEEN_AT, moment) + settings.SESSION_IDLE_SECONDS - moment))


def _page_of(request: HttpRequest) -> str:
    """Return the page whose form was sent: its draft waits there, while the form's own address may be no page."""
    referer = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(referer, allowed_hosts={request.get_host()})
    return urlsplit(referer).path if referer and is_ours else request.path


def _leads_to_sign_in(response: HttpResponse) -> bool:
    """Whether the answer sends a guest to the door to come back afterwards; signing out leads there for good."""
    door = resolve_url(settings.LOGIN_URL)
    return response.status_code == HTTPStatus.FOUND and response["Location"].startswith(f"{door}?")
