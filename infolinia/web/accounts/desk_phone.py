"""A telephone on the adviser's desk, in place of the browser: its password is shown once, and it can be taken away."""

from typing import Any, cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from infolinia.core.clock import now
from infolinia.telephony import operations as telephony
from infolinia.telephony import queries as phones
from infolinia.web.accounts.digest import own_digest


def own_phone(request: HttpRequest) -> dict[str, object]:
    """Return what the page of one's account says about the telephone on the desk; nothing for who takes no calls."""
    person = cast(Any, request.user)
    if person.role != "adviser":
        return {}
    return {"desk_phone": phones.desk_phone(person.pk, now()), "may_have_desk_phone": True}


@require_POST
@login_required
def issue(request: HttpRequest) -> HttpResponse:
    """Issue the account of a desk telephone and show it once; an earlier one ends."""
    staff_id = _adviser(request)
    telephony.retire_desk_phones(staff_id=staff_id, at=now())
    issued = telephony.issue_phone(staff_id=staff_id, at=now(), kind="desk")
    context = {"issued": issued, "sip_host": request.get_host().partition(":")[0], "sip_port": settings.ENV.sip_port}
    response = render(request, "account/settings.html", context | own_phone(request) | own_digest(request))
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@login_required
def retire(request: HttpRequest) -> HttpResponseRedirect:
    """End the account: the browser rings again."""
    telephony.retire_desk_phones(staff_id=_adviser(request), at=now())
    return HttpResponseRedirect(reverse("web:account"))


def _adviser(request: HttpRequest) -> int:
    person = cast(Any, request.user)
    if person.role != "adviser":
        raise PermissionDenied
    return int(person.pk)
