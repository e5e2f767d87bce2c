"""What is kept about a person: numbers and addresses, decisions, who acts for them, and who calls in whose name."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from infolinia.contacts import operations
from infolinia.contacts import queries as contacts
from infolinia.contacts.operations import CannotAct, CannotDecide, CannotRemember
from infolinia.contacts.queries.records import Record
from infolinia.core.clock import city_day, now
from infolinia.core.errors import Cannot
from infolinia.web.components.roles import person
from infolinia.web.people.forms import ActingForm, CallForm, DecisionForm, Plain, PointForm
from infolinia.web.people.rights import OFFICE, opened, with_ground

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@with_ground(*OFFICE)
def way(request: HttpRequest, resident_id: UUID, point_id: int | None = None) -> HttpResponse:
    """Add or correct a number or an address."""
    one = opened(request, resident_id, _("kartoteka osoby"))
    known = next((way for way in one.ways if way.id == point_id), None)
    if point_id and known is None:
        raise Http404
    shown = {name: getattr(known, name) for name in PointForm.base_fields} if known else {"kind": "phone"}

    def write(form: Any) -> None:
        if point_id:
            operations.change_point(resident_id=resident_id, point_id=point_id, draft=form.draft())
        else:
            operations.add_point(resident_id=resident_id, draft=form.draft())

    form = PointForm(request.POST or None, initial=shown)
    form.fields["kind"].disabled = known is not None
    return _form(request, one, form, write, "people/way.html", {"point": known})


@require_POST
@with_ground(*OFFICE)
def way_remove(request: HttpRequest, resident_id: UUID, point_id: int) -> HttpResponse:
    """Take out a number or address that was never the person's."""
    opened(request, resident_id, _("kartoteka osoby"))
    operations.remove_point(resident_id=resident_id, point_id=point_id)
    messages.success(request, _("Usunięto numer albo adres, razem z jego historią."))
    return redirect("people:person", resident_id)


@require_http_methods(GET_OR_POST)
@with_ground(*OFFICE)
def decision(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """Write a consent or an objection, or that either was taken back."""
    one = opened(request, resident_id, _("zgody i sprzeciwy"))
    call = contacts.current_of(person(request).pk)

    def write(form: Any) -> None:
        told = dict(form.cleaned_data)
        acts: dict[str, Callable[..., None]] = {
            "consented": operations.consent,
            "withdrew": operations.withdraw_consent,
            "objected": operations.object_to,
            "lifted": operations.lift_objection,
        }
        act = acts[told.pop("kind")]
        of_call = call.id if call and call.resident_id == resident_id else None
        act(resident_id=resident_id, by_id=person(request).pk, at=now(), conversation_id=of_call, **told)

    form = DecisionForm(request.POST or None, initial={"purpose": "any"})
    return _form(request, one, form, write, "people/decision.html", {})


@require_http_methods(GET_OR_POST)
@with_ground(*OFFICE)
def acting(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """Write who acts for the person; who has no record yet gets one."""
    one = opened(request, resident_id, _("kto działa w imieniu"))

    def write(form: Any) -> None:
        told, at, by_id = form.cleaned_data, now(), person(request).pk
        who_id = operations.remember_resident(
            name=told["name"], phone=told["phone"], email=told["email"], preferred_channel="", by_id=by_id, at=at
        )
        operations.let_act(
            who_id=who_id,
            whom_id=resident_id,
            right=told["right"],
            basis=told["basis"],
            valid_until=told["valid_until"],
            by_id=by_id,
            at=at,
        )

    return _form(request, one, ActingForm(request.POST or None), write, "people/acting.html", {})


@require_POST
@with_ground(*OFFICE)
def acting_end(request: HttpRequest, resident_id: UUID, acting_id: int) -> HttpResponse:
    """End it: yesterday was the last day."""
    opened(request, resident_id, _("kto działa w imieniu"))
    operations.end_acting(acting_id=acting_id, whom_id=resident_id, on=city_day(now()) - timedelta(days=1))
    messages.success(request, _("Od dziś ta osoba nie działa w czyimś imieniu."))
    return redirect("people:person", resident_id)


@require_http_methods(GET_OR_POST)
@with_ground(*OFFICE)
def call(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Note that the caller stays anonymous, or in whose name they speak."""
    view = contacts.conversation_for(person(request), conversation_id)
    told = contacts.caller_of(conversation_id)
    form = CallForm(request.POST or None, initial={"wants_anonymity": told[0], "speaks_for_name": told[1]})
    if request.method == "POST" and form.is_valid():
        wants, name = form.cleaned_data["wants_anonymity"], form.cleaned_data["speaks_for_name"]
        operations.stay_anonymous(conversation_id=conversation_id, wants=wants, at=now())
        if not wants:
            operations.speak_for(conversation_id=conversation_id, name=name, at=now())
        messages.success(request, _("Zapisano, kto dzwoni."))
        return redirect("people:call", conversation_id)
    context = {"form": form, "view": view}
    return render(request, "people/call.html", context, status=422 if form.errors else 200)


def _form(
    request: HttpRequest,
    one: Record,
    form: Plain,
    write: Callable[[Any], None],
    template: str,
    context: dict[str, object],
) -> HttpResponse:
    """Write what was typed and go back to the record, or show the form with what is wrong."""
    if request.method == "POST" and form.is_valid():
        try:
            write(form)
        except CannotRemember as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        except (CannotAct, CannotDecide, Cannot) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Zapisano zmiany."))
            return redirect("people:person", one.id)
    return render(request, template, {"form": form, "one": one, **context}, status=422 if form.errors else 200)
