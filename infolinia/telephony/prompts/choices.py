"""Sentences that an office makes: the keys of its menu, and what everybody has to hear now."""

import hashlib
from collections.abc import Iterable, Mapping

from infolinia.telephony.prompts.rendering import Extra
from infolinia.telephony.prompts.table import LANGUAGES
from infolinia.telephony.rules.menu import HOME, Menu

EMERGENCY = "emergency-"
_DIGITS = {
    "pl": ["zero", "jeden", "dwa", "trzy", "cztery", "pięć", "sześć", "siedem", "osiem", "dziewięć"],
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    "uk": ["нуль", "один", "два", "три", "чотири", "п'ять", "шість", "сім", "вісім", "дев'ять"],
}
_PRESS = {"pl": "{text}: proszę nacisnąć {digit}.", "en": "{text}: press {digit}.", "uk": "{text}: натисніть {digit}."}


def choice_text(text: str, key: str, language: str) -> str:
    """Return the sentence that offers a choice: the same is spoken and shown on the public page."""
    return _PRESS[language].format(text=text.rstrip(" .:"), digit=_DIGITS[language][int(key)])


def emergency_code(text: str) -> str:
    """Return the code of an urgent message: another text is another sound, so that nobody hears an old one."""
    return f"{EMERGENCY}{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def extras(menu: Menu, emergencies: Iterable[Mapping[str, str]]) -> dict[tuple[str, str], Extra]:
    """Return what has to be spoken by (language, code): the menu, said before a language is chosen, and each message.

    A message is spoken as soon as it is prepared, so that switching it on needs no voice.
    """
    found = {
        (HOME, f"menu-{one.key}"): Extra(choice_text(one.text, one.key, one.language), one.language)
        for one in menu.choices
    }
    for emergency in emergencies:
        for language, text in emergency.items():
            voice = language if text != emergency[HOME] or language == HOME else HOME
            found[language, emergency_code(text)] = Extra(text, voice)
    return {key: one for key, one in found.items() if key[0] in LANGUAGES}
