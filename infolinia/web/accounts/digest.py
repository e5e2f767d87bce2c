"""When the daily digest of warnings comes, as a person sets it on the page of their account."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from infolinia.core.errors import Cannot
from infolinia.matters import operations
from infolinia.matters import queries as matters
from infolinia.web.components.roles import only, person

ROLES = ("officer", "adviser", "supervisor")
_NONSENSE = -1


def own_digest(request: HttpRequest) -> dict[str, object]:
    """Return what the page of one's account says about the digest; nothing for whom no warnings concern."""
    staff = cast(Any, request.user)
    if staff.role not in ROLES:
        return {}
    setting = matters.digest_setting(staff.pk)
    return {"digest": setting, "digest_email": staff.email, "digest_hours": range(24)}


@require_POST
@only(*ROLES)
def choose(request: HttpRequest) -> HttpResponse:
    """Remember the hour, or that the person wants no mail."""
    text = request.POST.get("hour", "")
    hour = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else _NONSENSE
    try:
        operations.choose_digest(staff_id=person(request).pk, hour=hour, is_off=request.POST.get("off") == "1")
        messages.success(request, _("Zapisane. Obowiązuje od następnego zestawienia."))
    except Cannot as refusal:
        messages.warning(request, str(refusal))
    return redirect("web:account")
