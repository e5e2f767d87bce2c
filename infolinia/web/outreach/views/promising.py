"""Making and keeping promises: one press, one operation."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from infolinia.city import queries as city
from infolinia.contacts import queries as contacts
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.outreach import operations, queries
from infolinia.outreach.errors import CannotPromise
from infolinia.web.components.roles import only, person
from infolinia.web.components.telling import told
from infolinia.web.outreach.forms import ChangeForm, PromiseForm, WriteForm
from infolinia.web.outreach.views.promises import ROLES, change_initial, promise_context


@require_http_methods(["GET", "HEAD", "POST"])
@only(*ROLES)
def new(request: HttpRequest) -> HttpResponse:
    """Promise a contact: by itself, or out of a conversation of mine (`rozmowa`)."""
    form = PromiseForm(request.POST or None, initial=_known(request))
    if request.method == "POST" and form.is_valid():
        try:
            ident = _promise(request, form.cleaned_data)
        except CannotPromise as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Obiecane. Kontakt jest na liście."))
            return redirect("outreach:promise", ident)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"form": form, "conversation_id": request.GET.get("rozmowa") or request.POST.get("rozmowa", "")}
    return render(request, "outreach/new.html", context, status=status)


@require_POST
@only(*ROLES)
def call(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """Call from my telephone; the desk shows the call."""
    queries.promise_for(person(request), promise_id, at=now())
    try:
        operations.call(promise_id=promise_id, by_id=person(request).pk, at=now())
    except Cannot as refusal:
        messages.error(request, str(refusal))
        return redirect("outreach:promise", promise_id)
    return redirect("desk:home")


@require_POST
@only(*ROLES)
def result(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """Write how an attempt past our telephone went."""
    said = request.POST.get("wynik", "")
    with told(request, _("Zapisane.")):
        operations.note_attempt(promise_id=promise_id, result=said, by_id=person(request).pk, at=now())
    return _back(request, promise_id)


@require_POST
@only(*ROLES)
def change(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """Other hours, another person, other words."""
    people = [(row.pk, str(row)) for row in city.active_staff(("adviser", "supervisor"))]
    line = queries.promise_for(person(request), promise_id, at=now())
    form = ChangeForm(request.POST, people=people, initial=change_initial(line))
    if form.is_valid():
        given = form.cleaned_data
        keeper = int(given["keeper"]) if given["keeper"] else None
        try:
            operations.change_promise(
                promise_id=promise_id,
                windows=given["windows"] if "windows" in form.changed_data else None,
                keeper_id=keeper,
                note=given["note"],
                at=now(),
            )
        except CannotPromise as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Zmienione."))
            return redirect("outreach:promise", promise_id)
    context = promise_context(request, promise_id, change=form)
    return render(request, "outreach/promise.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@require_POST
@only(*ROLES)
def write(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """Keep a promise of a written contact."""
    form = WriteForm(request.POST)
    if not form.is_valid():
        context = promise_context(request, promise_id, write=form)
        return render(request, "outreach/promise.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    with told(request, _("Wiadomość czeka na wysłanie. Obietnica jest spełniona.")):
        text = form.cleaned_data["text"]
        operations.write_message(promise_id=promise_id, text=text, by_id=person(request).pk, at=now())
    return redirect("outreach:promise", promise_id)


@require_POST
@only(*ROLES)
def cancel(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """Contact nobody any more, and say why."""
    with told(request, _("Odwołane.")):
        why = request.POST.get("powod", "")
        operations.cancel_promise(promise_id=promise_id, why=why, by_id=person(request).pk, at=now())
    return redirect("outreach:promise", promise_id)


@require_POST
@only(*ROLES)
def came(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """The resident reached us first."""
    with told(request, _("Zapisane: ta osoba zgłosiła się sama.")):
        operations.came_by_self(promise_id=promise_id, conversation_id=None, by_id=person(request).pk, at=now())
    return _back(request, promise_id)


@require_POST
@only(*ROLES)
def release(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """Give it back to all."""
    with told(request):
        operations.release(promise_id=promise_id, by_id=person(request).pk)
    return _back(request, promise_id)


def _back(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    if request.POST.get("wroc") == "lista":
        return redirect("outreach:list")
    return redirect("outreach:promise", promise_id)


def _promise(request: HttpRequest, given: dict[str, Any]) -> UUID:
    staff, at = person(request), now()
    view = _conversation(request)
    return operations.promise_contact(
        **given,
        by_id=staff.pk,
        at=at,
        resident_id=view.resident_id if view else None,
        conversation_id=view.id if view else None,
        language=view.language if view else "",
    )


def _known(request: HttpRequest) -> dict[str, str]:
    """Return what the conversation tells already."""
    view = _conversation(request)
    if view is None:
        return {}
    card = contacts.person(view.resident_id) if view.resident_id else None
    wants_mail = bool(card and card.preferred_channel == "email")
    return {
        "number": view.number,
        "name": view.resident_name,
        "email": card.email if card else "",
        "medium": "email" if wants_mail else "phone",
    }


def _conversation(request: HttpRequest) -> "contacts.ConversationView | None":
    named = request.GET.get("rozmowa") or request.POST.get("rozmowa")
    if not named:
        return None
    try:
        ident = UUID(named)
    except ValueError:
        return None
    return contacts.conversation_for(person(request), ident)
