"""Nobody's record is opened without a ground: a talk with that person at hand, or a reason that stays in the log."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from infolinia.contacts import operations as contacts_operations
from infolinia.contacts import queries as contacts
from infolinia.contacts.queries import records
from infolinia.contacts.queries.records import Record
from infolinia.core.clock import now
from infolinia.web.components.roles import only, person

REMEMBERED = "reading_reason"  # the same as for matters: one reason a session
OFFICE = ("adviser", "supervisor", "admin")
HEADS = ("supervisor", "admin")
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


class ReasonForm(forms.Form):
    """The reason, in the reader's own words."""

    reason = forms.CharField(
        label=_("Powód"),
        max_length=200,
        help_text=_("Na przykład: prośba o kopię danych OR.1431.7.2026, poprawka numeru po telefonie."),
        error_messages={"required": _("Wpisz powód."), "max_length": _("Skróć powód do 200 znaków.")},
    )


def with_ground(*roles: str) -> Callable[[View[P]], View[P]]:
    """Let these roles in who have a call at hand or said why; others are asked why first. Nothing is cached."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def checked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not (request.session.get(REMEMBERED) or contacts.current_of(person(request).pk)):
                context = {"form": ReasonForm(), "way_back": request.path if request.method == "GET" else "/osoby"}
                return render(request, "people/reason.html", context)
            return view(request, *args, **kwargs)

        return only(*roles)(never_cache(cast("View[P]", checked)))

    return decorate


@require_http_methods(["GET", "HEAD", "POST"])
@only(*OFFICE)
def reason_page(request: HttpRequest) -> HttpResponse:
    """Take the reason for the rest of the session."""
    form = ReasonForm(request.POST or None, initial={"reason": request.session.get(REMEMBERED, "")})
    way_back = request.POST.get("dalej", "") or request.GET.get("dalej", "")
    if not (way_back.startswith("/osoby") and url_has_allowed_host_and_scheme(way_back, allowed_hosts=None)):
        way_back = "/osoby"
    if request.method == "POST" and form.is_valid():
        request.session[REMEMBERED] = form.cleaned_data["reason"]
        return redirect(way_back)
    status = 422 if form.is_bound else 200
    return render(request, "people/reason.html", {"form": form, "way_back": way_back}, status=status)


def opened(request: HttpRequest, resident_id: UUID, what: str) -> Record:
    """Return the record and write that it was read; Http404 for who is not there."""
    found = records.record(resident_id, now())
    if found is None:
        raise Http404
    note_reading(request, what, resident_id)
    return found


def note_found(request: HttpRequest, what: str, resident_ids: Iterable[UUID]) -> None:
    """Write in the log of readings whose names and numbers a search showed."""
    call = contacts.current_of(person(request).pk)
    for resident_id in resident_ids:
        _note(request, what, resident_id, call)


def note_reading(request: HttpRequest, what: str, resident_id: UUID | None = None) -> None:
    """Write in the log of readings on what ground somebody looked."""
    _note(request, what, resident_id, contacts.current_of(person(request).pk))


def _note(request: HttpRequest, what: str, resident_id: UUID | None, call: "contacts.ConversationView | None") -> None:
    staff = person(request)
    is_of_call = call is not None and (resident_id is None or call.resident_id == resident_id)
    contacts_operations.log_reading(
        staff_id=staff.pk,
        at=now(),
        why="conversation" if is_of_call else "stated",
        what=what,
        resident_id=resident_id,
        conversation_id=call.id if call and is_of_call else None,
        reason="" if is_of_call else request.session.get(REMEMBERED, "") or str(_("podczas innej rozmowy")),
    )
