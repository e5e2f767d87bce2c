"""What we were told about a message after it left."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.correspondence.models.messages import Message, Status


class DeliveryEvent(models.Model):
    """One thing that a provider, a mailbox or a clerk said about a message: kept as said, each once."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="deliveries")
    state = models.CharField(_("stan"), max_length=10, choices=Status)
    at = models.DateTimeField(_("kiedy"))
    event_key = models.CharField(_("klucz"), max_length=200)
    details = models.CharField(_("szczegóły"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("zdarzenie doręczenia")
        verbose_name_plural = _("zdarzenia doręczeń")
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["message", "event_key"], name="correspondence_delivery_once"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.state} {self.at:%Y-%m-%d %H:%M}"
