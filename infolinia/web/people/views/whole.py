"""What is done with a whole record: merged and parted, copied for the person, erased."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infolinia.contacts.queries import people_log, records
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.journeys.people import copying, erasing, merging
from infolinia.web.components.roles import person
from infolinia.web.people.forms import CopyForm, EraseForm, FindForm, MergeForm
from infolinia.web.people.rights import HEADS, OFFICE, note_found, opened, with_ground
from infolinia.web.people.words import counted

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@with_ground(*OFFICE)
def choose(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """Choose the other record: those alike are shown, others are looked up."""
    one = opened(request, resident_id, _("scalanie kartotek"))
    form = FindForm(request.POST or None)
    found = records.maybe_same(resident_id)
    if form.is_bound and form.is_valid():
        found = [card for card in records.find_people(form.cleaned_data["q"]) if card.id != resident_id]
    note_found(request, _("scalanie kartotek"), [card.id for card in found])
    context = {"one": one, "form": form, "found": found, "is_search": form.is_bound}
    return render(request, "people/choose.html", context, status=422 if form.errors else 200)


@require_http_methods(GET_OR_POST)
@with_ground(*OFFICE)
def merge(request: HttpRequest, resident_id: UUID, gone_id: UUID) -> HttpResponse:
    """Show both records side by side and what would move; merge them on a reason."""
    one = opened(request, resident_id, _("scalanie kartotek"))
    gone = opened(request, gone_id, _("scalanie kartotek"))
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            merging.merge(kept_id=resident_id, gone_id=gone_id, reason=reason, by_id=person(request).pk, at=now())
        except Cannot as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Scalono. Przez 30 dni można to cofnąć, na dole kartoteki."))
            return redirect("people:person", resident_id)
    moves = counted(merging.preview(gone_id=gone_id).moves)
    context = {"one": one, "gone": gone, "form": form, "moves": moves}
    return render(request, "people/merge.html", context, status=422 if form.errors else 200)


@require_POST
@with_ground(*OFFICE)
def undo(request: HttpRequest, merge_id: UUID) -> HttpResponse:
    """Part two records again."""
    try:
        back = merging.undo(merge_id=merge_id, by_id=person(request).pk, at=now())
    except Cannot as refusal:
        messages.error(request, str(refusal))
        return redirect("people:find")
    messages.success(request, _("Rozdzielono. To jest kartoteka, która wróciła."))
    return redirect("people:person", back)


@require_http_methods(GET_OR_POST)
@with_ground(*HEADS)
def copy(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """Make the copy of everything about the person, on a request that is named."""
    one = opened(request, resident_id, _("kopia wszystkich danych: pytanie"))
    form = CopyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        content = copying.copy(resident_id=resident_id, by_id=person(request).pk, reason=reason, at=now())
        response = HttpResponse(content, content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="kopia-danych-{resident_id}.zip"'
        response["X-Content-Type-Options"] = "nosniff"
        return response
    return render(request, "people/copy.html", {"one": one, "form": form}, status=422 if form.errors else 200)


@require_http_methods(GET_OR_POST)
@with_ground("admin")
def erase(request: HttpRequest, resident_id: UUID) -> HttpResponse:
    """Show what would go and what would stay, and erase it on a confirmed request."""
    one = opened(request, resident_id, _("usuwanie danych osoby"))
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = {name: value for name, value in form.cleaned_data.items() if name != "sure"}
        try:
            erasing.erase(resident_id=resident_id, by_id=person(request).pk, at=now(), **told)
        except Cannot as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Usunięto dane tej osoby. Został wpis bez nazwiska."))
            return redirect("people:erased")
    with_matters = form.is_bound and bool(form.data.get("with_matters"))
    what = erasing.preview(resident_id, with_matters=with_matters)
    context = {
        "one": one,
        "form": form,
        "goes": counted(what.goes),
        "stays": counted(what.stays),
        "refusal": what.refusal,
    }
    return render(request, "people/erase.html", context, status=422 if form.errors else 200)


@require_safe
@with_ground(*HEADS)
def erased(request: HttpRequest) -> HttpResponse:
    """Show the log of erasures on request; it names nobody."""
    log = [(line, counted(line.counts), counted(line.stays)) for line in people_log.erased_people()]
    return render(request, "people/erased.html", {"log": log, "at": now()})
