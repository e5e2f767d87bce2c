"""Addresses that want to hear of changes, and each message to them until it arrived or nobody tries any more."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked
from infolinia.partners.models.partners import Partner


@tracked(exclude=["secret", "failing_since"])
class Webhook(models.Model):
    """An address of a program that is told of changes. Its secret signs what we send: it is shown once."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="webhooks", verbose_name=_("program"))
    url = models.URLField(_("adres"), max_length=500)
    hears = ArrayField(models.CharField(max_length=40), verbose_name=_("o czym słyszy"), default=list)
    secret = models.CharField(max_length=80, editable=False)
    is_active = models.BooleanField(_("włączony"), default=True)
    failing_since = models.DateTimeField(_("nie odpowiada od"), null=True, editable=False)
    created_at = models.DateTimeField(_("dodany"))

    class Meta:
        verbose_name = _("powiadamiany adres")
        verbose_name_plural = _("powiadamiane adresy")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.url


class DeliveryState(models.TextChoices):
    """What became of a message to a program."""

    QUEUED = "queued", _("czeka")
    SENT = "sent", _("doręczona")
    DEAD = "dead", _("nie doręczona")


class Delivery(models.Model):
    """One message to one address: written with the change that it tells of, in one transaction."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries", verbose_name=_("adres"))
    event = models.CharField(_("zdarzenie"), max_length=40)
    key = models.CharField(max_length=120)
    body = models.TextField(_("treść"))
    state = models.CharField(_("stan"), max_length=6, choices=DeliveryState, default=DeliveryState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("prób"), default=0)
    answered = models.PositiveSmallIntegerField(_("ostatnia odpowiedź"), null=True)
    error = models.CharField(_("ostatni błąd"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("kiedy"))
    since = models.DateTimeField(_("próbujemy od"))
    next_attempt_at = models.DateTimeField(_("następna próba"))
    claimed_until = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(_("zakończona"), null=True)

    class Meta:
        verbose_name = _("wiadomość do programu")
        verbose_name_plural = _("wiadomości do programów")
        indexes = [
            models.Index(fields=["next_attempt_at"], name="partners_delivery_due", condition=Q(state="queued")),
            models.Index(fields=["webhook", "-created_at", "-id"], name="partners_delivery_newest"),
            models.Index(fields=["settled_at"], name="partners_delivery_old", condition=~Q(state="queued")),
        ]
        constraints = [models.UniqueConstraint(fields=["webhook", "key"], name="partners_delivery_once")]

    def __str__(self) -> str:
        return f"{self.event} {self.created_at:%d.%m.%Y %H:%M}"
