"""The log of who read whose data."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Reading(models.Model):
    """The access log: who read whose data, when and why. Append-only."""

    class Why(models.TextChoices):
        CONVERSATION = "conversation", _("rozmowa")
        MATTER = "matter", _("sprawa")
        STATED = "stated", _("podany powód")
        RESIDENT = "resident", _("mieszkaniec z numerem i kodem")
        PROGRAM = "program", _("inny program ze swoim kluczem")

    id = models.BigAutoField(primary_key=True)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="readings", verbose_name=_("kto")
    )
    at = models.DateTimeField(_("kiedy"), db_index=True)
    why = models.CharField(_("dlaczego"), max_length=12, choices=Why)
    resident_id = models.UUIDField(_("czyje"), null=True, db_index=True)
    conversation_id = models.UUIDField(_("rozmowa"), null=True)
    matter_id = models.UUIDField(_("sprawa"), null=True)
    reason = models.CharField(_("powód"), max_length=200, blank=True)
    what = models.CharField(_("co"), max_length=80)

    class Meta:
        verbose_name = _("wgląd w dane")
        verbose_name_plural = _("wglądy w dane")
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M} {self.what}"
