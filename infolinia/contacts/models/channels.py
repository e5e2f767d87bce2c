"""The words by which contacts are told apart: the way somebody took, and how a question ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """How a resident reached the city, or the city the resident."""

    PHONE = "phone", _("telefon")
    WEB_CALL = "web_call", _("rozmowa przez internet")
    EMAIL = "email", _("e-mail")
    SMS = "sms", _("SMS")
    POST = "post", _("list")
    CHAT = "chat", _("czat")
    FORM = "form", _("formularz")
    NONE = "none", _("bez odpowiedzi")


class Outcome(models.TextChoices):
    """How one question ended."""

    ANSWERED = "answered", _("Odpowiedziano")
    PASSED_ON = "passed_on", _("Przekazano")
    CALL_BACK = "call_back", _("Oddzwonimy")
    FORM_SENT = "form_sent", _("Wysłano formularz")
    VISIT_BOOKED = "visit_booked", _("Umówiono wizytę")
    REGISTERED = "registered", _("Zarejestrowano zgłoszenie")
    REFERRED = "referred", _("Skierowano gdzie indziej")


class Need(models.TextChoices):
    """What somebody needs so that a contact works for them: what the office does, never why."""

    WRITTEN = "written", _("kontakt na piśmie")
    SMS = "sms", _("kontakt przez SMS")
    SIGN = "sign", _("rozmowa w języku migowym (PJM)")
    SPOKEN = "spoken", _("rozmowa zamiast pisma")
    SLOWLY = "slowly", _("mówić wolniej i powtarzać")
    PLAIN = "plain", _("bardzo prosty tekst (ETR)")
    LARGE_PRINT = "large_print", _("duży druk")
    READABLE = "readable", _("plik dla czytnika ekranu")
    NO_STAIRS = "no_stairs", _("spotkanie bez schodów")
    COMPANION = "companion", _("przychodzi z kimś, kto pomaga")
