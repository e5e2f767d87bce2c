"""The site: one door for administrators alone, only what an office configures, and history that cannot be forgotten."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from infolinia.web.administration.history import ShowsHistory

# Parts of the machinery that others bring along; an office has nothing to set there.
HIDDEN = frozenset({"auth", "account", "mfa", "usersessions", "procrastinate", "sites", "socialaccount"})
# What an office sets up first comes first.
ORDER = ("city", "matters", "knowledge", "routing", "telephony", "correspondence", "contacts")


class OfficeSite(admin.AdminSite):
    """Administration as an office sees it. People sign in by the product's own door, second factor included."""

    site_title = _("Administracja Infolinii")
    site_header = _("Administracja")
    index_title = _("Co chcesz ustawić?")
    site_url = "/start"
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in active administrators alone."""
        user = request.user
        return bool(user.is_active and getattr(user, "role", "") == "admin" and user.is_staff)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send a guest to the product's own sign-in; refuse somebody who has no business here."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Register like Django, and add the history of changes to every table that keeps one."""
        given = admin_class or admin.ModelAdmin
        if not issubclass(given, ShowsHistory):
            given = type(given.__name__, (ShowsHistory, given), {"__module__": given.__module__})
        super().register(model_or_iterable, given, **options)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return what there is to set, in the order of setting up an office."""
        apps = [app for app in super().get_app_list(request, app_label) if app["app_label"] not in HIDDEN]
        return sorted(apps, key=lambda app: ORDER.index(app["app_label"]) if app["app_label"] in ORDER else len(ORDER))
