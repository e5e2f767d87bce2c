"""Finding people, making a record, and the record itself."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from infolinia.contacts import operations
from infolinia.contacts import queries as contacts
from infolinia.contacts.operations import CannotRemember
from infolinia.contacts.queries import records
from infolinia.core.clock import now
from infolinia.matters import queries as matters
from infolinia.web.components.roles import person
from infolinia.web.people.forms import FindForm, PersonForm
from infolinia.web.people.rights import OFFICE, note_found, note_reading, opened, with_ground
from infolinia.web.people.words import CHANNELS, PURPOSES

LISTED = 20


@require_http_methods(["GET", "HEAD", "POST"])
@with_ground(*OFFICE)
def find(request: HttpRequest) -> HttpResponse:
    """Look somebody up; the words go in the body and stay in no address line."""
    form = FindForm(request.POST or None)
    found = None
    if form.is_bound and form.is_valid():
        note_reading(request, _("szukanie w kartotece"))
        found = records.find_people(form.cleaned_data["q"])
        note_found(request, _("szukanie w kartotece"), [card.id for card in found])
    return render(request, "people/find.html", {"form": form, "found": found}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@with_ground(*OFFICE)
def new(request: HttpRequest) -> HttpResponse:
    """Make a record of somebody who has none: a child, or who came in person."""
    form = PersonForm(request.POST or None, initial={"language": "pl"})
    if request.method == "POST" and form.is_valid():
        try:
            ident = operations.new_person(draft=form.draft(), sure=form.cleaned_data["sure"], at=now())
        except CannotRemember as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("Zapisano nową osobę."))
            return redirect("people:person", ident)
    return render(request, "people/change.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@with_ground(*OFFICE)
def page(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """Show the whole record; who was merged into another is shown there."""
    if into := records.merged_into(resident_id):
        return redirect("people:person", into)
    at = now()
    one = opened(request, resident_id, _("kartoteka osoby"))
    decisions = [
        (line, PURPOSES.get(line.purpose, line.purpose), CHANNELS.get(line.channel, line.channel))
        for line in one.decisions
    ]
    context = {
        "at": at,
        "one": one,
        "decisions": decisions,
        "talks": contacts.earlier(resident_id=resident_id, number="", before=at + timedelta(seconds=1), limit=LISTED),
        "matters": matters.of_resident(resident_id, at, LISTED),
        "is_head": person(request).role in ("supervisor", "admin"),
        "is_admin": person(request).role == "admin",
    }
    return render(request, "people/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_ground(*OFFICE)
def change(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """Change what somebody is called and needs."""
    one = opened(request, resident_id, _("kartoteka osoby"))
    shown = {name: getattr(one, name) for name in PersonForm.base_fields if hasattr(one, name)}
    form = PersonForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        try:
            operations.save_person(resident_id=resident_id, draft=form.draft(), sure=form.cleaned_data["sure"])
        except CannotRemember as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("Zapisano zmiany."))
            return redirect("people:person", resident_id)
    return render(request, "people/change.html", {"form": form, "one": one}, status=422 if form.errors else 200)
