"""Conversations by text, as they were typed."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.contacts.models.conversations import Conversation


class Typed(models.Model):
    """One change of the line that a side of a conversation by text is writing, as it was typed. Never changed.

    The line's text is made of its changes in their order: at `position` (counted in characters) so many are `removed`
    and these are `inserted`. `number` counts the changes of one side, so that one sent twice is kept once.
    """

    class Side(models.TextChoices):
        RESIDENT = "resident", _("mieszkaniec")
        ADVISER = "adviser", _("doradca")

    id = models.BigAutoField(primary_key=True)
    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="typed", verbose_name=_("rozmowa"))
    side = models.CharField(_("kto"), max_length=8, choices=Side)
    number = models.PositiveIntegerField(_("kolejność"))
    line = models.PositiveIntegerField(_("wypowiedź"))
    position = models.PositiveIntegerField(_("miejsce"))
    removed = models.PositiveIntegerField(_("ile znaków skasowano"))
    inserted = models.TextField(_("co wpisano"), blank=True)
    ends_line = models.BooleanField(_("koniec wypowiedzi"))
    at = models.DateTimeField(_("kiedy"))

    class Meta:
        verbose_name = _("wpisany tekst")
        verbose_name_plural = _("wpisane teksty")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "side", "number"], name="contacts_typed_once"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.side} {self.number}"
