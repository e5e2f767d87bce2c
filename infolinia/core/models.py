"""What every room writes into when it erases: proof that data went, without the data."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _


class Erasure(models.Model):
    """One line of what was erased: what kind, how many, older than when, and when. Append-only, kept for ever."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(_("co"), max_length=40)
    count = models.PositiveIntegerField(_("ile"))
    before = models.DateTimeField(_("starsze niż"))
    at = models.DateTimeField(_("kiedy"), db_index=True)

    class Meta:
        verbose_name = _("usunięcie danych")
        verbose_name_plural = _("usunięcia danych")
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%d.%m.%Y}"
