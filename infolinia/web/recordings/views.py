"""Recordings: the office's decision, listening with a reason that is logged, and erasing on the caller's word."""

import hashlib
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infolinia.contacts import operations as contacts_operations
from infolinia.contacts import queries as contacts
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.telephony.recordings import operations, queries
from infolinia.telephony.recordings.keys import NoKey
from infolinia.telephony.recordings.sealing import Damaged
from infolinia.telephony.recordings.sound import HEADER_BYTES, Sound
from infolinia.web.components.roles import only, person
from infolinia.web.recordings.forms import ListenForm, RecordingForm, initial_of
from infolinia.web.recordings.ranges import OutOfRange, asked_range

LISTENING_SECONDS = 30 * 60
"""How long one stated reason lasts: the log of readings counts the same reason within it as one listening."""
SALT = "recordings.listen"


@require_http_methods(["GET", "HEAD", "POST"])
@only("supervisor", "admin")
def settings_page(request: HttpRequest) -> HttpResponse:
    """Show what the office decided about recording and when, and take a new decision."""
    decision = queries.decision()
    shown = initial_of(decision, "is_on", "purpose", "legal_basis", "keep_days", "adviser_may_listen")
    form = RecordingForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        try:
            operations.decide(**form.cleaned_data, by_id=person(request).pk, at=now())
        except Cannot as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Zapisano. Obowiązuje od tej chwili, razem z powitaniem linii."))
            return redirect("recordings:settings")
    context = {"at": now(), "form": form, "decision": decision, "history": queries.history()}
    return render(request, "recordings/settings.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def listen(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Ask why, write it in the log of readings, and only then show the player."""
    sound = queries.sound_for(person(request), conversation_id)
    view = contacts.conversation_for(person(request), conversation_id)
    form = ListenForm(request.POST or None)
    context: dict[str, object] = {"at": now(), "view": view, "form": form, "sound": sound}
    context["recording"] = queries.recording(conversation_id)
    if request.method == "POST" and form.is_valid():
        contacts_operations.log_reading(
            staff_id=person(request).pk,
            at=now(),
            why="stated",
            what="odsłuchanie nagrania rozmowy",
            resident_id=view.resident_id,
            conversation_id=conversation_id,
            reason=form.cleaned_data["reason"],
        )
        context["is_intact"] = _is_intact(sound, queries.recording(conversation_id).digests)
        context["key"] = signing.dumps([str(conversation_id), person(request).pk], salt=SALT)
    response = render(request, "recordings/listen.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@login_required
def sound(request: HttpRequest, conversation_id: UUID) -> HttpResponseBase:
    """Stream the sound, opened on its way, to whoever stated a reason within the last half an hour."""
    try:
        told = signing.loads(request.GET.get("klucz", ""), salt=SALT, max_age=LISTENING_SECONDS)
    except signing.BadSignature as error:
        raise PermissionDenied from error
    if told != [str(conversation_id), person(request).pk]:
        raise PermissionDenied
    found = queries.sound_for(person(request), conversation_id)
    try:
        span = asked_range(request.headers.get("Range", ""), found.length)
    except OutOfRange:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{found.length}"})
    first, last = span or (0, found.length - 1)
    response = StreamingHttpResponse(found.read(first, last), status=206 if span else 200, content_type="audio/wav")
    response["Content-Length"] = str(last - first + 1)
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "no-store, private"
    if span:
        response["Content-Range"] = f"bytes {first}-{last}/{found.length}"
    return response


@require_POST
@only("supervisor")
def erase(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Erase the sound because its caller took the consent back after the call; the wish is logged."""
    contacts.conversation_for(person(request), conversation_id)
    try:
        operations.erase(conversation_id=conversation_id, at=now())
    except Cannot as refusal:
        messages.error(request, str(refusal))
    else:
        contacts_operations.log_reading(
            staff_id=person(request).pk,
            at=now(),
            why="stated",
            what="usunięcie nagrania rozmowy",
            conversation_id=conversation_id,
            reason="cofnięta zgoda",
        )
        messages.success(request, _("Nagranie usunięte. Zostaje tylko ślad zgody i jej cofnięcia."))
    return redirect("supervision:conversation", conversation_id)


def _is_intact(sound: Sound, digests: tuple[str, ...]) -> bool:
    """Open everything once and compare it with what was written down when it was sealed."""
    try:
        found, first = [], HEADER_BYTES
        for part in sound.parts:
            digest = hashlib.sha256()
            for piece in sound.read(first, first + part.length - 1):
                digest.update(piece)
            found.append(digest.hexdigest())
            first += part.length
    except (Damaged, NoKey, FileNotFoundError):
        return False
    return tuple(found) == digests
