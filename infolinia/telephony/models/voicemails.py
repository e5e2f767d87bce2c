"""What callers said when nobody could serve them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked


@tracked()
class Voicemail(models.Model):
    """One spoken message, and what became of it. The sound lies encrypted in the state folder under `sound`'s name.

    `sound` is empty once the recording was erased; the row stays as long as its conversation.
    """

    class Why(models.TextChoices):
        CLOSED = "closed", _("linia zamknięta")
        FULL = "full", _("kolejka pełna")
        NOBODY = "nobody", _("nikt nie odbierał")

    conversation = models.OneToOneField(
        "contacts.Conversation", models.CASCADE, related_name="+", verbose_name=_("rozmowa")
    )
    why = models.CharField(_("dlaczego"), max_length=8, choices=Why)
    left_at = models.DateTimeField(_("zostawiona"), db_index=True)
    seconds = models.PositiveSmallIntegerField(_("długość (s)"))
    due_at = models.DateTimeField(_("odpowiedzieć do"), db_index=True)
    sound = models.CharField(max_length=80, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kto wziął")
    )
    handled_at = models.DateTimeField(_("załatwiona"), null=True, blank=True, db_index=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kto załatwił"),
    )
    result = models.CharField(_("co zrobiono"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("wiadomość głosowa")
        verbose_name_plural = _("wiadomości głosowe")
        ordering = ["due_at"]

    def __str__(self) -> str:
        return f"{self.left_at:%d.%m.%Y %H:%M}"
