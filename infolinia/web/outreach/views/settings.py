"""How the office contacts people."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from infolinia.core.clock import now
from infolinia.outreach import operations
from infolinia.outreach.queries import settings
from infolinia.web.components.roles import only, person
from infolinia.web.outreach.forms import SettingsForm
from infolinia.web.outreach.views.campaigns import ROLES


@require_http_methods(["GET", "HEAD", "POST"])
@only(*ROLES)
def page(request: HttpRequest) -> HttpResponse:
    """Show and keep the settings."""
    form = SettingsForm(request.POST or None, instance=settings.current())
    if request.method == "POST" and form.is_valid():
        operations.save_settings(form.cleaned_data, by_id=person(request).pk, at=now())
        messages.success(request, _("Zapisane. Obowiązuje od teraz."))
        return redirect("outreach:settings")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "outreach/settings.html", {"form": form}, status=status)
