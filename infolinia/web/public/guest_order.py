"""A contractor works on an order by a mailed link: sees what is needed, accepts, names a day, says it is done."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from infolinia.contacts import operations as contacts
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.matters import operations as matters
from infolinia.matters import queries
from infolinia.matters.shapes.guests import OrderPage
from infolinia.web.components.files import stored_response
from infolinia.web.components.uploads import is_too_large
from infolinia.web.public import guests
from infolinia.web.public.views import line_now

PURPOSE = "order"
FORMS: Mapping[str, type[forms.Form]] = {
    "przyjmij": guests.Accept,
    "dzien": guests.Day,
    "zrobione": guests.Done,
    "nie": guests.Refuse,
}
_ENDS = ("zrobione", "nie")


@csrf_exempt  # the size is looked at before anything of the body is read; the forms are protected as every other
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest, token: str) -> HttpResponse:
    """Show the order, or take the contractor's step: `krok` names the form that was sent."""
    is_unread, at = is_too_large(request), now()
    link_id = guests.opened(token, PURPOSE, at)
    page = queries.order_page(link_id) if link_id else None
    if page is None or page.state == "over":
        return guests.over(request, at)
    if page.state == "done":
        return _thanks(request, page, at)
    _log(page, at)
    if is_unread:
        return _show(request, page, {}, at, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if request.method == "POST":
        return _take(request, token=token, page=page, at=at)
    return _show(request, page, {}, at)


@never_cache
@require_safe
def file(request: HttpRequest, token: str, file_id: UUID) -> HttpResponse:
    """Give one of the files that the unit chose for this order."""
    at = now()
    link_id = guests.opened(token, PURPOSE, at)
    found = queries.file_of_order(link_id, file_id) if link_id else None
    if found is None or link_id is None:
        raise Http404
    _log(queries.order_page(link_id), at)
    return stored_response(found)


@csrf_protect
def _take(request: HttpRequest, *, token: str, page: OrderPage, at: datetime) -> HttpResponse:
    step = request.POST.get("krok", "")
    if step not in FORMS:
        return _show(request, page, {}, at)
    form = FORMS[step](request.POST, request.FILES, auto_id=_ids(step))
    if form.is_valid():
        try:
            _perform(step, form, token, at)
        except Cannot as refusal:
            field = getattr(refusal, "field", "")
            form.add_error(field if field in form.fields else None, str(refusal))
        else:
            if step not in _ENDS:
                return guests.kept_to_its_reader(redirect("public:guest_order", token))
            return _thanks(request, page, at, is_refused=step == "nie")
    return _show(request, page, {step: form}, at, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _perform(step: str, form: forms.Form, token: str, at: datetime) -> None:
    told = form.cleaned_data
    if step == "przyjmij":
        matters.accept_order(token=token, day=told["day"], at=at)
    elif step == "dzien":
        matters.name_day(token=token, day=told["day"], at=at)
    elif step == "zrobione":
        matters.order_done(token=token, text=told["text"], files=told["attachments"], at=at)
    else:
        matters.refuse_order(token=token, text=told["text"], at=at)


def _log(page: OrderPage, at: datetime) -> None:
    """Write down the reading where the unit let the contractor see who the resident is."""
    if page.resident_id or page.resident_contact:
        contacts.log_reading(
            staff_id=None,
            at=at,
            why="matter",
            what="zlecenie dla wykonawcy, z danymi mieszkańca",
            resident_id=page.resident_id,
            matter_id=page.matter_id,
            reason=page.contractor,
        )


def _thanks(request: HttpRequest, page: OrderPage, at: datetime, *, is_refused: bool = False) -> HttpResponse:
    context = line_now(at) | {"page": page, "is_taken": True, "is_refused": is_refused}
    return guests.kept_to_its_reader(render(request, "public/guest_order.html", context))


def _show(
    request: HttpRequest, page: OrderPage, sent: Mapping[str, forms.Form], at: datetime, status: int = HTTPStatus.OK
) -> HttpResponse:
    context = line_now(at) | {
        "page": page,
        "token": request.resolver_match.kwargs["token"] if request.resolver_match else "",
        "accept_form": sent.get("przyjmij") or guests.Accept(auto_id=_ids("przyjmij")),
        "day_form": sent.get("dzien") or guests.Day(initial={"day": page.planned_on}, auto_id=_ids("dzien")),
        "done_form": sent.get("zrobione") or guests.Done(auto_id=_ids("zrobione")),
        "refuse_form": sent.get("nie") or guests.Refuse(auto_id=_ids("nie")),
        "sent": next(iter(sent), ""),
        "too_large": _("Pliki były za duże i ich nie przyjęliśmy. Razem mogą mieć najwyżej 15 MB.")
        if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        else "",
    }
    return guests.kept_to_its_reader(render(request, "public/guest_order.html", context, status=status))


def _ids(step: str) -> str:
    """Return how the fields of one of the page's forms are named, apart from those of the others."""
    return f"{step}-%s"
