"""What the script of the board is told: its addresses and its words."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def words() -> dict[str, Any]:
    """Return what the supervisor's own browser phone says of itself, and where it asks for an account."""
    return {
        "boss_phone": {
            "account": reverse("supervision:phone"),
            "stop": reverse("supervision:listen_stop"),
            "connecting": _("Łączymy Twój telefon…"),
            "listen": _("Słuchasz rozmowy. Nikt Cię nie słyszy."),
            "whisper": _("Podpowiadasz. Słyszy Cię tylko doradca."),
            "join": _("Jesteś w rozmowie. Słyszą Cię doradca i dzwoniący."),
            "ended": _("Słuchanie zakończone."),
            "lost": _("Telefon w przeglądarce nie łączy się z centralą. Spróbuj za chwilę."),
            "not_rung": _("Do tej rozmowy nie da się teraz wejść: skończyła się albo prowadzi ją kolejka zapasowa."),
            "microphone": _("Przeglądarka nie daje mikrofonu. Pozwól na mikrofon i naciśnij jeszcze raz."),
        }
    }
