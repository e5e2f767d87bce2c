"""„Zgłoś sprawę”: what a resident reports by themselves, with no script and no account, anonymously if they want.

The kind first, then its questions and the place, then photos and how to answer; at the end the number and the code.
"""

from collections.abc import Iterable
from datetime import datetime
from http import HTTPStatus
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from infolinia.core.address import client_address
from infolinia.core.clock import now
from infolinia.core.phones import readable
from infolinia.journeys import report_matter
from infolinia.journeys.report_matter import Report
from infolinia.matters import operations as matters
from infolinia.matters import queries
from infolinia.matters.operations.files import CannotAddFiles
from infolinia.matters.queries.alike import alike
from infolinia.matters.rules.questions import PHOTO
from infolinia.matters.shapes import CategoryLine, Registered
from infolinia.matters.shapes.following import AlikeLine
from infolinia.web.components import questions
from infolinia.web.components.questions import AskedLine
from infolinia.web.components.uploads import FilesField, is_too_large
from infolinia.web.public.report_form import ReportForm
from infolinia.web.public.views import line_now

_PHOTO = "zdj-"
_SHOWN_ALIKE = 3
_FIELDS = {"reply_address": "email", "reply_channel": "reply_by"}
# What the first step brought travels with the second one; files can't, so they are asked for last.
_CARRIED = ("place", "district", "place_note", "point", "description", "danger", "key", questions.SHOWN)


@require_safe
def kinds(request: HttpRequest) -> HttpResponse:
    """Show what can be reported, by groups."""
    groups: dict[str, list[CategoryLine]] = {}
    for line in queries.public_kinds():
        groups.setdefault(" › ".join(line.path) or _("Inne"), []).append(line)
    return render(request, "public/report_kinds.html", line_now(now()) | {"groups": groups.items()})


@csrf_exempt  # the size is looked at before anything of the body is read; the form below is protected as every other
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form of one kind, or take what was reported; what is far too large is refused unread."""
    kind = next((line for line in queries.public_kinds() if line.code == code), None)
    if kind is None:
        raise Http404
    if is_too_large(request):
        context = {"is_too_large": True, "form": ReportForm(place_need=kind.place_need, step=1)}
        return _page(request, kind, context, {"category": code}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return _report(request, kind)


@csrf_protect
def _report(request: HttpRequest, kind: CategoryLine) -> HttpResponse:
    if request.method != "POST":
        form = ReportForm(place_need=kind.place_need, step=1)
        return _page(request, kind, {"form": form}, {"category": kind.code})
    values = _values(request, kind)
    step = 2 if request.POST.get("krok") == "2" else 1
    form = ReportForm(request.POST, request.FILES, place_need=kind.place_need, step=step)
    faults = queries.faults_of(kind, questions.answers(values, kind), with_photos=False)
    has_news = questions.has_news(values, kind)
    found = [] if form.lacks_first or faults or has_news else _to_show(request, form, kind, now())
    if form.lacks_first or faults or has_news or found:
        first = form if step == 1 else ReportForm(request.POST, place_need=kind.place_need, step=1)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.lacks_first or faults else HTTPStatus.OK
        context = {"form": first, "faults": faults, "has_news": has_news and status == HTTPStatus.OK, "alike": found}
        return _page(request, kind, context, values, status)
    if step == 1:
        form = ReportForm(initial=request.POST.dict(), place_need=kind.place_need, step=2)
        return _last_step(request, kind, form, values)
    return _take(request, kind, form, values, now())


def _take(
    request: HttpRequest, kind: CategoryLine, form: ReportForm, values: dict[str, str], at: datetime
) -> HttpResponse:
    """Register what is whole; a refusal stands at what has to be mended."""
    faults = queries.faults_of(kind, questions.answers(values, kind), with_photos=True)
    if not form.is_valid() or faults:
        return _last_step(request, kind, form, values, faults, HTTPStatus.UNPROCESSABLE_ENTITY)
    code = HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        _count(request, form, at)
        given = report_matter.report(given=_given(request, kind, form, values), at=at)
    except matters.CannotRegister as refusal:
        field = _FIELDS.get(refusal.field, refusal.field)
        form.add_error(field if field in form.fields else None, str(refusal))
    except CannotAddFiles as refusal:
        form.add_error("attachments", str(refusal))
    except ValidationError as refusal:
        form.add_error("attachments", refusal)
    except matters.CannotCheckStatus as refusal:
        form.add_error(None, str(refusal))
        code = HTTPStatus.TOO_MANY_REQUESTS
    else:
        return _registered(request, kind, given, form, at)
    return _last_step(request, kind, form, values, status=code)


def _count(request: HttpRequest, form: ReportForm, at: datetime) -> None:
    """Slow down who sends many, and who fills what no person sees."""
    if form.cleaned_data["www"]:
        raise matters.CannotCheckStatus(_("Nie udało się wysłać zgłoszenia. Zadzwoń: przyjmiemy je przez telefon."))
    matters.count_report(address=client_address(request), at=at)


def _given(request: HttpRequest, kind: CategoryLine, form: ReportForm, values: dict[str, str]) -> Report:
    told = form.cleaned_data
    photos = FilesField().clean([file for name, file in request.FILES.items() if name.startswith(_PHOTO)])
    return Report(
        category_code=kind.code,
        description=told["description"],
        key=told["key"],
        place=form.place_parts,
        point=form.place_point,
        answers=questions.answers(values, kind),
        danger=told["danger"] == "on",
        reply_channel=told["reply_by"],
        reply_address=form.answer_to,
        tells=told["tells"] or "end",
        files=[*photos, *told["attachments"]],
    )


def _values(request: HttpRequest, kind: CategoryLine) -> dict[str, str]:
    """Return what was typed for the questions; the answer to one that asks for a photo is its file's name."""
    photos = {
        f"{questions.PREFIX}{name.removeprefix(_PHOTO)}": str(getattr(file, "name", ""))[:100]
        for name, file in request.FILES.items()
        if name.startswith(_PHOTO)
    }
    return {**request.POST.dict(), **photos, "category": kind.code}


