"""The clerk's pages: what waits and what is out, and one letter."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from infolinia.core.clock import city_day, now
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.correspondence.printing import operations, queries
from infolinia.correspondence.printing.queries import PaperLine
from infolinia.web.components.roles import person
from infolinia.web.mailroom.forms import DeliveredForm, ReturnedForm, TrackingForm
from infolinia.web.mailroom.reading import log_reading, whose
from infolinia.web.mailroom.rights import clerks

PAST = timedelta(days=14)
REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@clerks
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for the printer, what is out, and what fits what was typed. The reading is logged.

    A name is looked for by POST: addresses of pages are kept in logs and in the browser's history.
    """
    at, typed = now(), one_line(request.POST.get("q", ""), 100)
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


@require_http_methods(["GET", "HEAD", "POST"])
@clerks
def paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Show one letter, and write down what became of it: the button that was pressed says what."""
    line, at = _paper(paper_id), now()
    log_reading(request, f"list {paper_id}", at, whose=whose([line]))
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


def _paper(paper_id: int) -> PaperLine:
    line = queries.paper(paper_id)
    if line is None:
        raise Http404
    return line


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
