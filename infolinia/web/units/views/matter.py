"""The page of one matter, and the steps that an officer takes on it."""

from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from infolinia.city import queries as city
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.correspondence import queries as correspondence
from infolinia.knowledge import queries as knowledge
from infolinia.matters import operations
from infolinia.matters import queries as matters
from infolinia.matters.shapes import MatterView
from infolinia.web.components.files import stored_response
from infolinia.web.components.letters import entry_of
from infolinia.web.components.roles import person
from infolinia.web.units import reasons, ruler, steps
from infolinia.web.units.forms import StepForm
from infolinia.web.units.reading import log
from infolinia.web.units.steps import Step
from infolinia.web.units.views import files


class CannotOverwrite(Cannot):
    """Somebody changed the matter after this page was shown; nothing was stored."""


@require_safe
@login_required
def page(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    """Show the matter, to those without a call at hand after they said why."""
    at = now()
    view = matters.matter_view(matter_id, at, staff=person(request))
    if not reasons.ground(request, view):
        return reasons.ask(request, request.get_full_path())
    if (
        view.opened_at is None
        and view.is_open
        and operations.opened(matter_id=view.id, by_id=person(request).pk, at=at)
    ):
        view = matters.matter_view(matter_id, at, staff=person(request))
    return _show(request, view, at, steps.BY_SLUG.get(request.GET.get("krok", "")))


@require_safe
@login_required
def live(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    """Return the parts of the page that others may change: head, clocks and story. What is typed stays."""
    at = now()
    view = matters.matter_view(matter_id, at, staff=person(request))
    if not reasons.ground(request, view):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    log(request, view, at)
    return render(request, "units/_matter_live.html", _shown(view, at))


@require_safe
@login_required
def letter_file(request: HttpRequest, matter_id: UUID, file_id: UUID) -> HttpResponse:
    """Give a file of a letter about this matter, without any power over our pages."""
    at = now()
    view = matters.matter_view(matter_id, at, staff=person(request))
    if not reasons.ground(request, view):
        return reasons.ask(request, request.get_full_path())
    found = correspondence.stored_file(file_id)
    if found is None or found.matter_id != view.id:
        raise Http404
    log(request, view, at)
    return stored_response(found)


@require_POST
@login_required
def take_step(request: HttpRequest, matter_id: UUID, slug: str) -> HttpResponse:
    """Take one step. A refusal shows the page again with everything that was typed."""
    at = now()
    if slug not in steps.BY_SLUG:
        raise Http404
    step, view = steps.BY_SLUG[slug], matters.matter_view(matter_id, at, staff=person(request))
    if not reasons.ground(request, view):
        return redirect("units:matter", matter_id)
    form = steps.form_for(step, view, request.POST)
    if not form.is_valid():
        return _show(request, view, at, step, form, status=422)
    try:
        _perform(request, step, form, view, at)
    except CannotOverwrite:
        fresh = matters.matter_view(matter_id, at, staff=person(request))
        return _show(request, fresh, at, step, _again(step, fresh, request), conflict=True, status=409)
    except Cannot as refusal:
        form.add_error(steps.field_of(form, refusal), str(refusal))
        return _show(request, view, at, step, form, status=422)
    messages.success(request, str(step.done))
    return _after(request, matter_id, slug)


def _perform(request: HttpRequest, step: Step, form: StepForm, view: MatterView, at: datetime) -> None:
    """Take the step unless the matter changed since it was shown; the operation's lock makes the check safe."""
    seen = form.cleaned_data["version"]
    if view.version != seen:
        raise CannotOverwrite
    with transaction.atomic():
        step.perform(view.id, form.cleaned_data, person(request).pk, at)
        if matters.version(view.id) != seen + 1:
            raise CannotOverwrite


def _again(step: Step, view: MatterView, request: HttpRequest) -> StepForm:
    """Return the form with what was typed and the version that is shown now, so that sending again is a decision."""
    typed = request.POST.copy()
    typed["version"] = str(view.version)
    return steps.form_for(step, view, typed)


def _after(request: HttpRequest, matter_id: UUID, slug: str) -> HttpResponse:
    """Go back to the matter, to the supervisor's queue, or to the inbox when it now belongs to others."""
    if slug == "zdecyduj":
        return redirect("supervision:reopened")
    try:
        matters.matter_for(person(request), matter_id)
    except (PermissionDenied, Http404):
        return redirect("units:inbox")
    return redirect("units:matter", matter_id)


def _show(
    request: HttpRequest,
    view: MatterView,
    at: datetime,
    step: Step | None,
    form: StepForm | None = None,
    *,
    conflict: bool = False,
    status: int = 200,
) -> HttpResponse:
    """Show the page, whatever led to it; the reading is logged here, so that no way to the page is without it."""
    log(request, view, at)
    offered, beside = steps.offered(view), steps.offered_beside(view)
    main = _main_step(step, offered, beside, is_open=view.is_open, is_sent=form is not None)
    forms = {each.slug: steps.form_for(each, view) for each in beside}
    main_form = steps.form_for(main, view, query=request.GET) if main else None
    if step and form is not None:
        if step is main:
            main_form = form
        else:
            forms[step.slug] = form
    context = _shown(view, at) | {
        "steps": offered,
        "step": main,
        "form": main_form,
        "beside": [(each, forms[each.slug], each is step) for each in beside],
        "conflict": conflict,
        "ready": view.ready_answers if main and main.slug in steps.WITH_READY_WORDS else (),
        "documents": matters.messages_of(view.id),
        "letters": [entry_of(one) for one in correspondence.letters_about(view.id)],
        "card": knowledge.card(view.category_code),
        "watch": matters.matter_watch(view.id, at),
        "stated_reason": request.session.get(reasons.REMEMBERED, ""),
        **files.beside(view, at),
        **_inbox_link(view, request),
    }
    return render(request, "units/matter.html", context, status=status)


def _main_step(
    step: Step | None, offered: list[Step], beside: list[Step], *, is_open: bool, is_sent: bool
) -> Step | None:
    """Return the step whose form is open. One that was sent and refused stays open, so that its text is not lost.

    A closed matter opens no form by itself: it is settled.
    """
    if step in offered or (is_sent and step not in beside):
        return step
    return offered[0] if offered and is_open else None


def _shown(view: MatterView, at: datetime) -> dict[str, Any]:
    danger = matters.danger_of(view.id) if view.is_danger and view.is_open else None
    return {"view": view, "at": at, "ruler": ruler.draw(view.ruler), "stops": _stops(view), "danger": danger}


def _stops(view: MatterView) -> int:
    return sum(span.days for span in view.ruler.spans if span.kind == "stopped")


def _inbox_link(view: MatterView, request: HttpRequest) -> dict[str, str]:
    """Return the way back: the unit's inbox for those who may open it."""
    if view.unit_id is None or person(request).role not in ("officer", "supervisor", "admin"):
        return {}
    unit = city.unit_by_id(view.unit_id)
    if unit is None:
        return {}
    return {"inbox_url": reverse("units:unit_inbox", args=[unit.code]), "inbox_name": unit.short_name}