def _to_show(request: HttpRequest, form: ReportForm, kind: CategoryLine, at: datetime) -> list[AlikeLine]:
    """Return what somebody reported already, to be looked at once before it is reported again.

    Nothing while somebody is in danger: whoever only follows raises no alarm.
    """
    if request.POST.get("inne") == "1" or form.cleaned_data["danger"] == "on":
        return []
    return alike(
        category_code=kind.code,
        place=form.place_parts,
        point=form.place_point,
        text=form.cleaned_data["description"],
        at=at,
        limit=_SHOWN_ALIKE,
        public_only=True,
    )


def _registered(
    request: HttpRequest, kind: CategoryLine, given: Registered, form: ReportForm, at: datetime
) -> HttpResponse:
    told = form.cleaned_data
    to = readable(form.answer_to) if told["reply_by"] == "sms" else form.answer_to
    is_danger = told["danger"] == "on"
    alarm = queries.danger_of(given.id) if is_danger else None
    context = line_now(at) | {"given": given, "kind": kind, "to": to, "is_danger": is_danger, "alarm": alarm}
    return render(request, "public/reported.html", context)


def _last_step(
    request: HttpRequest,
    kind: CategoryLine,
    form: ReportForm,
    values: dict[str, str],
    faults: dict[str, str] | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Show photos and how to answer, with what the first step brought, hidden."""
    shown = questions.asked(values, faults, kind)
    photos = [one for one in cast("tuple[AskedLine, ...]", shown["asks"]) if one.kind == PHOTO]
    typed = [(name, value) for name, value in values.items() if name.startswith(questions.PREFIX) or name in _CARRIED]
    carried = [(name, value) for name, value in typed if name.removeprefix(questions.PREFIX) not in _codes(photos)]
    context = line_now(now()) | {"kind": kind, "form": form, "photos": photos, "carried": carried}
    context["has_lost_files"] = bool(request.FILES)
    return render(request, "public/report_end.html", context, status=status)


def _codes(asks: Iterable[AskedLine]) -> set[str]:
    return {one.code for one in asks}


def _page(
    request: HttpRequest,
    kind: CategoryLine,
    context: dict[str, Any],
    values: dict[str, str],
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    shown = questions.asked(values, context.get("faults"), kind)
    whole = line_now(now()) | {"kind": kind, "place_form": context["form"], **shown, **context}
    return render(request, "public/report.html", whole, status=status)
