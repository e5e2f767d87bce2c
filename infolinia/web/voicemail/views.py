"""Pages of spoken messages: what waits, one message with its player, and the answer to it."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infolinia.contacts import operations as contacts
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.telephony.voicemails import operations, queries, storage
from infolinia.web.components.roles import only, person

LISTENERS = ("adviser", "supervisor", "admin")
REFUSED = 422
SHOWN_HANDLED = 20


class Answer(forms.Form):
    """What was done about a message."""

    result = forms.CharField(
        label=gettext_lazy("Co zrobiono"),
        max_length=operations.RESULT_LIMIT,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        help_text=gettext_lazy("Na przykład: oddzwoniono, sprawa 123/2026."),
        error_messages={"required": gettext_lazy("Napisz, co zrobiono.")},
    )


@require_safe
@only(*LISTENERS)
def page(request: HttpRequest) -> HttpResponse:
    """Show what waits for an answer, the most urgent first, and what was handled lately."""
    at, staff = now(), person(request)
    waiting = queries.messages(staff, at)
    contacts.log_reading(staff_id=staff.pk, at=at, why="stated", what="poczta głosowa", reason="kto czeka na odpowiedź")
    handled = queries.messages(staff, at, handled=True, limit=SHOWN_HANDLED)
    return render(request, "voicemail/list.html", {"at": at, "waiting": waiting, "handled": handled})


@require_http_methods(["GET", "HEAD", "POST"])
@only(*LISTENERS)
def one(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Show one message, and close it with what was done."""
    at, staff = now(), person(request)
    found = queries.message_for(staff, conversation_id, at)
    form = Answer(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            result = form.cleaned_data["result"]
            operations.handle(conversation_id=conversation_id, result=result, by_id=staff.pk, at=at)
        except Cannot as refusal:
            form.add_error("result", str(refusal))
        else:
            messages.success(request, _("Załatwione."))
            return redirect("voicemail:list")
    contacts.log_reading(
        staff_id=staff.pk, at=at, why="conversation", what="poczta głosowa", conversation_id=conversation_id
    )
    context = {"at": at, "message": found, "form": form}
    return render(request, "voicemail/message.html", context, status=REFUSED if form.errors else 200)


@require_POST
@only(*LISTENERS)
def take(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Let the others know who looks after the message."""
    at, staff = now(), person(request)
    queries.message_for(staff, conversation_id, at)
    operations.take(conversation_id=conversation_id, by_id=staff.pk, at=at)
    return redirect("voicemail:message", conversation_id)


@require_safe
@only(*LISTENERS)
def sound(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Return the message; each listening is logged before a single sample is sent."""
    at, staff = now(), person(request)
    if not queries.message_for(staff, conversation_id, at).has_sound:
        raise Http404
    contacts.log_reading(
        staff_id=staff.pk, at=at, why="conversation", what="wiadomość głosowa", conversation_id=conversation_id
    )
    answer = HttpResponse(storage.sound(conversation_id), content_type="audio/wav")
    answer["Cache-Control"] = "no-store"
    return answer
