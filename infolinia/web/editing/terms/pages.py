"""The catalogue of terms: the list, and one entry with its side clocks, its lawyer's word and its history."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infolinia.core.clock import now
from infolinia.core.text import one_line
from infolinia.matters.operations.terms import CannotSaveTerm, Saved, confirm_clock, doubt_clock, save_clock
from infolinia.matters.queries import terms as queries
from infolinia.matters.shapes.terms import ClockView
from infolinia.web.components.roles import person
from infolinia.web.components.telling import told
from infolinia.web.editing.access import reader_only
from infolinia.web.editing.terms.access import may_decide, may_write, writer_only
from infolinia.web.editing.terms.forms import EntryForm, SideForms, as_typed, draft, sides_as_typed

LONGEST = 80
_FIELDS = {"term": "length", "longest": "longest_length"}


@require_safe
@reader_only
def catalogue(request: HttpRequest) -> HttpResponse:
    """List the entries, filtered by words or to those that no lawyer has confirmed."""
    text, is_open = one_line(request.GET.get("q", ""), LONGEST), request.GET.get("niepotwierdzone") == "1"
    context = {
        "lines": queries.clock_lines(text=text, only_unconfirmed=is_open),
        "unconfirmed": queries.count_unconfirmed(),
        "query": text,
        "is_open": is_open,
        **shared(request, "catalogue"),
    }
    return render(request, "editing/terms/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@reader_only
def entry(request: HttpRequest, code: str = "") -> HttpResponse:
    """Show an entry, or take what was typed into it; a change of what counts begins a recount of open matters."""
    known = queries.clock_view(code) if code else None
    if code and known is None:
        raise Http404
    if request.method == "POST" or known is None:
        return _written(request, known)
    return _shown(request, known, EntryForm(initial=as_typed(known)), _sides(None, known))


@writer_only
def _written(request: HttpRequest, known: ClockView | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    initial = as_typed(known) if known else {"unit": "days"}
    form, sides = EntryForm(data, initial=initial), _sides(data, known)
    if data is not None and form.is_valid() and sides.is_valid():
        try:
            saved = save_clock(draft(form, sides, known=known), by_id=person(request).pk, at=now())
        except CannotSaveTerm as refusal:
            _refuse(form, sides, refusal)
        else:
            return _saved(request, saved)
    return _shown(request, known, form, sides)


@require_POST
@writer_only
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Write down that a lawyer confirmed the entry."""
    _must_be(code)
    with told(request, _("Zapisano, że prawnik potwierdził ten termin.")):
        confirm_clock(
            code=code,
            version=_version(request),
            as_whom=request.POST.get("kto", ""),
            by_id=person(request).pk,
            at=now(),
        )
    return redirect("editing:terms_one", code)


@require_POST
@writer_only
def doubt(request: HttpRequest, code: str) -> HttpResponse:
    """Take the lawyer's word back."""
    _must_be(code)
    with told(request, _("Termin jest znów oznaczony jako niepotwierdzony.")):
        doubt_clock(code=code, version=_version(request))
    return redirect("editing:terms_one", code)


def shared(request: HttpRequest, tab: str) -> dict[str, Any]:
    """Return what each page of terms needs."""
    staff = person(request)
    return {"tab": tab, "may_write": may_write(staff), "may_decide": may_decide(staff), "at": now()}


def _shown(request: HttpRequest, known: ClockView | None, form: EntryForm, sides: Any) -> HttpResponse:
    context = {
        "entry": known,
        "term_words": queries.said_term(known.term) if known else "",
        "form": form,
        "sides": sides,
        "changes": queries.clock_changes(known.code) if known else [],
        **shared(request, "catalogue"),
    }
    is_wrong = form.is_bound and not (form.is_valid() and sides.is_valid())
    return render(request, "editing/terms/entry.html", context, status=422 if is_wrong or form.errors else 200)


def _sides(data: Any, known: ClockView | None) -> Any:
    earlier = {"earlier": known.side_terms if known else ()}
    return SideForms(data, initial=sides_as_typed(known), prefix="poboczne", form_kwargs=earlier)


def _refuse(form: EntryForm, sides: Any, refusal: CannotSaveTerm) -> None:
    """Put the words of a refusal beside the input that they are about."""
    filled = [line for line in sides.forms if line.cleaned_data.get("name")]
    target = filled[refusal.number - 1] if 0 < refusal.number <= len(filled) else form
    name = _FIELDS.get(refusal.field, refusal.field)
    if target is not form and name == "term":
        name = "length"
    target.add_error(name if name in target.fields else None, str(refusal))


def _saved(request: HttpRequest, saved: Saved) -> HttpResponse:
    if saved.recount_id:
        messages.success(
            request, _("Zapisano. Nowe sprawy liczą się już tak; za pół minuty policzymy, co się zmieni w otwartych.")
        )
        return redirect(reverse("editing:terms_recount", args=[saved.recount_id]))
    messages.success(request, _("Zapisano wpis w katalogu terminów."))
    return redirect("editing:terms_one", saved.code)


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


def _must_be(code: str) -> None:
    if queries.clock_view(code) is None:
        raise Http404
