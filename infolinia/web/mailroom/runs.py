"""One print run: made, shown, posted with its numbers, and what is spoilt printed again."""

from collections.abc import Mapping
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.correspondence.printing import operations, queries
from infolinia.correspondence.printing.queries import PaperLine
from infolinia.web.components.roles import person
from infolinia.web.mailroom.reading import log_reading, whose
from infolinia.web.mailroom.rights import clerks

REFUSED = 422
PREFIX = "numer-"
LONGEST = 18  # digits of an identifier that the database can hold


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
    return _page(request, run_id)


@require_POST
@clerks
def post_run(request: HttpRequest, run_id: int) -> HttpResponse:
    """Take the numbers that were typed, and note that the run left the room; a refusal keeps what was typed."""
    if _ticked(request):
        return _page(request, run_id, _("Zaznaczone przesyłki najpierw wydrukuj jeszcze raz albo odznacz."))
    try:
        count = operations.hand_over(run_id=run_id, by=str(person(request)), at=now(), tracking=_numbers(request))
    except Cannot as refusal:
        return _page(request, run_id, str(refusal))
    messages.success(request, _("Zapisano. Wyszło przesyłek: %(n)d.") % {"n": count})
    return redirect("mailroom:run", run_id)


@require_POST
@clerks
def print_again(request: HttpRequest, run_id: int) -> HttpResponse:
    """Let the chosen papers wait for the next run."""
    count = operations.print_again(paper_ids=_ticked(request))
    if count:
        messages.success(request, _("Na nowy wydruk czeka przesyłek: %(n)d.") % {"n": count})
    else:
        messages.error(request, _("Zaznacz przesyłki, które mają być wydrukowane jeszcze raz."))
    return redirect("mailroom:run", run_id)


def _page(request: HttpRequest, run_id: int, refusal: str = "") -> HttpResponse:
    found = queries.run(run_id)
    if found is None:
        raise Http404
    line, papers = found
    at = now()
    log_reading(request, f"wydruk {run_id}", at, whose=whose(papers))
    context: dict[str, object] = {"at": at, "run": line, "papers": papers}
    if refusal:
        messages.error(request, refusal)
        context |= {"papers": _as_typed(papers, _numbers(request)), "ticked": _ticked(request)}
    return render(request, "mailroom/run.html", context, status=REFUSED if refusal else 200)


def _as_typed(papers: list[PaperLine], numbers: Mapping[int, str]) -> list[PaperLine]:
    """Return the papers with the numbers that were typed for them."""
    return [
        replace(line, tracking=one_line(numbers[line.id], 40))
        if line.state == "printed" and line.id in numbers
        else line
        for line in papers
    ]


def _numbers(request: HttpRequest) -> dict[int, str]:
    """Return what was typed as the letters' numbers, by the letter's id."""
    fields = request.POST.items()
    typed = ((name.removeprefix(PREFIX), value) for name, value in fields if name.startswith(PREFIX))
    return {int(name): str(value) for name, value in typed if _is_id(name)}


def _ticked(request: HttpRequest) -> list[int]:
    return [int(one) for one in request.POST.getlist("przesylka") if _is_id(one)]


def _is_id(text: str) -> bool:
    return text.isdecimal() and len(text) <= LONGEST
