"""Files of a matter and the links of people without an account, on the matter's page."""

from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.matters import operations
from infolinia.matters import queries as matters
from infolinia.matters.shapes import MatterView
from infolinia.web.components.files import stored_response
from infolinia.web.components.roles import person
from infolinia.web.components.uploads import is_too_large
from infolinia.web.units import reasons
from infolinia.web.units.forms.files import AddFilesForm
from infolinia.web.units.reading import log_on


def beside(view: MatterView, at: datetime) -> dict[str, Any]:
    """Return what the matter's page shows of files and links."""
    return {
        "files": matters.files_of(view.id, for_resident=False),
        "links": matters.links_of(view.id, at),
        "files_form": AddFilesForm(auto_id="plik-%s") if "add_file" in view.may else None,
    }


@require_safe
@login_required
def file(request: HttpRequest, matter_id: UUID, file_id: UUID) -> HttpResponse:
    """Give a file of the matter, without any power over our pages. A page full of pictures asks for each."""
    matter = matters.matter_for(person(request), matter_id)
    ground = reasons.ground_in(request, matter.status)
    if not ground:
        return reasons.ask(request, request.get_full_path())
    found = matters.file_of(matter.id, file_id)
    if found is None:
        raise Http404
    log_on(request, ground, matter.id, matter.resident_id, now())
    return stored_response(found)


@csrf_exempt  # the size is looked at before anything of the body is read; the form is protected as every other
@require_POST
@login_required
def add(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    """Add files to the matter."""
    if is_too_large(request):
        context = {"matter_id": matter_id, "too_large": True}
        return render(request, "units/files_add.html", context, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return _add(request, matter_id)


@csrf_protect
def _add(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    at = now()
    matter = matters.matter_for(person(request), matter_id)
    if not reasons.ground_in(request, matter.status):
        return redirect("units:matter", matter_id)
    form = AddFilesForm(request.POST, request.FILES, auto_id="plik-%s")
    if form.is_valid():
        told = form.cleaned_data
        try:
            operations.add_files(
                matter_id=matter.id,
                files=told["attachments"],
                by_id=person(request).pk,
                at=at,
                visible=told["visible"],
            )
        except Cannot as refusal:
            form.add_error("attachments", str(refusal))
        else:
            messages.success(request, _("Dodano pliki do sprawy."))
            return redirect("units:matter", matter_id)
    context = {"matter_id": matter_id, "view": matter, "form": form}
    return render(request, "units/files_add.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@require_POST
@login_required
def show(request: HttpRequest, matter_id: UUID, file_id: UUID) -> HttpResponse:
    """Let the resident see a file, or no longer."""
    matter = matters.matter_for(person(request), matter_id)
    if not reasons.ground_in(request, matter.status):
        return redirect("units:matter", matter_id)
    if not matters.has_file(matter.id, file_id):
        raise Http404
    is_shown = request.POST.get("visible") == "1"
    try:
        operations.show_file(matter_id=matter.id, file_id=file_id, visible=is_shown, by_id=person(request).pk, at=now())
    except Cannot as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Mieszkaniec zobaczy ten plik.") if is_shown else _("Mieszkaniec nie zobaczy tego pliku.")
        )
    return redirect("units:matter", matter_id)


@require_POST
@login_required
def take_back(request: HttpRequest, matter_id: UUID, link_id: UUID) -> HttpResponse:
    """Make a mailed link useless at once."""
    matter = matters.matter_for(person(request), matter_id)
    if not reasons.ground_in(request, matter.status):
        return redirect("units:matter", matter_id)
    try:
        operations.take_back_link(matter_id=matter.id, link_id=link_id, by_id=person(request).pk, at=now())
    except Cannot as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Link już nie działa."))
    return redirect("units:matter", matter_id)
