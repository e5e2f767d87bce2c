"""A resident looks up their matter by number and code. Both travel in the body of a POST, never in an address."""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from infolinia.contacts import operations as contacts
from infolinia.core.address import client_address
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.matters import operations as matters
from infolinia.matters.queries import public_status
from infolinia.matters.shapes import PublicStatus
from infolinia.web.components.uploads import is_too_large
from infolinia.web.public import status_files
from infolinia.web.public.forms import ChangeChannel, CheckMatter, Message
from infolinia.web.public.views import line_now

TOO_MANY = "too_many"
NOT_DONE = "not_done"
Change = Callable[[PublicStatus], str]


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """Ask for the number and the code, then show how the matter stands."""
    if request.method != "POST":
        return _ask(request, CheckMatter())
    at, form = now(), CheckMatter(request.POST)
    found = _found(request, form, at)
    return _show(request, form, found, at) if found else _ask(request, form)


@csrf_exempt  # the size is looked at before anything of the body is read; the form below is protected as every other
@never_cache
@sensitive_post_parameters("code", "text")
@require_POST
def message(request: HttpRequest) -> HttpResponse:
    """Add the resident's words and files to the matter whose number and code came along."""
    if is_too_large(request):
        context = {"check": CheckMatter(), "is_too_large": True}
        return render(request, "public/status_form.html", context, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return _message(request)


@csrf_protect
def _message(request: HttpRequest) -> HttpResponse:
    at, form, words = now(), CheckMatter(request.POST), Message(request.POST, request.FILES)
    found = _found(request, form, at)
    if not found:
        return _ask(request, form)
    if words.is_valid():
        try:
            said = _take(found, words, at, is_not_done=request.POST.get("wanted") == NOT_DONE)
        except Cannot as refusal:
            field = getattr(refusal, "field", "")
            words.add_error(field if field in words.fields else "text", str(refusal))
        else:
            return _changed(request, form, found, said, at)
    return _show(request, form, found, at, words=words)


@never_cache
@sensitive_post_parameters("code", "email", "phone")
@require_POST
def channel(request: HttpRequest) -> HttpResponse:
    """Tell the resident another way from now on."""
    at, form, wanted = now(), CheckMatter(request.POST), ChangeChannel(request.POST)
    found = _found(request, form, at)
    if not found:
        return _ask(request, form)
    if wanted.is_valid():
        try:
            matters.change_channel(
                matter_id=found.id,
                channel=wanted.cleaned_data["channel"],
                address=wanted.address,
                tells=wanted.cleaned_data["tells"],
                at=at,
                follower_id=found.follower_id,
            )
        except matters.CannotChangeMatter as refusal:
            field = wanted.address_field if refusal.field == "address" else refusal.field
            wanted.add_error(field or None, str(refusal))
        else:
            return _changed(request, form, found, _("Zapisane. Od teraz damy znać tak, jak chcesz."), at)
    return _show(request, form, found, at, wanted=wanted)


def _take(found: PublicStatus, words: Message, at: datetime, *, is_not_done: bool) -> str:
    """Pass the resident's words on: to the open matter, or as the reason to open a closed one again.

    What they meant is what their page offered: the matter may have been closed, or opened, since it was shown.
    """
    text, files = words.cleaned_data["text"], words.cleaned_data["attachments"]
    if found.follower_id:
        matters.follower_writes(follower_id=found.follower_id, text=text, files=files, at=at)
    elif is_not_done:
        matters.not_done(matter_id=found.id, text=text, files=files, at=at)
        return _("Dziękujemy, sprawdzimy to. Kierownik infolinii przeczyta, co piszesz, i zdecyduje, co dalej.")
    else:
        matters.resident_writes(matter_id=found.id, text=text, files=files, at=at)
    return _("Wysłano. Wiadomość jest już w komórce, która prowadzi sprawę.")


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


def _changed(request: HttpRequest, form: CheckMatter, found: PublicStatus, said: str, at: datetime) -> HttpResponse:
    """Say what was done and show the matter as it is now."""
    messages.success(request, said)
    return _show(request, form, public_status(found.number, form.cleaned_data["code"], at) or found, at)


def _show(
    request: HttpRequest,
    form: CheckMatter,
    found: PublicStatus,
    at: datetime,
    *,
    words: Message | None = None,
    wanted: ChangeChannel | None = None,
) -> HttpResponse:
    context = line_now(at) | {
        "matter": found,
        "proof": form.cleaned_data,
        "message_form": words or Message(),
        "channel_form": wanted or ChangeChannel(initial={"channel": found.reply_channel, "tells": found.tells}),
        "channel_open": wanted is not None,
        "files": status_files.links(found),
        "reopens": _reopens(found),
        "draft_key": f"message-{found.id}",
    }
    return render(request, "public/status.html", context)
