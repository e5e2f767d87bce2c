"""A file of cards: uploaded, looked at, taken as drafts or thrown away."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from infolinia.core.clock import now
from infolinia.knowledge.operations import card_files, import_drafts, import_plan, importing
from infolinia.knowledge.queries.card_files import waiting_file
from infolinia.knowledge.shapes import BadRecord
from infolinia.knowledge.shapes_importing import (
    CARD,
    CHANGED,
    LANGUAGE,
    NEW,
    UNCHANGED,
    ImportPlan,
    PlanLine,
    WaitingFile,
)
from infolinia.web.components.roles import person
from infolinia.web.editing.access import editor_only
from infolinia.web.editing.importing.forms import FileForm
from infolinia.web.editing.importing.start import show
from infolinia.web.editing.paging import PER_PAGE, page_number, turn

KINDS: tuple[tuple[str, Promise, str], ...] = (
    (NEW, gettext_lazy("nowa karta"), "plus-lg"),
    (LANGUAGE, gettext_lazy("nowy język"), "translate"),
    (CHANGED, gettext_lazy("nowe wydanie"), "pencil-square"),
    (CARD, gettext_lazy("tylko dane karty"), "card-text"),
    (UNCHANGED, gettext_lazy("bez zmian"), "check-lg"),
)
_NAMES = {kind: (name, icon) for kind, name, icon in KINDS}


@dataclass(frozen=True)
class Shown:
    """A line of the plan with the words and the sign of its kind."""

    line: PlanLine
    kind_name: str
    icon: str


@require_POST
@editor_only
def upload(request: HttpRequest) -> HttpResponse:
    """Keep the uploaded file and show what it would do."""
    form = FileForm(request.POST, request.FILES, auto_id="p-%s")
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            importing.refuse_too_large(file.size)
            kept = card_files.keep_file(name=file.name, data=file.read(), by_id=person(request).pk, at=now())
        except importing.CannotImport as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("editing:import_file", kept)
    return show(request, file_form=form)


@require_safe
@editor_only
def page(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Show what the file would do, or every fault in it."""
    file, data = _waiting(request, file_id)
    try:
        plan = import_plan.check_cards(data=data)
    except importing.CannotImport as refusal:
        return _faults(request, file, str(refusal), refusal.bad)
    return _plan(request, file, plan)


@require_POST
@editor_only
def take(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Make a draft of each text that is new."""
    file, data = _waiting(request, file_id)
    try:
        done = import_drafts.draft_cards(data=data, by_id=person(request).pk, at=now())
    except importing.CannotImport as refusal:
        return _faults(request, file, str(refusal), refusal.bad)
    card_files.drop_file(file_id=file_id, by_id=person(request).pk)
    count = len(done.made)
    told = ngettext("Powstał %(n)s szkic.", "Powstało %(n)s szkiców.", count) % {"n": count}
    messages.success(request, f"{told} {_('Druga osoba przeczyta każdy przed publikacją.')}")
    return redirect("editing:home")


@require_POST
@editor_only
def drop(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Throw the file away."""
    card_files.drop_file(file_id=file_id, by_id=person(request).pk)
    messages.success(request, _("Plik wyrzucono. Żadna karta się nie zmieniła."))
    return redirect("editing:importing")


def _waiting(request: HttpRequest, file_id: UUID) -> tuple[WaitingFile, bytes]:
    found = waiting_file(file_id=file_id, by_id=person(request).pk, at=now())
    if found is None:
        raise Http404
    return found


def _plan(request: HttpRequest, file: WaitingFile, plan: ImportPlan) -> HttpResponse:
    chosen = _chosen(request.GET)
    lines = plan.of(chosen) if chosen else plan.lines
    number = page_number(request.GET)
    drafts = len(plan.of(NEW, LANGUAGE, CHANGED))
    context = {
        "file": file,
        "total": len(plan.lines),
        "counts": [(kind, name, len(plan.of(kind))) for kind, name, _icon in KINDS if plan.of(kind)],
        "chosen": chosen,
        "lines": _shown(lines[(number - 1) * PER_PAGE : number * PER_PAGE]),
        "pager": turn(request.GET, page=number, total=len(lines)),
        "drafts": drafts,
        "most": import_drafts.MOST_DRAFTS,
        "is_too_many": drafts > import_drafts.MOST_DRAFTS,
    }
    return render(request, "editing/importing/plan.html", context)


def _faults(request: HttpRequest, file: WaitingFile, why: str, bad: tuple[BadRecord, ...]) -> HttpResponse:
    number = page_number(request.GET) if request.method == "GET" else 1
    context = {
        "file": file,
        "why": why,
        "total": len(bad),
        "bad": bad[(number - 1) * PER_PAGE : number * PER_PAGE],
        "pager": turn(request.GET, page=number, total=len(bad)) if request.method == "GET" else None,
    }
    return render(request, "editing/importing/faults.html", context, status=422)


def _shown(lines: Iterable[PlanLine]) -> list[Shown]:
    return [Shown(line, str(_NAMES[line.kind][0]), _NAMES[line.kind][1]) for line in lines]


def _chosen(query: QueryDict) -> str:
    kind = query.get("co", "")
    return kind if kind in _NAMES else ""
