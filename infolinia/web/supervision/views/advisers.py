"""One adviser for the supervisor: set the state, send a few words, see what supervisors did before."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.routing import queries as routing
from infolinia.routing.supervision import messages, operations, queries
from infolinia.web.components.roles import only, person
from infolinia.web.supervision import words
from infolinia.web.supervision.forms import MessageForm, StateForm
from infolinia.web.supervision.views.acting import done, panel

SHOWN = 5


@require_http_methods(["GET", "HEAD"])
@only("supervisor")
def page(request: HttpRequest, staff_id: int) -> HttpResponse:
    """Show what can be done."""
    return _shown(request, staff_id, StateForm(), MessageForm())


@require_POST
@only("supervisor")
def state(request: HttpRequest, staff_id: int) -> HttpResponse:
    """Set the adviser's state; the history keeps who did it and why."""
    adviser = queries.adviser_for(person(request), staff_id)
    form = StateForm(request.POST)
    if form.is_valid():
        try:
            operations.force_state(staff_id=staff_id, by_id=person(request).pk, at=now(), **form.cleaned_data)
        except Cannot as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("%(name)s: stan zmieniony.") % {"name": adviser})
    return _shown(request, staff_id, form, MessageForm())


@require_POST
@only("supervisor")
def message(request: HttpRequest, staff_id: int) -> HttpResponse:
    """Show a few words on this adviser's desk."""
    adviser = queries.adviser_for(person(request), staff_id)
    form = MessageForm(request.POST)
    if form.is_valid():
        try:
            text = form.cleaned_data["text"]
            messages.send_to_one(staff_id=staff_id, text=text, by_id=person(request).pk, at=now())
        except Cannot as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("Wiadomość jest na stanowisku: %(name)s.") % {"name": adviser})
    return _shown(request, staff_id, StateForm(), form)


def _shown(request: HttpRequest, staff_id: int, form: StateForm, note: MessageForm) -> HttpResponse:
    at, adviser = now(), queries.adviser_for(person(request), staff_id)
    presence = routing.presence(staff_id)
    context = {
        "at": at,
        "adviser": adviser,
        "presence": presence,
        "clock": words.elapsed(presence.since, at),
        "form": form,
        "note": note,
        "acts": queries.acts(limit=SHOWN, staff_id=staff_id),
    }
    return panel(request, "adviser", context, refused=bool(form.errors or note.errors))
