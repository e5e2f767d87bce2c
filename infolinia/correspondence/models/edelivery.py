"""Messages through e-Doręczenia: where each stands with the operator, and the operator's evidences of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from infolinia.correspondence.models.messages import Message


class Shipment(models.Model):
    """One message on its way through the operator. Its draft is noted before it is sent: nothing goes out twice."""

    message = models.OneToOneField(Message, models.CASCADE, related_name="shipment", verbose_name=_("wiadomość"))
    address = models.CharField(_("adres do doręczeń"), max_length=40)
    draft_id = models.CharField(_("szkic"), max_length=180, blank=True)
    is_complete = models.BooleanField(_("szkic ma wszystkie załączniki"), default=False)
    send_asked_at = models.DateTimeField(_("zlecono wysłanie"), null=True, blank=True)
    task_id = models.CharField(_("zadanie operatora"), max_length=180, blank=True)
    remote_id = models.CharField(_("wiadomość u operatora"), max_length=180, blank=True)
    status = models.CharField(_("stan u operatora"), max_length=40, blank=True)
    status_text = models.CharField(_("powód"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("utworzona"))
    look_at = models.DateTimeField(_("następne sprawdzenie"), null=True, blank=True)
    failures = models.PositiveSmallIntegerField(_("nieudane sprawdzenia"), default=0)
    settled_at = models.DateTimeField(_("zakończona"), null=True, blank=True)

    class Meta:
        verbose_name = _("przesyłka e-Doręczeń")
        verbose_name_plural = _("przesyłki e-Doręczeń")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["look_at"], name="correspondence_to_look_at", condition=Q(settled_at__isnull=True))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["remote_id"], condition=~Q(remote_id=""), name="correspondence_one_shipment_for_each_remote"
            )
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.status or '…'}"


class Evidence(models.Model):
    """A sealed evidence of the operator, kept as it came: it vanishes from the box after 180 days."""

    shipment = models.ForeignKey(Shipment, models.CASCADE, related_name="evidences", verbose_name=_("przesyłka"))
    remote_id = models.CharField(_("dowód u operatora"), max_length=180, unique=True)
    kind = models.CharField(_("rodzaj"), max_length=8)
    event_at = models.DateTimeField(_("czas zdarzenia"), null=True, blank=True)
    fetched_at = models.DateTimeField(_("pobrany"))
    content = models.BinaryField()
    sha256 = models.CharField(_("suma kontrolna"), max_length=64)

    class Meta:
        verbose_name = _("dowód e-Doręczeń")
        verbose_name_plural = _("dowody e-Doręczeń")
        ordering = ["event_at", "id"]

    def __str__(self) -> str:
        return self.kind
