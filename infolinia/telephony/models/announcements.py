"""The office's own words for what the line says."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked


@tracked()
class Announcement(models.Model):
    """The office's own words for one announcement in one language; without a row the line says the usual words."""

    class Code(models.TextChoices):
        GREETING = "greeting", _("powitanie z informacją o danych")
        PLEASE_WAIT = "please-wait", _("proszę czekać")
        STILL_WAITING = "still-waiting", _("nadal czekamy")
        ALL_BUSY = "all-busy", _("nikt nie może odebrać")
        CLOSED = "closed", _("linia nieczynna")
        GOODBYE = "goodbye", _("pożegnanie")

    class Language(models.TextChoices):
        POLISH = "pl", _("polski")
        ENGLISH = "en", _("angielski")
        UKRAINIAN = "uk", _("ukraiński")

    code = models.CharField(_("zapowiedź"), max_length=20, choices=Code)
    language = models.CharField(_("język"), max_length=2, choices=Language, default=Language.POLISH)
    text = models.TextField(
        _("co mówi linia"),
        validators=[MaxLengthValidator(600)],
        help_text=_(
            "Krótko i prosto, najwyżej 600 znaków. {city} zastąpimy nazwą miasta. Powitanie musi mówić, kto odpowiada "
            "za dane i czy nagrywacie. Nowe słowa słychać po kilku sekundach."
        ),
    )

    class Meta:
        verbose_name = _("zapowiedź")
        verbose_name_plural = _("zapowiedzi")
        ordering = ["code", "language"]
        constraints = [models.UniqueConstraint(fields=["code", "language"], name="telephony_announcement_once")]

    def __str__(self) -> str:
        return f"{self.get_code_display()}, {self.get_language_display()}"
