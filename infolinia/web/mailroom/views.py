"""The clerk's pages: what waits and what is out, one print run, and one letter."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infolinia.contacts import operations as contacts
from infolinia.core.clock import city_day, now
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.correspondence.printing import operations, queries
from infolinia.correspondence.printing.queries import PaperLine
from infolinia.web.components.roles import person
from infolinia.web.mailroom.forms import DeliveredForm, ReturnedForm, TrackingForm
from infolinia.web.mailroom.rights import clerks

PAST = timedelta(days=14)
REFUSED = 422


@require_safe
@clerks
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for the printer, what is out, and what fits what was typed. The reading is logged."""
    at, typed = now(), one_line(request.GET.get("q", ""), 100)
    log_reading(request, "poczta papierowa", at, typed and f"szukano: {typed}")
    counter = [(line, queries.has_waited_long(line, at)) for line in queries.at_counter()]
    context = {
        "at": at,
        "waiting": queries.waiting(),
        "runs": queries.runs(since=city_day(at) - PAST),
        "counter": counter,
        "unproved": queries.on_the_way(at=at),
        "typed": typed,
        "found": queries.find(typed),
    }
    return render(request, "mailroom/home.html", context)


@require_POST
@clerks
def make_run(request: HttpRequest) -> HttpResponse:
    """Put all that waits into a run, and show it."""
    try:
        run_id = operations.print_run(by_id=person(request).pk, at=now())
    except Cannot as refusal:
        messages.error(request, str(refusal))
        return redirect("mailroom:home")
    return redirect("mailroom:run", run_id)


@require_safe
@clerks
def run(request: HttpRequest, run_id: int) -> HttpResponse:
    """Show one run: its file for the printer, the posting book, and its papers."""
    found = queries.run(run_id)
    if found is None:
        raise Http404
    line, papers = found
    at = now()
    log_reading(request, f"wydruk {run_id}", at)
    context = {"at": at, "run": line, "papers": papers, "services": queries.services()}
    return render(request, "mailroom/run.html", context)


@require_POST
@clerks
def post_run(request: HttpRequest, run_id: int) -> HttpResponse:
    """Take the numbers that were typed, and note that the run left the room."""
    papers = _numbered(request, "numer-")
    try:
        count = operations.hand_over(run_id=run_id, by=str(person(request)), at=now(), tracking=papers)
    except Cannot as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Zapisano. Wyszło przesyłek: %(n)d.") % {"n": count})
    return redirect("mailroom:run", run_id)


@require_POST
@clerks
def print_again(request: HttpRequest, run_id: int) -> HttpResponse:
    """Let the chosen papers wait for the next run."""
    chosen = [int(one) for one in request.POST.getlist("przesylka") if one.isdigit()]
    count = operations.print_again(paper_ids=chosen)
    if count:
        messages.success(request, _("Na nowy wydruk czeka przesyłek: %(n)d.") % {"n": count})
    else:
        messages.error(request, _("Zaznacz przesyłki, które mają być wydrukowane jeszcze raz."))
    return redirect("mailroom:run", run_id)


@require_http_methods(["GET", "HEAD", "POST"])
@clerks
def paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Show one letter, and write down what became of it: the button that was pressed says what."""
    line, at = _paper(paper_id), now()
    log_reading(request, f"list {paper_id}", at)
    steps = {
        step: form(request.POST if step in request.POST else None, initial={"on": city_day(at)})
        for step, form in _FORMS.items()
    }
    if request.method == "POST" and _done(request, steps, line, at):
        return redirect("mailroom:paper", paper_id)
    said = [(event.at, event.state_text, event.details) for event in queries.history(line.message_id)]
    context = {"at": at, "line": line, "steps": steps, "history": said}
    context |= {"services": queries.services()}
    return render(request, "mailroom/paper.html", context, status=REFUSED if request.method == "POST" else 200)


def log_reading(request: HttpRequest, what: str, at: datetime, reason: str = "") -> None:
    """Log that the clerk saw residents' addresses: with whose letters they work."""
    staff_id = person(request).pk
    contacts.log_reading(staff_id=staff_id, at=at, why="stated", what=what, reason=reason or "wysyłanie listów")


def _paper(paper_id: int) -> PaperLine:
    line = queries.paper(paper_id)
    if line is None:
        raise Http404
    return line


def _numbered(request: HttpRequest, prefix: str) -> dict[int, str]:
    """Return what was typed into the fields whose names are the prefix and a letter's number."""
    named = ((name.removeprefix(prefix), value) for name, value in request.POST.items() if name.startswith(prefix))
    return {int(name): str(value) for name, value in named if name.isdigit()}


def _done(request: HttpRequest, steps: dict[str, forms.Form], line: PaperLine, at: datetime) -> bool:
    """Carry out the step whose button was pressed; a refusal is written into its form."""
    name = next((name for name in (*_FORMS, "uncollected", "service") if name in request.POST), "")
    form = steps.get(name)
    if not name or (form is not None and not form.is_valid()):
        return False
    fields = form.cleaned_data if form is not None else {"service": request.POST.get("service", "")}
    try:
        messages.success(request, _STEPS[name](line, fields, str(person(request)), at))
    except Cannot as refusal:
        if form is None:
            messages.error(request, str(refusal))
            return True
        form.add_error(None, str(refusal))
        return False
    return True


def _delivered(line: PaperLine, fields: dict[str, Any], by: str, at: datetime) -> str:
    operations.note_delivered(paper_id=line.id, on=fields["on"], by=by, at=at)
    return _("Zapisano doręczenie.")


def _returned(line: PaperLine, fields: dict[str, Any], by: str, at: datetime) -> str:
    meaning = operations.note_returned(paper_id=line.id, by=by, at=at, **fields)
    if meaning.is_in_force:
        return _("Zapisano zwrot. W postępowaniu liczy się jak doręczony (%(basis)s).") % {"basis": meaning.basis}
    if meaning.asks_for_address:
        return _("Zapisano zwrot. Ktoś musi ustalić adres i wysłać list jeszcze raz.")
    return _("Zapisano zwrot.")


def _tracking(line: PaperLine, fields: dict[str, Any], by: str, at: datetime) -> str:
    operations.set_tracking(paper_id=line.id, number=fields["number"])
    return _("Zapisano numer nadawczy.")


def _uncollected(line: PaperLine, fields: dict[str, Any], by: str, at: datetime) -> str:
    operations.note_uncollected(paper_id=line.id, by=by, at=at)
    return _("Zapisano, że nikt nie odebrał.")


def _service(line: PaperLine, fields: dict[str, Any], by: str, at: datetime) -> str:
    if fields["service"] not in dict(queries.services()):
        raise Http404
    operations.set_service(paper_id=line.id, service=fields["service"])
    return _("Zmieniono rodzaj przesyłki.")


_FORMS: dict[str, type[forms.Form]] = {
    "delivered": DeliveredForm,
    "returned": ReturnedForm,
    "tracking": TrackingForm,
}
_STEPS: dict[str, Callable[[PaperLine, dict[str, Any], str, datetime], str]] = {
    "delivered": _delivered,
    "returned": _returned,
    "tracking": _tracking,
    "uncollected": _uncollected,
    "service": _service,
}
