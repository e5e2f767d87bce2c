"""Texts and addresses that the desk's scripts need: scripts have no words of their own."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SHORTCUTS = (
    ("answer", gettext_lazy("Odbierz telefon")),
    ("chat", gettext_lazy("Odpisz na nowy czat")),
    ("write", gettext_lazy("Pisz w trakcie rozmowy")),
    ("search", gettext_lazy("Szukaj")),
    ("narrow", gettext_lazy("Zawęź wyniki szukania")),
    ("note", gettext_lazy("Przejdź do notatki")),
    ("outcome", gettext_lazy("Przejdź do wyniku")),
    ("register", gettext_lazy("Zarejestruj zgłoszenie")),
    ("send", gettext_lazy("Wyślij formularz albo odpowiedź")),
    ("question", gettext_lazy("Kolejne pytanie")),
    ("hold", gettext_lazy("Wstrzymaj albo wznów rozmowę")),
    ("mute", gettext_lazy("Wycisz albo włącz mikrofon")),
    ("consult", gettext_lazy("Skonsultuj się")),
    ("transfer", gettext_lazy("Przekaż rozmowę")),
    ("call_out", gettext_lazy("Zadzwoń")),
    ("error", gettext_lazy("Zgłoś błąd w karcie albo w jej części")),
)


CALL_OUT_REASONS = (
    gettext_lazy("Odpowiedź na pytanie z wcześniejszej rozmowy"),
    gettext_lazy("Brakuje danych do zgłoszenia"),
    gettext_lazy("Mieszkaniec prosił o telefon"),
    gettext_lazy("Połączenie się zerwało"),
    gettext_lazy("Ustalenie z komórką albo instytucją"),
)


def for_scripts() -> dict[str, object]:
    """Return the words of the phone's state, the addresses it asks, the shortcuts and the usual reasons of calls."""
    shown = {"shortcuts": SHORTCUTS, "call_out_reasons": CALL_OUT_REASONS}
    return {"phone_words": _phone_words(), "phone_urls": _phone_urls(), **shown}


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
