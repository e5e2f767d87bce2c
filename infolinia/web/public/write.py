"""„Napisz do nas”: a message to the city from the page, with files, without a script and without an account."""

import hashlib
import hmac
from datetime import datetime, timedelta
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from infolinia.core.address import client_address
from infolinia.core.clock import now
from infolinia.core.phones import readable
from infolinia.correspondence import queries as mail
from infolinia.correspondence.received import Incoming
from infolinia.journeys import receive_letters
from infolinia.web.public.views import line_now
from infolinia.web.public.write_form import MOST_BYTES, WriteToUs

FORMS_PER_HOUR = 6
LARGEST_REQUEST = MOST_BYTES + 256 * 1024


@csrf_exempt  # the size is looked at before anything of the body is read; the form below is protected as every other
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Show the form, or take what was written; what is far too large is refused unread."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST_REQUEST:
        context = line_now(now()) | {"form": WriteToUs(), "is_too_large": True}
        return render(request, "public/write.html", context, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return _write(request)


@csrf_protect
def _write(request: HttpRequest) -> HttpResponse:
    at = now()
    form = WriteToUs(request.POST, request.FILES) if request.method == "POST" else WriteToUs()
    if request.method == "POST" and form.is_valid():
        trace = hmac.new(settings.SECRET_KEY.encode(), client_address(request).encode(), hashlib.sha256).hexdigest()
        if form.cleaned_data["www"] or mail.forms_since(trace=trace, since=at - timedelta(hours=1)) >= FORMS_PER_HOUR:
            form.add_error(None, _("Z tego łącza wysłano już kilka wiadomości. Spróbuj za godzinę albo zadzwoń."))
        else:
            _receive(form, trace, at)
            way = form.cleaned_data["reply_by"]
            to = readable(form.answer_to) if way == "sms" else form.answer_to
            return render(request, "public/written.html", line_now(at) | {"to": to})
    refused = form.has_error(NON_FIELD_ERRORS)
    code = HTTPStatus.TOO_MANY_REQUESTS if refused else HTTPStatus.OK
    return render(request, "public/write.html", line_now(at) | {"form": form}, status=code)


def _receive(form: WriteToUs, trace: str, at: datetime) -> None:
    told = form.cleaned_data
    receive_letters.letter(
        Incoming(
            channel="form",
            source="form",
            key=f"{trace}:{told['key']}",
            sender="",
            name=told["name"],
            subject=told["number"],
            text=told["text"],
            reply_by=told["reply_by"],
            answer_to=form.answer_to,
            language=translation.get_language() or "pl",
            parts=tuple(told["attachments"]),
            trace=trace,
        ),
        at=at,
    )
