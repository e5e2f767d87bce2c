"""Those who see everything prove who they are twice: without a second factor they get no further than their account."""

from collections.abc import Callable

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

# Their own account, where a factor is added; the look and language of the screens; and what machines ask for.
OPEN_PATHS = ("/konto/", "/wyglad", "/jezyk", "/health", "/metrics", "/static/")
PROVEN = "has_second_factor"


class AskSecondFactor:
    """Lead people of `SECOND_FACTOR_ROLES` who have no second factor yet to the page that adds one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or lead to the second factors."""
        if request.user.is_authenticated and _lacks_one(request):
            messages.info(request, _("Na tym stanowisku potrzebny jest drugi składnik. Dodaj aplikację albo klucz."))
            return redirect("mfa_index")
        return self.get_response(request)


def _lacks_one(request: HttpRequest) -> bool:
    if getattr(request.user, "role", "") not in settings.SECOND_FACTOR_ROLES or request.path.startswith(OPEN_PATHS):
        return False
    if not request.session.get(PROVEN):
        request.session[PROVEN] = get_adapter().is_mfa_enabled(request.user)
    return not request.session[PROVEN]
