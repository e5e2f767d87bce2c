"""Entering paper forms after an outage, one after the other, and printing blank ones before it."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from infolinia.core.clock import now
from infolinia.journeys import enter_paper
from infolinia.journeys.enter_paper import PaperForm
from infolinia.journeys.register_and_forward import CannotRegister, Registration
from infolinia.matters import queries as matters
from infolinia.matters.shapes import Registered
from infolinia.web.components.questions import answers, asked
from infolinia.web.components.roles import only, person
from infolinia.web.desk.paper.blank import blank_form
from infolinia.web.desk.paper.forms import EnteredForm
from infolinia.web.desk.presenters.promise import preview


@require_http_methods(["GET", "HEAD", "POST"])
@only("adviser", "supervisor")
def page(request: HttpRequest) -> HttpResponse:
    """Show the form, or register what was written on paper and show its number with the next empty form."""
    kinds = matters.categories
    if request.method != "POST":
        return _page(request, EnteredForm(categories=kinds, initial={"category": request.GET.get("rodzaj", "")}))
    form = EnteredForm(request.POST, categories=kinds)
    if not form.is_valid() or form.received_at is None:
        return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    paper = PaperForm(form.received_at, _registration(form), form.cleaned_data["key"])
    try:
        given = _entered(request, paper)
    except CannotRegister as refusal:
        form.add_error(form.input_of(refusal.field), str(refusal))
        return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _page(request, _next(form), given=given, lodge=_how_to_lodge(form))


@require_safe
@only("adviser", "supervisor", "admin")
def blank(request: HttpRequest) -> HttpResponse:
    """Send the blank form as a PDF: print some before they are needed."""
    response = HttpResponse(blank_form(now()), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="formularz-na-wypadek-awarii.pdf"'
    return response


def _entered(request: HttpRequest, paper: PaperForm) -> Registered:
    staff = person(request)
    return enter_paper.enter(paper=paper, by_id=staff.pk, at=now(), is_supervisor=staff.role == "supervisor")


def _how_to_lodge(form: EnteredForm) -> str:
    """Return what to tell the resident where the law wants an application: what was said on the telephone is none."""
    promise = matters.promise(form.cleaned_data["category"], now(), kind=form.cleaned_data["kind"])
    return promise.how_to_lodge if promise else ""


def _next(form: EnteredForm) -> EnteredForm:
    """Return an empty form for the next sheet of the same pile: its day is most likely the same."""
    return EnteredForm(categories=matters.categories, initial={"received_on": form.cleaned_data["received_on"]})


def _registration(form: EnteredForm) -> Registration:
    data = form.cleaned_data
    way = data["reply_channel"]
    return Registration(
        category_code=data["category"],
        description=data["description"],
        place=form.place_parts,
        point=form.place_point,
        reply_channel=way,
        phone=data["phone"] if way in ("sms", "phone") else "",
        email=data["email"] if way == "email" else "",
        name=data["name"],
        on_behalf_of=data["on_behalf_of"],
        danger=data["danger"],
        kind=data["kind"],
        answers=answers(form.data),
    )


def _page(
    request: HttpRequest, form: EnteredForm, *, given: Registered | None = None, lodge: str = "", status: int = 200
) -> HttpResponse:
    values = form.data if form.is_bound else form.initial
    shown = {**preview(values, now()), **asked(values)}
    context = {"form": form, "place_form": form, "given": given, "lodge": lodge, **shown}
    return render(request, "desk/paper.html", context, status=status)
