"""Lines of the map and bodies outside the office, written by an editor."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from infolinia.city import operations as city_writes
from infolinia.city import queries as city
from infolinia.core.clock import city_day, now
from infolinia.core.errors import Cannot
from infolinia.knowledge import operations, queries
from infolinia.web.components.telling import told
from infolinia.web.editing.access import editor_only
from infolinia.web.editing.responsibility.forms import BodyForm, LineForm, as_typed


@require_http_methods(["GET", "HEAD", "POST"])
@editor_only
def line(request: HttpRequest, line_id: int | None = None) -> HttpResponse:
    """Write a new line, or change one."""
    known = queries.map_line(line_id) if line_id else None
    if line_id and known is None:
        raise Http404
    initial = as_typed(known) if known else {"valid_from": city_day(now())}
    form = LineForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            operations.keep_line(row=form.row(), at=now(), line_id=line_id)
        except (Cannot, ValueError) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Zapisano. Odpowiedzi na stanowiskach już to uwzględniają."))
            return redirect("editing:responsibility")
    context = {"form": form, "line": known, "streets": city.street_names(), "on": city_day(now())}
    return render(request, "editing/responsibility/line.html", context, status=422 if form.errors else 200)


@require_POST
@editor_only
def end(request: HttpRequest, line_id: int) -> HttpResponse:
    """Say on which day a line answers for the last time."""
    _must_be(line_id)
    try:
        with told(request, _("Zapisano ostatni dzień.")):
            operations.end_line(line_id=line_id, last_day=date.fromisoformat(request.POST.get("do", "")), at=now())
    except ValueError:
        messages.error(request, _("Podaj ostatni dzień."))
    return redirect("editing:responsibility_line", line_id)


@require_POST
@editor_only
def remove(request: HttpRequest, line_id: int) -> HttpResponse:
    """Take a line that was never right off the map."""
    _must_be(line_id)
    operations.remove_line(line_id=line_id)
    messages.success(request, _("Usunięto wpis. Został w historii zmian."))
    return redirect("editing:responsibility")


@require_http_methods(["GET", "HEAD", "POST"])
@editor_only
def body(request: HttpRequest, code: str) -> HttpResponse:
    """Change how residents reach a body outside the office."""
    unit = city.unit(code)
    if unit is None or not unit.is_outside:
        raise Http404
    form = BodyForm(request.POST or None, initial=vars(unit))
    if request.method == "POST" and form.is_valid():
        try:
            city_writes.keep_body(body=form.body(code), on=city_day(now()))
        except Cannot as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Zapisano kontakt. Potwierdza go administrator."))
            return redirect("editing:responsibility")
    context = {"form": form, "unit": unit}
    return render(request, "editing/responsibility/body.html", context, status=422 if form.errors else 200)


def _must_be(line_id: int) -> None:
    if queries.map_line(line_id) is None:
        raise Http404
