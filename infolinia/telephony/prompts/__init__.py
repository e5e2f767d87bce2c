"""What the line says and plays: the table of prompts and its rendering into sound files. Standard library only."""

from infolinia.telephony.prompts.hours import code_of
from infolinia.telephony.prompts.rendering import Rendered, keep_texts, kept_texts, missing_voice, render, speak
from infolinia.telephony.prompts.table import LANGUAGES, PROMPTS

__all__ = [
    "LANGUAGES",
    "PROMPTS",
    "Rendered",
    "code_of",
    "keep_texts",
    "kept_texts",
    "missing_voice",
    "render",
    "speak",
]
