"""What the line says and plays: the table of prompts and its rendering into sound files. Standard library only."""

from infolinia.telephony.prompts.choices import EMERGENCY, choice_text, emergency_code, extras
from infolinia.telephony.prompts.hours import code_of
from infolinia.telephony.prompts.rendering import (
    BEEP,
    PAUSE,
    Extra,
    Rendered,
    keep_texts,
    kept_extras,
    kept_texts,
    missing_voice,
    render,
    sounds_of,
    speak,
)
from infolinia.telephony.prompts.table import LANGUAGES, PROMPTS

__all__ = [
    "BEEP",
    "EMERGENCY",
    "LANGUAGES",
    "PAUSE",
    "PROMPTS",
    "Extra",
    "Rendered",
    "choice_text",
    "code_of",
    "emergency_code",
    "extras",
    "keep_texts",
    "kept_extras",
    "kept_texts",
    "missing_voice",
    "render",
    "sounds_of",
    "speak",
]
