"""One waiting caller for the supervisor: another queue, a head start, or one person to take them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from infolinia.contacts import operations as contacts
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.routing import queries as routing
from infolinia.routing.supervision import operations, queries
from infolinia.web.components.roles import only, person
from infolinia.web.supervision import words
from infolinia.web.supervision.forms import MoveForm, PrecedenceForm, PullForm
from infolinia.web.supervision.views.acting import done, panel

REACHABLE = ("ready", "break", "after_call")


@require_http_methods(["GET", "HEAD"])
@only("supervisor")
def page(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Show who waits, since when, and what can be done. The reading is logged."""
    return _shown(request, conversation_id)


@require_POST
@only("supervisor")
def move(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Let the caller wait in another queue."""
    view = queries.waiting_for(person(request), conversation_id)
    form = MoveForm(request.POST, now_in=view.queue_code)
    if not form.is_valid():
        return _shown(request, conversation_id, move=form)
    try:
        operations.move_call(
            conversation_id=conversation_id, queue_code=form.cleaned_data["queue"], by_id=person(request).pk, at=now()
        )
    except Cannot as refusal:
        form.add_error(None, str(refusal))
        return _shown(request, conversation_id, move=form)
    return done(request, _("Dzwoniący czeka teraz w innej kolejce i zachował swój czas."))


@require_POST
@only("supervisor")
def precede(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Give a head start, or take it back."""
    queries.waiting_for(person(request), conversation_id)
    form = PrecedenceForm(request.POST)
    if not form.is_valid():
        return _shown(request, conversation_id, precede=form)
    minutes, reason = form.cleaned_data["minutes"], form.cleaned_data["why"]
    try:
        operations.prioritise(
            conversation_id=conversation_id, minutes=minutes, reason=reason, by_id=person(request).pk, at=now()
        )
    except Cannot as refusal:
        form.add_error(None, str(refusal))
        return _shown(request, conversation_id, precede=form)
    return done(request, _("Miejsce w kolejce zmienione."))


@require_POST
@only("supervisor")
def pull(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Give the caller to somebody who can answer; the call rings there next."""
    queries.waiting_for(person(request), conversation_id)
    form = PullForm(request.POST, people=_reachable(request))
    if not form.is_valid():
        return _shown(request, conversation_id, pull=form)
    try:
        _pull(request, conversation_id, form.cleaned_data["person"])
    except Cannot as refusal:
        form.add_error(None, str(refusal))
        return _shown(request, conversation_id, pull=form)
    return done(request, _("Rozmowa zadzwoni u wybranej osoby."))


@require_POST
@only("supervisor")
def take(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Give the caller to myself: it rings at my own desk, as soon as its phone is connected."""
    queries.waiting_for(person(request), conversation_id)
    try:
        _pull(request, conversation_id, person(request).pk)
    except Cannot as refusal:
        form = PullForm({}, people=_reachable(request))
        form.add_error(None, str(refusal))
        return _shown(request, conversation_id, pull=form)
    return redirect("desk:home")


def _pull(request: HttpRequest, conversation_id: UUID, staff_id: int) -> None:
    operations.pull(conversation_id=conversation_id, staff_id=staff_id, by_id=person(request).pk, at=now())


def _reachable(request: HttpRequest) -> list[tuple[int, str]]:
    me = person(request).pk
    lines = [line for line in routing.board(now()) if line.state in REACHABLE and line.phone_ready]
    return [(line.staff_id, f"{line.name} ({line.state_label.lower()})") for line in lines if line.staff_id != me]


def _shown(
    request: HttpRequest,
    conversation_id: UUID,
    *,
    move: MoveForm | None = None,
    precede: PrecedenceForm | None = None,
    pull: PullForm | None = None,
) -> HttpResponse:
    at, view = now(), queries.waiting_for(person(request), conversation_id)
    contacts.log_reading(
        staff_id=person(request).pk,
        at=at,
        why="conversation",
        what="czekająca rozmowa na tablicy",
        resident_id=view.resident_id,
        conversation_id=conversation_id,
    )
    context = {
        "at": at,
        "view": view,
        "clock": words.elapsed(view.arrived_at, at),
        "queue_name": {one.code: one.name for one in queries.queue_states()}.get(view.queue_code, ""),
        "move": move or MoveForm(now_in=view.queue_code),
        "precede": precede or PrecedenceForm(),
        "pull": pull or PullForm(people=_reachable(request)),
    }
    return panel(request, "waiting", context, refused=bool(move or precede or pull))
