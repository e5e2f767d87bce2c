"""Addresses of programs, and what was sent to them."""

import json
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from infolinia.core.clock import now
from infolinia.partners import operations, queries
from infolinia.partners.operations import CannotSaveWebhook
from infolinia.partners.shapes import DeliveryLine, WebhookLine
from infolinia.web.components.paging import PER_PAGE, beside, pager
from infolinia.web.components.roles import only
from infolinia.web.partners import programs
from infolinia.web.partners.forms import ChangedWebhookForm, WebhookForm
from infolinia.web.partners.words import EVENTS


@require_POST
@only("admin")
def add(request: HttpRequest, partner_id: int) -> HttpResponse:
    """Add an address; its secret is shown on the next page and never again."""
    line = programs.found(partner_id)
    form = WebhookForm(request.POST, prefix="adres")
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = operations.add_webhook(partner_id=line.id, url=given["url"], hears=given["hears"], at=now())
        except CannotSaveWebhook as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            return programs.secret(request, made.secret, what="secret", back=line.id, name=given["url"])
    return programs.show(request, line, webhook_form=form, status=programs.REFUSED)


@require_http_methods(["GET", "HEAD", "POST"])
@only("admin")
def page(request: HttpRequest, webhook_id: int) -> HttpResponse:
    """Show one address with what was sent there; change it."""
    line = _found(webhook_id)
    initial = {"url": line.url, "hears": line.hears, "is_active": line.is_active}
    form = ChangedWebhookForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_webhook(webhook_id=line.id, **form.cleaned_data)
        except CannotSaveWebhook as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("Zapisane. Obowiązuje od teraz."))
            return redirect("partners:webhook", line.id)
    return _show(request, line, form, status=programs.REFUSED if form.is_bound else 200)


@require_POST
@only("admin")
def press(request: HttpRequest, webhook_id: int, deed: str) -> HttpResponse:
    """Do what the button says: a new secret, a trial, everything once more, or remove the address."""
    line, at = _found(webhook_id), now()
    if deed == "sekret":
        made = operations.new_secret(webhook_id=line.id)
        return programs.secret(request, made.secret, what="secret", back=line.partner_id, name=line.url)
    if deed == "usun":
        operations.remove_webhook(webhook_id=line.id)
        messages.success(request, _("Adres usunięty."))
        return redirect("partners:page", line.partner_id)
    if deed == "proba":
        operations.ping(webhook_id=line.id, at=at)
        messages.success(request, _("Wysyłamy próbę. Za chwilę zobaczysz na liście, czy doszła."))
    elif deed == "wszystkie":
        count = operations.resend_dead(webhook_id=line.id, at=at)
        text = ngettext("Wysyłamy jeszcze raz: %(n)d wiadomość.", "Wysyłamy jeszcze raz: %(n)d wiadomości.", count)
        messages.success(request, text % {"n": count})
    else:
        raise Http404
    return redirect("partners:webhook", line.id)


@require_POST
@only("admin")
def resend(request: HttpRequest, webhook_id: int, delivery_id: UUID) -> HttpResponse:
    """Send one message again."""
    line = _found(webhook_id)
    if not queries.is_of_webhook(delivery_id, line.id):
        raise Http404
    operations.resend(delivery_id=delivery_id, at=now())
    messages.success(request, _("Wysyłamy tę wiadomość jeszcze raz."))
    return redirect("partners:webhook", line.id)


def _found(webhook_id: int) -> WebhookLine:
    line = queries.webhook(webhook_id)
    if line is None:
        raise Http404
    return line


def _show(request: HttpRequest, line: WebhookLine, form: ChangedWebhookForm, *, status: int) -> HttpResponse:
    sent = queries.deliveries(line.id, beside=beside(request.GET), size=PER_PAGE)
    context = {
        "line": line,
        "partner": programs.found(line.partner_id),
        "form": form,
        "sent": [(one, EVENTS.get(one.event, one.event), _about(one)) for one in sent.lines],
        "pager": pager(request.GET, before=sent.before, behind=sent.behind),
        "at": now(),
    }
    return render(request, "partners/webhook.html", context, status=status)


def _about(one: DeliveryLine) -> str:
    """Return the number of the matter that the message is about, if it is about one."""
    return str(json.loads(one.body).get("data", {}).get("number", ""))
