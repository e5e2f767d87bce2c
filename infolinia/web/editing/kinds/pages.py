"""The pages of the kinds of matter. Every change says that it concerns new matters only."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.matters.operations import kinds as writes
from infolinia.matters.operations.kinds import CannotSaveKind
from infolinia.matters.queries import kinds
from infolinia.matters.shapes import KindText
from infolinia.web.components.questions import asked
from infolinia.web.components.roles import person
from infolinia.web.editing.kinds.access import keeper_only, kind_for
from infolinia.web.editing.kinds.forms import KindForm, NewKindForm, as_typed
from infolinia.web.editing.kinds.rows import (
    ASKED,
    READY,
    AnswerRows,
    QuestionRows,
    answer_rows,
    question_rows,
    with_row,
)

_MORE = {"pytanie": ASKED, "odpowiedz": READY}


@require_safe
@keeper_only
def tree(request: HttpRequest) -> HttpResponse:
    """Show the tree of kinds; `wycofane` adds those out of use."""
    with_retired = request.GET.get("wycofane") == "1"
    context = {"rows": kinds.kind_tree(retired=with_retired), "with_retired": with_retired}
    return render(request, "editing/kinds/tree.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_only
def new(request: HttpRequest) -> HttpResponse:
    """Make a kind or a group; `dzial` says where it lies."""
    nothing = KindText(name="")
    initial = as_typed(nothing) | {"parent": request.GET.get("dzial", "")}
    form = NewKindForm(request.POST or None, initial=initial)
    asked_rows, ready_rows = _rows(request, nothing)
    if request.method == "POST" and not _wants_row(request) and _is_whole(form, asked_rows, ready_rows):
        try:
            code = writes.add_kind(form.text(nothing, asked_rows, ready_rows))
        except CannotSaveKind as refusal:
            _refuse(refusal, form, asked_rows, ready_rows)
        else:
            messages.success(request, _("Dodano. Doradcy widzą to od następnego zgłoszenia."))
            return redirect("editing:kind", code)
    return _page(request, "editing/kinds/new.html", form, asked_rows, ready_rows, {})


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_only
def kind(request: HttpRequest, code: str) -> HttpResponse:
    """Show and change one kind: its form, questions, ready answers, and its history."""
    before = kind_for(person(request), code)
    form = KindForm(request.POST or None, initial=as_typed(before), current=before)
    asked_rows, ready_rows = _rows(request, before)
    if request.method == "POST" and not _wants_row(request) and _is_whole(form, asked_rows, ready_rows):
        try:
            writes.change_kind(form.text(before, asked_rows, ready_rows))
        except CannotSaveKind as refusal:
            _refuse(refusal, form, asked_rows, ready_rows)
        else:
            messages.success(
                request, _("Zapisano. Zmiana dotyczy nowych spraw; te, które już biegną, są takie jak były.")
            )
            return redirect("editing:kind", code)
    context = {
        "kind": before,
        "open_count": kinds.open_matters_of(code),
        "history": kinds.kind_history(code),
        "at": now(),
        **asked({"category": code}),
    }
    return _page(request, "editing/kinds/kind.html", form, asked_rows, ready_rows, context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_only
def trial(request: HttpRequest, code: str) -> HttpResponse:
    """Show the questions as advisers and residents see them; an answer brings those that depend on it."""
    found = kind_for(person(request), code)
    values: dict[str, Any] = {**request.POST.dict(), "category": code}
    return render(request, "editing/kinds/trial.html", {"kind": found, **asked(values)})


@require_POST
@keeper_only
def retire(request: HttpRequest, code: str) -> HttpResponse:
    """Take a kind out of use."""
    return _moved(request, code, writes.retire_kind, _("Wycofano. Sprawy tego rodzaju biegną dalej."))


@require_POST
@keeper_only
def restore(request: HttpRequest, code: str) -> HttpResponse:
    """Bring a kind back into use."""
    return _moved(request, code, writes.restore_kind, _("Przywrócono."))


def _moved(request: HttpRequest, code: str, act: Any, done: str) -> HttpResponse:
    kind_for(person(request), code)
    version = request.POST.get("version", "")
    try:
        act(code=code, version=int(version) if version.isascii() and version.isdigit() else -1)
    except Cannot as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("editing:kind", code)


def _rows(request: HttpRequest, text: KindText) -> tuple[QuestionRows, AnswerRows]:
    data = request.POST if request.method == "POST" else None
    if data is not None and (more := _wants_row(request)):
        data = with_row(data, more)
    return question_rows(text.questions, data), answer_rows(text.answer_texts, data)


def _wants_row(request: HttpRequest) -> str:
    return _MORE.get(request.POST.get("do", ""), "")


def _is_whole(form: KindForm, asked_rows: QuestionRows, ready_rows: AnswerRows) -> bool:
    """Whether each part can be read; all are looked at, so that everything to mend is shown at once."""
    return all([form.is_valid(), asked_rows.is_valid(), ready_rows.is_valid()])


def _refuse(refusal: CannotSaveKind, form: KindForm, asked_rows: QuestionRows, ready_rows: AnswerRows) -> None:
    """Put the refusal where it can be mended: at the field, or at the row and in the summary."""
    rows = {"questions": asked_rows, "answer_texts": ready_rows}.get(refusal.field)
    if rows is not None and 0 <= refusal.position < len(rows.kept()):
        row = rows.kept()[refusal.position]
        row.add_error(rows.key, str(refusal))
        form.add_error(None, _("Wiersz %(n)d: %(why)s") % {"n": refusal.position + 1, "why": refusal})
    else:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def _page(
    request: HttpRequest,
    template: str,
    form: KindForm,
    asked_rows: QuestionRows,
    ready_rows: AnswerRows,
    context: dict[str, Any],
) -> HttpResponse:
    shown = {**context, "form": form, "asked_rows": asked_rows, "ready_rows": ready_rows}
    if _wants_row(request):
        return render(request, template, {**shown, "is_adding": _wants_row(request)})
    is_broken = form.is_bound and not (form.is_valid() and asked_rows.is_valid() and ready_rows.is_valid())
    return render(request, template, shown, status=422 if is_broken else 200)
