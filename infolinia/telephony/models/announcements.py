"""The office's own words, and its own voice, for what the line says."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked


class LineLanguage(models.TextChoices):
    """The languages that the line speaks."""

    POLISH = "pl", _("polski")
    ENGLISH = "en", _("angielski")
    UKRAINIAN = "uk", _("ukraiński")


@tracked()
class Announcement(models.Model):
    """One sentence of the line in one language, as the office wants it; without a row the line says the usual words.

    An empty `text` means the usual words. `recorded_at` says that people of the office speak them: the sound lies in
    the state folder, `recordings/<language>/<code>.wav`.
    """

    code = models.CharField(_("zapowiedź"), max_length=30)
    language = models.CharField(_("język"), max_length=2, choices=LineLanguage, default=LineLanguage.POLISH)
    text = models.TextField(_("co mówi linia"), blank=True, validators=[MaxLengthValidator(600)])
    recorded_at = models.DateTimeField(_("nagrano"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kto wgrał")
    )

    class Meta:
        verbose_name = _("zapowiedź")
        verbose_name_plural = _("zapowiedzi")
        ordering = ["code", "language"]
        constraints = [models.UniqueConstraint(fields=["code", "language"], name="telephony_announcement_once")]

    def __str__(self) -> str:
        return f"{self.code}, {self.get_language_display()}"
