"""The list of forms, one form with its versions, and the end of a version."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from infolinia.core.clock import city_day, now
from infolinia.core.text import one_line
from infolinia.knowledge import operations, queries
from infolinia.knowledge.queries import FormGroup
from infolinia.web.components.roles import person
from infolinia.web.components.telling import told
from infolinia.web.editing.access import editor_only, may_write, reader_only
from infolinia.web.editing.paging import PER_PAGE, page_number, turn

LONGEST = 80
STATES = (
    ("valid", gettext_lazy("obowiązujące")),
    ("expired", gettext_lazy("bez obowiązującej wersji")),
    ("paper", gettext_lazy("bez pliku")),
    ("large", gettext_lazy("z dużym drukiem")),
)


@require_safe
@reader_only
def page(request: HttpRequest) -> HttpResponse:
    """List the forms by title; expired ones can be asked for."""
    on = city_day(now())
    text = one_line(request.GET.get("q", ""), LONGEST)
    state = request.GET.get("stan", "")
    found = [group for group in queries.catalogue(on, text, with_expired=True) if _is_in(group, state)]
    number = page_number(request.GET)
    context = {
        "groups": found[(number - 1) * PER_PAGE : number * PER_PAGE],
        "total": len(found),
        "pager": turn(request.GET, page=number, total=len(found)),
        "query": text,
        "state": state,
        "states": STATES,
        "on": on,
        "may_write": may_write(person(request)),
    }
    return render(request, "editing/forms/list.html", context)


@require_safe
@reader_only
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Show one form: every version with its file, who uses it, what can be done."""
    on = city_day(now())
    history = queries.form_history(code, on)
    if history is None:
        raise Http404
    context = {
        "history": history,
        "versions": [(version, version.state(on)) for version in history.versions],
        "on": on,
        "may_write": may_write(person(request)),
    }
    return render(request, "editing/forms/one.html", context)


@require_POST
@editor_only
def end(request: HttpRequest, form_id: int) -> HttpResponse:
    """Say on which day a version is valid for the last time."""
    form = queries.form_by_id(form_id)
    if form is None:
        raise Http404
    try:
        with told(request, _("Zapisano ostatni dzień. Wersja zostaje w archiwum.")):
            operations.end_form_version(form_id=form_id, last_day=_day(request.POST.get("do", "")), at=now())
    except ValueError:
        messages.error(request, _("Podaj ostatni dzień."))
    return redirect("editing:forms_one", form.code)


def _is_in(group: FormGroup, state: str) -> bool:
    return {
        "valid": bool(group.current),
        "expired": group.is_expired,
        "paper": not group.latest.has_file,
        "large": any(version.is_large for version in group.current),
    }.get(state, True)


def _day(text: str) -> date:
    return date.fromisoformat(text)
