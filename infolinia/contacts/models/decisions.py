"""What residents decided about being contacted."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.contacts.models.residents import Resident


class Decision(models.Model):
    """A consent, an objection, or either taken back, for one purpose and one channel. Never changed, only followed.

    An empty channel is all of them; the purpose `any` is all that may be objected to. `words` is what the resident was
    read or wrote: the proof (RODO art. 7(1)). It goes with the resident.
    """

    class Kind(models.TextChoices):
        CONSENTED = "consented", _("zgoda")
        WITHDREW = "withdrew", _("cofnięcie zgody")
        OBJECTED = "objected", _("sprzeciw")
        LIFTED = "lifted", _("cofnięcie sprzeciwu")

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="decisions", verbose_name=_("mieszkaniec"))
    kind = models.CharField(_("decyzja"), max_length=10, choices=Kind)
    purpose = models.CharField(_("cel"), max_length=20)
    channel = models.CharField(_("kanał"), max_length=10, blank=True)
    words = models.CharField(_("słowa"), max_length=400, blank=True)
    conversation_id = models.UUIDField(_("rozmowa"), null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("kto zapisał")
    )
    at = models.DateTimeField(_("kiedy"))

    class Meta:
        verbose_name = _("zgoda albo sprzeciw")
        verbose_name_plural = _("zgody i sprzeciwy")
        ordering = ["at", "id"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.kind} {self.purpose}"
