"""The outbox to the office's EZD: each matter goes in once, and its case number comes back."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class EzdState(models.TextChoices):
    """How far a matter is on its way into the EZD."""

    QUEUED = "queued", _("czeka na wysłanie")
    REGISTERED = "registered", _("w EZD, czeka na znak sprawy")
    LINKED = "linked", _("ma znak sprawy")
    DEAD = "dead", _("nie przyjęta")


class EzdLink(models.Model):
    """One matter and its place in the EZD. What is sent is read from the matter then: no copy of it is kept here."""

    matter_id = models.UUIDField(primary_key=True)
    number = models.CharField(_("numer sprawy"), max_length=20)
    unit = models.ForeignKey("city.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("komórka"))
    state = models.CharField(_("stan"), max_length=10, choices=EzdState, default=EzdState.QUEUED)
    ref = models.CharField(_("numer w rejestrze przesyłek"), max_length=100, blank=True)
    znak = models.CharField(_("znak sprawy"), max_length=60, blank=True)
    attempts = models.PositiveSmallIntegerField(_("prób"), default=0)
    error = models.CharField(_("ostatni błąd"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("kiedy"))
    since = models.DateTimeField(_("próbujemy od"))
    next_attempt_at = models.DateTimeField(_("następna próba"))
    claimed_until = models.DateTimeField(null=True)
    registered_at = models.DateTimeField(_("przyjęta"), null=True)
    linked_at = models.DateTimeField(_("znak nadany"), null=True)

    class Meta:
        verbose_name = _("sprawa w EZD")
        verbose_name_plural = _("sprawy w EZD")
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                name="partners_ezd_due",
                condition=Q(state__in=["queued", "registered"]),
            ),
            models.Index(fields=["-created_at", "-matter_id"], name="partners_ezd_newest"),
        ]

    def __str__(self) -> str:
        return self.number
