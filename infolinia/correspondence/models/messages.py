"""Messages that go out to residents."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked


class Status(models.TextChoices):
    """What became of a message."""

    QUEUED = "queued", _("czeka na wysłanie")
    SENT = "sent", _("wysłana")
    FAILED = "failed", _("nie wysłana")


@tracked(exclude=["secret", "html"])
class Message(models.Model):
    """One message to one resident. Its key makes it unique: the same key is never queued twice."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("e-mail")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(_("klucz"), max_length=120, unique=True)
    channel = models.CharField(_("kanał"), max_length=10, choices=Channel, default=Channel.EMAIL)
    to = models.CharField(_("do"), max_length=254)
    subject = models.CharField(_("temat"), max_length=200)
    text = models.TextField(_("treść"))
    html = models.TextField(_("treść HTML"), blank=True)
    secret = models.CharField(max_length=20, blank=True, editable=False)
    status = models.CharField(_("stan"), max_length=8, choices=Status, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("próby"), default=0)
    created_at = models.DateTimeField(_("utworzona"))
    next_attempt_at = models.DateTimeField(_("następna próba"))
    claimed_until = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(_("wysłana o"), null=True, blank=True)
    error = models.CharField(_("błąd"), max_length=500, blank=True)
    matter_id = models.UUIDField(_("sprawa"), null=True, blank=True, db_index=True)
    conversation_id = models.UUIDField(_("rozmowa"), null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("wiadomość")
        verbose_name_plural = _("wiadomości")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["next_attempt_at"], name="correspondence_to_send", condition=Q(status="queued")),
            models.Index(fields=["-created_at"], name="correspondence_failed", condition=Q(status="failed")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False) | (~Q(status="sent") & Q(sent_at__isnull=True)),
                name="correspondence_sent_has_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"
