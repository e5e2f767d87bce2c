"""Writing beside a voice call, and the short codes by which another browser comes into one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CallText(models.Model):
    """A call in which people may also write. Deleted a day after; what was written stays with the conversation."""

    conversation_id = models.UUIDField(_("rozmowa"), primary_key=True)
    begun_at = models.DateTimeField(_("od"), db_index=True)
    joined_at = models.DateTimeField(_("mieszkaniec pisze od"), null=True, blank=True)

    class Meta:
        verbose_name = _("tekst obok rozmowy")
        verbose_name_plural = _("teksty obok rozmów")

    def __str__(self) -> str:
        return str(self.conversation_id)


class JoinCode(models.Model):
    """A code that an adviser dictates, good for one browser and a few minutes.

    `text` lets a resident write beside their telephone call, `interpreter` lets an interpreter into a call with a
    picture.
    """

    class Purpose(models.TextChoices):
        TEXT = "text", _("tekst obok rozmowy")
        INTERPRETER = "interpreter", _("tłumacz języka migowego")

    code = models.CharField(_("kod"), max_length=6, primary_key=True)
    purpose = models.CharField(_("po co"), max_length=12, choices=Purpose)
    conversation_id = models.UUIDField(_("rozmowa"), db_index=True)
    issued_at = models.DateTimeField(_("wydany"))
    expires_at = models.DateTimeField(_("ważny do"), db_index=True)
    taken_at = models.DateTimeField(_("wpisany"), null=True, blank=True)

    class Meta:
        verbose_name = _("kod do rozmowy")
        verbose_name_plural = _("kody do rozmów")

    def __str__(self) -> str:
        return f"{self.purpose} {self.conversation_id}"


class WrongCode(models.Model):
    """Somebody typed a code that is none: counted, so that nobody guesses. The address is kept as a trace only."""

    address_hash = models.CharField(max_length=64)
    at = models.DateTimeField(_("kiedy"), db_index=True)

    class Meta:
        verbose_name = _("błędny kod")
        verbose_name_plural = _("błędne kody")
        indexes = [models.Index(fields=["address_hash", "at"], name="telephony_wrongcode_address")]

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M}"
