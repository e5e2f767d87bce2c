"""Writes to the caller's way before an adviser: words and voices of the line, messages for everybody."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from procrastinate.contrib.django import app

from infolinia.core import live
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.telephony.models import Announcement, EmergencyMessage
from infolinia.telephony.prompts import EMERGENCY, LANGUAGES, PROMPTS, emergency_code
from infolinia.telephony.prompts.own import NotSound, accept

SPEAK_TASK = "telephony.speak"
TEXT_LIMIT, EMERGENCY_LIMIT = 600, 400
_REFUSED = {
    "unknown": gettext_lazy("To nie jest nagranie. Wgraj plik WAV, FLAC, OGG albo MP3."),
    "large": gettext_lazy("Plik jest za duży: najwyżej 20 MB."),
    "broken": gettext_lazy("Tego pliku nie da się odczytać. Zapisz nagranie jeszcze raz, najlepiej jako WAV."),
    "short": gettext_lazy("W pliku prawie nic nie ma: nagranie trwa krócej niż jedna trzecia sekundy."),
    "long": gettext_lazy("Nagranie jest za długie: najwyżej 2 minuty. Dzwoniący czeka, aż się skończy."),
    "silent": gettext_lazy("W nagraniu nic nie słychać. Sprawdź mikrofon i nagraj jeszcze raz."),
    "no_tool": gettext_lazy("Na serwerze nie ma programu sox, który przygotowuje nagrania. Powiedz administratorowi."),
}


class CannotSay(Cannot):
    """The line will not say this; the text says why and what to do."""


def speak_anew() -> None:
    """Have the worker speak what changed and then tell the line; the job is deferred with the change itself."""
    app.configure_task(SPEAK_TASK, queue="telephony", lock="telephony.speak").defer()


def line_changed() -> None:
    """Tell the line to read its menu, messages and settings anew, and the pages to show them."""
    live.notify(live.LINES, {"kind": "line"})
    live.publish("public")
    live.publish("board")


@transaction.atomic
def switch_emergency(*, message_id: int, on: bool, by_id: int, at: datetime) -> None:
    """Let every caller hear the message from now on, or no more. Switching one on switches any other off."""
    if on:
        EmergencyMessage.objects.filter(on_since__isnull=False).exclude(pk=message_id).update(on_since=None, on_by=None)
        EmergencyMessage.objects.filter(pk=message_id, on_since__isnull=True).update(on_since=at, on_by=by_id)
    else:
        EmergencyMessage.objects.filter(pk=message_id).update(on_since=None, on_by=None)
    speak_anew()
    line_changed()


def word_prompt(*, code: str, language: str, text: str) -> None:
    """Let the voice say these words instead of the usual ones; an empty text means the usual ones."""
    said = one_line(text, TEXT_LIMIT + 1)
    if len(said) > TEXT_LIMIT:
        raise CannotSay(_("To za długo: najwyżej 600 znaków. Dzwoniący czeka, aż linia skończy mówić."))
    with transaction.atomic():
        row = _row(code, language)
        row.text = "" if said == PROMPTS.get(code, {}).get(language) else said
        _keep(row)


def record_prompt(*, code: str, language: str, upload: Path, by_id: int, at: datetime) -> None:
    """Let people of the office say the sentence. Refused with the reason when the file is no sound that fits."""
    row = _row(code, language)
    try:
        accept(settings.STATE, upload, own_path(code, language))
    except NotSound as refusal:
        raise CannotSay(str(_REFUSED[refusal.why])) from refusal
    with transaction.atomic():
        row.recorded_at, row.recorded_by_id = at, by_id
        _keep(row)


def unrecord_prompt(*, code: str, language: str) -> None:
    """Let the voice say the sentence again; the recording is removed."""
    own_path(code, language).unlink(missing_ok=True)
    with transaction.atomic():
        row = _row(code, language)
        row.recorded_at, row.recorded_by = None, None
        _keep(row)


def forget_voice(*, code: str, language: str) -> None:
    """Forget the office's own words and recording of a sentence that the line will not say any more."""
    Announcement.objects.filter(code=code, language=language).delete()
    path = own_path(code, language)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def own_path(code: str, language: str) -> Path:
    """Return where the office's own recording of a sentence lies."""
    return settings.STATE / "recordings" / language / f"{code}.wav"


def keep_emergency(*, message_id: int | None, name: str, text_pl: str, text_en: str, text_uk: str) -> int:
    """Prepare a message, or change one, and have it spoken: so it is heard at once when somebody switches it on.

    Refused without a name and Polish words. A recording holds for its words alone: other words need another one.
    """
    name, texts = one_line(name, 80), [one_line(text, EMERGENCY_LIMIT) for text in (text_pl, text_en, text_uk)]
    if not name or not texts[0]:
        raise CannotSay(_("Podaj nazwę i treść po polsku."))
    with transaction.atomic():
        row = EmergencyMessage.objects.get(pk=message_id) if message_id else EmergencyMessage()
        row.name, (row.text_pl, row.text_en, row.text_uk) = name, texts
        row.save()
        _forget_unused_voices()
        speak_anew()
        if row.on_since:
            line_changed()
    return row.pk


def remove_emergency(*, message_id: int) -> None:
    """Remove a prepared message with its recordings. Refused while it is on."""
    with transaction.atomic():
        row = EmergencyMessage.objects.select_for_update().get(pk=message_id)
        if row.on_since:
            raise CannotSay(_("Najpierw wyłącz ten komunikat."))
        row.delete()
        _forget_unused_voices()
        speak_anew()


def record_emergency(*, message_id: int, language: str, upload: Path, by_id: int, at: datetime) -> None:
    """Let people of the office say the message in the language; refused when nobody wrote it in that language."""
    code = _emergency_code(message_id, language)
    if not code:
        raise CannotSay(_("Najpierw napisz komunikat w tym języku: tekst czytają ci, którzy nie słyszą."))
    record_prompt(code=code, language=language, upload=upload, by_id=by_id, at=at)


def unrecord_emergency(*, message_id: int, language: str) -> None:
    """Let the voice say the message again in the language."""
    if code := _emergency_code(message_id, language):
        unrecord_prompt(code=code, language=language)


def _emergency_code(message_id: int, language: str) -> str:
    text = getattr(EmergencyMessage.objects.get(pk=message_id), f"text_{language}", "")
    return emergency_code(text) if text else ""


def _forget_unused_voices() -> None:
    """Forget recordings of urgent messages whose words nobody has to hear any more."""
    said = {emergency_code(row.spoken(language)) for row in EmergencyMessage.objects.all() for language in LANGUAGES}
    old = Announcement.objects.filter(code__startswith=EMERGENCY).exclude(code__in=said)
    for code, language in old.values_list("code", "language"):
        forget_voice(code=code, language=language)


def _row(code: str, language: str) -> Announcement:
    return Announcement.objects.filter(code=code, language=language).first() or Announcement(
        code=code, language=language
    )


def _keep(row: Announcement) -> None:
    """Keep the row, or remove one that says nothing of its own; and have it spoken."""
    if row.text or row.recorded_at:
        row.save()
    elif row.pk:
        row.delete()
    speak_anew()
