"""A resident answers a unit's question by a mailed link: no account, no code, once."""

from datetime import datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from infolinia.contacts import operations as contacts
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.matters import operations as matters
from infolinia.matters import queries
from infolinia.matters.shapes.guests import QuestionPage
from infolinia.web.components.uploads import is_too_large
from infolinia.web.public import guests
from infolinia.web.public.views import line_now

PURPOSE = "question"
_ANSWERABLE = ("open", "late")


@csrf_exempt  # the size is looked at before anything of the body is read; the form is protected as every other
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, token: str) -> HttpResponse:
    """Show the question, or take the answer."""
    return _question(request, token, is_unread=is_too_large(request))


def _question(request: HttpRequest, token: str, *, is_unread: bool) -> HttpResponse:
    at = now()
    link_id = guests.opened(token, PURPOSE, at)
    if link_id is None:
        return guests.over(request, at)
    page = queries.question_page(link_id)
    contacts.log_reading(
        staff_id=None,
        at=at,
        why="resident",
        what="pytanie w sprawie, z linku",
        resident_id=page.resident_id,
        matter_id=page.matter_id,
    )
    if is_unread:
        return _show(request, page, guests.Answer(), at, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if request.method == "POST" and page.state in _ANSWERABLE:
        return _take(request, token=token, page=page, at=at)
    return _show(request, page, guests.Answer(), at)


@csrf_protect
def _take(request: HttpRequest, *, token: str, page: QuestionPage, at: datetime) -> HttpResponse:
    form = guests.Answer(request.POST, request.FILES)
    if form.is_valid():
        told = form.cleaned_data
        try:
            matters.answer_by_link(token=token, text=told["text"], files=told["attachments"], at=at)
        except Cannot as refusal:
            field = getattr(refusal, "field", "")
            form.add_error(field if field in form.fields else None, str(refusal))
        else:
            return guests.kept_to_its_reader(
                render(request, "public/guest_question.html", line_now(at) | {"page": page, "is_taken": True})
            )
    return _show(request, page, form, at, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _show(
    request: HttpRequest, page: QuestionPage, form: guests.Answer, at: datetime, status: int = HTTPStatus.OK
) -> HttpResponse:
    context = line_now(at) | {
        "page": page,
        "form": form if page.state in _ANSWERABLE else None,
        "is_too_large": status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "draft_key": f"question-{page.matter_id}",
    }
    return guests.kept_to_its_reader(render(request, "public/guest_question.html", context, status=status))
