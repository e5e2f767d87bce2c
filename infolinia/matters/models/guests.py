"""Links that let somebody without an account do one thing in one matter, for some time."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked
from infolinia.matters.models.matters import Matter
from infolinia.matters.models.story import StoryEvent


@tracked(exclude=["token_hash"])
class GuestLink(models.Model):
    """One mailed link: one matter, one purpose, until a day. Of its token only a trace is kept.

    `ended_at` is when its purpose was served: the question answered, the order done. A contractor accepts
    (`accepted_at`) and names a day (`planned_on`) before.
    """

    class Purpose(models.TextChoices):
        QUESTION = "question", _("odpowiedź mieszkańca")
        ORDER = "order", _("zlecenie dla wykonawcy")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="guest_links", verbose_name=_("sprawa"))
    purpose = models.CharField(_("do czego"), max_length=8, choices=Purpose)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    event = models.ForeignKey(StoryEvent, models.PROTECT, null=True, related_name="+", verbose_name=_("zdarzenie"))
    to = models.CharField(_("do kogo"), max_length=254, blank=True)
    name = models.CharField(_("nazwa"), max_length=160, blank=True)
    brief = models.TextField(_("co trzeba zrobić"), blank=True)
    file_ids = models.JSONField(_("pliki, które widać"), default=list, blank=True)
    shows_resident = models.BooleanField(_("pokazuje dane mieszkańca"), default=False)
    created_at = models.DateTimeField(_("utworzony"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("kto utworzył")
    )
    expires_at = models.DateTimeField(_("ważny do"))
    revoked_at = models.DateTimeField(_("odwołany"), null=True, blank=True)
    opened_at = models.DateTimeField(_("pierwsze otwarcie"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("przyjęte"), null=True, blank=True)
    planned_on = models.DateField(_("zaplanowane na"), null=True, blank=True)
    ended_at = models.DateTimeField(_("zakończone"), null=True, blank=True)

    class Meta:
        verbose_name = _("link dla gościa")
        verbose_name_plural = _("linki dla gości")
        indexes = [models.Index(fields=["matter", "-created_at"], name="matters_guest_of_matter")]
        constraints = [
            models.UniqueConstraint(
                fields=["matter"],
                condition=Q(purpose="order", revoked_at=None, ended_at=None),
                name="matters_one_order_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.expires_at:%d.%m.%Y}"
