"""The site: one door for administrators alone, only what an office configures, and history that cannot be forgotten."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from infolinia.web.administration.history import ShowsHistory
from infolinia.web.administration.readings import LogsReadings

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
        """Register like Django, and add the history of changes and the log of readings to the tables that need them.

        Machinery is not registered at all: its pages would show the keys of open sessions and second factors.
        """
        wanted: list[Any] = [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        offered = [model for model in wanted if model._meta.app_label not in HIDDEN]
        given = admin_class or admin.ModelAdmin
        if not issubclass(given, ShowsHistory):
            given = type(given.__name__, (LogsReadings, ShowsHistory, given), {"__module__": given.__module__})
        super().register(offered, given, **options)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return what there is to set, in the order of setting up an office."""
        apps = super().get_app_list(request, app_label)
        return sorted(apps, key=lambda app: ORDER.index(app["app_label"]) if app["app_label"] in ORDER else len(ORDER))
