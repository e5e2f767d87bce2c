"""Programs of others and their keys."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from infolinia.city import queries as city
from infolinia.core.clock import now
from infolinia.partners import operations, queries
from infolinia.partners.operations import CannotSavePartner, PartnerDraft
from infolinia.partners.shapes import PartnerLine
from infolinia.web.components.roles import only, person
from infolinia.web.partners.forms import PartnerForm, WebhookForm
from infolinia.web.partners.words import RIGHTS

REFUSED = 422


@require_http_methods(["GET", "HEAD"])
@only("admin")
def home(request: HttpRequest) -> HttpResponse:
    """Show all programs."""
    lines = [(line, [RIGHTS[right] for right in line.rights if right in RIGHTS]) for line in queries.partners()]
    return render(request, "partners/home.html", {"lines": lines, "ezd": queries.ezd_counts(), "at": now()})


@require_http_methods(["GET", "HEAD", "POST"])
@only("admin")
def new(request: HttpRequest) -> HttpResponse:
    """Add a program; its key is shown on the next page and never again."""
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        made = _saved(form, lambda draft: operations.add_partner(draft=draft, by_id=person(request).pk, at=now()))
        if made:
            return secret(request, made.secret, what="key", back=made.id, name=form.cleaned_data["name"])
    return render(request, "partners/new.html", {"form": form}, status=REFUSED if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@only("admin")
def page(request: HttpRequest, partner_id: int) -> HttpResponse:
    """Show one program with its addresses; change what it is and may."""
    line = found(partner_id)
    form = _form(request, line)
    if request.method == "POST" and form.is_valid():
        done = _saved(form, lambda draft: operations.change_partner(partner_id=line.id, draft=draft) or True)
        if done:
            messages.success(request, _("Zapisane. Obowiązuje od teraz."))
            return redirect("partners:page", line.id)
    return show(request, line, form=form, status=REFUSED if form.is_bound else 200)


@require_POST
@only("admin")
def new_key(request: HttpRequest, partner_id: int) -> HttpResponse:
    """Give the program a new key in place of the old one."""
    line = found(partner_id)
    made = operations.issue_key(partner_id=line.id, at=now())
    return secret(request, made.secret, what="key", back=line.id, name=line.name)


@require_POST
@only("admin")
def revoke(request: HttpRequest, partner_id: int) -> HttpResponse:
    """Take the program's key away."""
    line = found(partner_id)
    operations.revoke_key(partner_id=line.id)
    messages.success(request, _("Klucz odebrany. Program nie ma już dostępu."))
    return redirect("partners:page", line.id)


def found(partner_id: int) -> PartnerLine:
    """Return the program; raises Http404."""
    line = queries.partner(partner_id)
    if line is None:
        raise Http404
    return line


def show(
    request: HttpRequest,
    line: PartnerLine,
    *,
    form: PartnerForm | None = None,
    webhook_form: WebhookForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the page of a program."""
    context = {
        "line": line,
        "form": form or _form(request, line, unbound=True),
        "webhook_form": webhook_form or WebhookForm(prefix="adres"),
        "webhooks": queries.webhooks_of(line.id),
        "at": now(),
    }
    return render(request, "partners/page.html", context, status=status)


def secret(request: HttpRequest, text: str, *, what: str, back: int, name: str) -> HttpResponse:
    """Show a secret, once: it is kept nowhere, not even in the session."""
    return render(request, "partners/secret.html", {"secret": text, "what": what, "back": back, "name": name})


def _form(request: HttpRequest, line: PartnerLine | None = None, *, unbound: bool = False) -> PartnerForm:
    initial: dict[str, Any] = {}
    if line:
        initial = {"name": line.name, "contact": line.contact, "rights": line.rights, "sees": line.sees}
        initial["unit_id"] = str(line.unit_id or "")
    units = [(unit.id, unit.name) for unit in city.units(outside=False)]
    data = request.POST if request.method == "POST" and not unbound else None
    return PartnerForm(data, initial=initial, sees=queries.ways_of_seeing(), units=units)


def _saved(form: PartnerForm, save: Callable[[PartnerDraft], Any]) -> Any:
    given = form.cleaned_data
    draft = PartnerDraft(
        given["name"],
        contact=given["contact"],
        rights=given["rights"],
        sees=given["sees"],
        unit_id=int(given["unit_id"]) if given["unit_id"] else None,
    )
    try:
        return save(draft)
    except CannotSavePartner as refusal:
        form.add_error(refusal.field or None, str(refusal))
        return None
