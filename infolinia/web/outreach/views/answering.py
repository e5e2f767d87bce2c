"""The question after closing: its public page, and what residents said."""

from datetime import timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from infolinia.contacts import operations as contacts
from infolinia.core.clock import now
from infolinia.outreach import operations
from infolinia.outreach.errors import CannotAnswer
from infolinia.outreach.queries import answers as queries
from infolinia.outreach.queries import settings
from infolinia.web.components.roles import only, person
from infolinia.web.outreach.forms import AnswerForm
from infolinia.web.outreach.views.campaigns import ROLES

SPAN = timedelta(days=30)


@require_safe
@only(*ROLES)
def answers(request: HttpRequest) -> HttpResponse:
    """Show what residents said in the last thirty days. The reading is logged: their own words are shown."""
    at = now()
    lines = queries.said(since=at - SPAN)
    if lines:
        what, reason = "odpowiedzi mieszkańców", "pytania po zamknięciu"
        contacts.log_reading(staff_id=person(request).pk, at=at, why="stated", what=what, reason=reason)
    context = {
        "at": at,
        "figures": queries.figures(since=at - SPAN, until=at),
        "lines": lines,
        "is_on": settings.current().asks_after_closing,
    }
    return render(request, "outreach/answers.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the resident; only a pressed button counts, for mail filters open every link."""
    at = now()
    try:
        question = operations.question(token, at=at)
    except CannotAnswer as refusal:
        return render(request, "outreach/ask_over.html", {"text": str(refusal)}, status=HTTPStatus.GONE)
    if question.is_answered and request.method != "POST":
        return render(request, "outreach/ask_done.html", {"question": question})
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answered = operations.answer(token=token, at=at, **form.cleaned_data)
        except CannotAnswer as refusal:
            form.add_error(None, str(refusal))
        else:
            return render(request, "outreach/ask_done.html", {"question": answered})
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    response = render(request, "outreach/ask.html", {"form": form, "question": question}, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
