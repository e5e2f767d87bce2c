"""A resident looks up their matter by number and code. Both travel in the body of a POST, never in an address."""

from datetime import datetime
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from infolinia.contacts import operations as contacts
from infolinia.core.address import client_address
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.matters import operations as matters
from infolinia.matters.queries import public_status
from infolinia.matters.shapes import PublicStatus
from infolinia.web.public.forms import CheckMatter, Message
from infolinia.web.public.views import line_now

TOO_MANY = "too_many"


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """Ask for the number and the code, then show how the matter stands."""
    if request.method != "POST":
        return _ask(request, CheckMatter())
    at, form = now(), CheckMatter(request.POST)
    found = _found(request, form, at)
    return _show(request, form, found, Message(), at) if found else _ask(request, form)


@never_cache
@sensitive_post_parameters("code", "text")
@require_POST
def message(request: HttpRequest) -> HttpResponse:
    """Add the resident's words to the matter whose number and code came along."""
    at, form, words = now(), CheckMatter(request.POST), Message(request.POST)
    found = _found(request, form, at)
    if not found:
        return _ask(request, form)
    if words.is_valid():
        try:
            said = _take(found, words.cleaned_data["text"], at)
        except Cannot as refusal:
            words.add_error("text", str(refusal))
        else:
            messages.success(request, said)
            found, words = public_status(found.number, form.cleaned_data["code"], at) or found, Message()
    return _show(request, form, found, words, at)


def _take(found: PublicStatus, text: str, at: datetime) -> str:
    """Pass the resident's words on: to the open matter, or as the reason to open a closed one again."""
    if not _reopens(found):
        matters.resident_message(matter_id=found.id, text=text, at=at)
        return _("Wysłano. Wiadomość jest już w komórce, która prowadzi sprawę.")
    matters.reopen(matter_id=found.id, text=text, by_id=None, at=at)
    return _("Sprawa jest otwarta jeszcze raz.")


def _reopens(found: PublicStatus) -> bool:
    return not found.is_open and found.may_reopen


def _found(request: HttpRequest, form: CheckMatter, at: datetime) -> PublicStatus | None:
    """Return the matter, or None with the reason on the form: the same one for a wrong code and for no such number."""
    if not form.is_valid():
        return None
    number, code = form.cleaned_data["number"], form.cleaned_data["code"]
    try:
        matters.count_status_attempt(address=client_address(request), number=number, at=at)
    except matters.CannotCheckStatus as refusal:
        form.add_error(None, ValidationError(str(refusal), code=TOO_MANY))
        return None
    found = public_status(number, code, at)
    if found is None:
        form.add_error(
            None,
            _("Nie ma sprawy z takim numerem i kodem. Sprawdź jedno i drugie. Wielkość liter nie ma znaczenia."),
        )
        return None
    contacts.log_reading(staff_id=None, at=at, why="resident", what="stan sprawy na stronie", matter_id=found.id)
    return found


def _ask(request: HttpRequest, form: CheckMatter) -> HttpResponse:
    is_limited = form.has_error(NON_FIELD_ERRORS, TOO_MANY)
    code = HTTPStatus.TOO_MANY_REQUESTS if is_limited else HTTPStatus.OK
    return render(request, "public/status_form.html", {"check": form}, status=code)


def _show(request: HttpRequest, form: CheckMatter, found: PublicStatus, words: Message, at: datetime) -> HttpResponse:
    context = line_now(at) | {
        "matter": found,
        "proof": form.cleaned_data,
        "message_form": words,
        "reopens": _reopens(found),
        "draft_key": f"message-{found.id}",
    }
    return render(request, "public/status.html", context)
