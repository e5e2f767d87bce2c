"""The voice of an urgent message: heard as callers hear it, recorded by people, or left to the machine."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.telephony import line_operations as operations
from infolinia.telephony import line_queries as queries
from infolinia.telephony import prompts
from infolinia.web.components.roles import only, person
from infolinia.web.supervision.prompts.forms import Recording
from infolinia.web.supervision.prompts.sounds import as_file, sound_answer

REFUSED = 422


@require_safe
@only("supervisor", "admin")
def page(request: HttpRequest, message_id: int) -> HttpResponse:
    """Show the message in each language, with its sound."""
    return _page(request, message_id)


@require_POST
@only("supervisor", "admin")
def record(request: HttpRequest, message_id: int, language: str) -> HttpResponse:
    """Let people of the office say the message."""
    _voice(message_id, language)
    form = Recording(request.POST, request.FILES, auto_id=f"{language}-%s")
    if form.is_valid():
        try:
            with as_file(form.cleaned_data["sound"]) as upload:
                by_id, at = person(request).pk, now()
                operations.record_emergency(message_id=message_id, language=language, upload=upload, by_id=by_id, at=at)
        except Cannot as refusal:
            form.add_error("sound", str(refusal))
        else:
            messages.success(request, _("Nagranie przyjęte. Dzwoniący usłyszą je po kilku sekundach."))
            return redirect("supervision:emergency_voices", message_id)
    return _page(request, message_id, {language: form})


@require_POST
@only("supervisor", "admin")
def back(request: HttpRequest, message_id: int, language: str) -> HttpResponse:
    """Let the voice say the message again."""
    _voice(message_id, language)
    operations.unrecord_emergency(message_id=message_id, language=language)
    messages.success(request, _("Komunikat znowu mówi automat."))
    return redirect("supervision:emergency_voices", message_id)


@require_safe
@only("supervisor", "admin")
def sound(request: HttpRequest, message_id: int, language: str) -> HttpResponse:
    """Return the message as callers hear it."""
    return sound_answer(language, _voice(message_id, language).code)


def _page(request: HttpRequest, message_id: int, refused: dict[str, Recording] | None = None) -> HttpResponse:
    found = next((one for one in queries.emergencies() if one.id == message_id), None)
    if found is None:
        raise Http404
    forms, voices = refused or {}, queries.emergency_voices(message_id)
    rows = [
        (one, forms.get(one.language) or Recording(auto_id=f"{one.language}-%s"), _is_spoken(one)) for one in voices
    ]
    context = {"found": found, "rows": rows}
    return render(request, "supervision/emergency_voices.html", context, status=REFUSED if refused else 200)


def _voice(message_id: int, language: str) -> queries.EmergencyVoice:
    if all(one.id != message_id for one in queries.emergencies()):
        raise Http404
    found = next((one for one in queries.emergency_voices(message_id) if one.language == language), None)
    if found is None:
        raise Http404
    return found


def _is_spoken(voice: queries.EmergencyVoice) -> bool:
    return (prompts.sounds_of(settings.STATE, voice.language) / f"{voice.code}.wav").exists()
