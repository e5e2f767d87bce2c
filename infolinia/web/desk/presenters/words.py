"""Texts and addresses that the desk's scripts need: scripts have no words of their own."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SHORTCUTS = (
    ("answer", gettext_lazy("Odbierz telefon")),
    ("search", gettext_lazy("Szukaj")),
    ("narrow", gettext_lazy("Zawęź wyniki szukania")),
    ("note", gettext_lazy("Przejdź do notatki")),
    ("outcome", gettext_lazy("Przejdź do wyniku")),
    ("register", gettext_lazy("Zarejestruj zgłoszenie")),
    ("question", gettext_lazy("Kolejne pytanie")),
    ("hold", gettext_lazy("Wstrzymaj albo wznów rozmowę")),
    ("mute", gettext_lazy("Wycisz albo włącz mikrofon")),
    ("error", gettext_lazy("Zgłoś błąd w karcie albo w jej części")),
)


def for_scripts() -> dict[str, object]:
    """Return the words of the phone's state, the addresses it asks, and the list of shortcuts."""
    return {"phone_words": _phone_words(), "phone_urls": _phone_urls(), "shortcuts": SHORTCUTS}


def _phone_words() -> dict[str, str]:
    return {
        "off": _("Telefon wyłączony"),
        "connecting": _("Telefon łączy się…"),
        "ready": _("Telefon gotowy"),
        "lost": _("Telefon niepołączony: nie ma połączenia z centralą"),
        "refused": _("Telefon niepołączony: centrala odmówiła, próbujemy ponownie"),
        "insecure": _("Telefon niepołączony: adres strony musi zaczynać się od https"),
        "elsewhere": _("Telefon działa w innej karcie"),
        "microphone": _("Telefon niepołączony: brak zgody na mikrofon"),
        "microphone_help": _("Bez mikrofonu rozmówca Cię nie usłyszy. Kliknij i pozwól przeglądarce go używać."),
        "microphone_action": _("Włącz mikrofon"),
        "take_over": _("Użyj telefonu tutaj"),
        "mute": _("Wycisz"),
        "unmute": _("Włącz mikrofon"),
    }


def _phone_urls() -> dict[str, str]:
    return {"account": reverse("desk:phone"), "home": reverse("desk:home")}
