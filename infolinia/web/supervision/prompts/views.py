"""Pages of announcements: the list in one language, one sentence, its sound."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.telephony import prompts
from infolinia.telephony.line_operations import record_prompt, unrecord_prompt, word_prompt
from infolinia.telephony.line_queries import Sentence, line_languages, sentence, sentences
from infolinia.web.components.roles import only, person
from infolinia.web.supervision.prompts.forms import Recording, Words
from infolinia.web.supervision.prompts.sounds import as_file, sound_answer

PARTS = ("at-", "opens-", "ahead-", "wait-", "digit-")
REFUSED = 422


@require_safe
@only("supervisor", "admin")
def page(request: HttpRequest, language: str = "pl") -> HttpResponse:
    """Show everything the line says in the language; words that only make up sentences stand below."""
    said = sentences(_known(language))
    context = {
        "language": language,
        "languages": line_languages(),
        "whole": [one for one in said if not one.code.startswith(PARTS)],
        "parts": [one for one in said if one.code.startswith(PARTS)],
    }
    return render(request, "supervision/prompts.html", context)


@require_safe
@only("supervisor", "admin")
def one(request: HttpRequest, language: str, code: str) -> HttpResponse:
    """Show one sentence: play it, reword it, record it."""
    return _one(request, _found(language, code))


@require_POST
@only("supervisor", "admin")
def words(request: HttpRequest, language: str, code: str) -> HttpResponse:
    """Let the voice say other words."""
    found, form = _found(language, code), Words(request.POST)
    if form.is_valid() and _done(
        form, lambda: word_prompt(code=code, language=language, text=form.cleaned_data["text"])
    ):
        messages.success(request, _("Zapisane. Nowe słowa słychać po kilku sekundach."))
        return redirect("supervision:prompt", language, code)
    return _one(request, found, words=form)


@require_POST
@only("supervisor", "admin")
def recording(request: HttpRequest, language: str, code: str) -> HttpResponse:
    """Let people of the office say the sentence."""
    found, form = _found(language, code), Recording(request.POST, request.FILES)
    by_id, at = person(request).pk, now()

    def keep() -> None:
        with as_file(form.cleaned_data["sound"]) as upload:
            record_prompt(code=code, language=language, upload=upload, by_id=by_id, at=at)

    if form.is_valid() and _done(form, keep, field="sound"):
        messages.success(request, _("Nagranie przyjęte. Dzwoniący usłyszą je po kilku sekundach."))
        return redirect("supervision:prompt", language, code)
    return _one(request, found, recording=form)


@require_POST
@only("supervisor", "admin")
def back(request: HttpRequest, language: str, code: str) -> HttpResponse:
    """Let the voice say the sentence again."""
    _found(language, code)
    unrecord_prompt(code=code, language=language)
    messages.success(request, _("Zdanie znowu mówi automat."))
    return redirect("supervision:prompt", language, code)


@require_safe
@only("supervisor", "admin")
def sound(request: HttpRequest, language: str, code: str) -> HttpResponse:
    """Return the sentence as callers hear it."""
    _found(language, code)
    return sound_answer(language, code)


def _one(request: HttpRequest, found: Sentence, **forms: Any) -> HttpResponse:
    refused = any(form.errors for form in forms.values())
    own = found.text if found.is_reworded else ""
    context = {
        "sentence": found,
        "shown": found.text.replace("{city}", settings.CITY_NAME),
        "languages": line_languages(),
        "words": Words(initial={"text": own}),
        "recording": Recording(),
        "has_sound": (prompts.sounds_of(settings.STATE, found.language) / f"{found.code}.wav").exists(),
        **forms,
    }
    return render(request, "supervision/prompt.html", context, status=REFUSED if refused else 200)


def _done(form: Words | Recording, act: Callable[[], None], field: str = "text") -> bool:
    try:
        act()
    except Cannot as refusal:
        form.add_error(field, str(refusal))
        return False
    return True


def _known(language: str) -> str:
    if language not in dict(line_languages()):
        raise Http404
    return language


def _found(language: str, code: str) -> Sentence:
    found = sentence(code, _known(language))
    if found is None:
        raise Http404
    return found
