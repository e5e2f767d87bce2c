"""Danger to somebody: whom the helpline has to call at once, and whether they said that they go."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked
from infolinia.matters.models.matters import Matter


@tracked()
class DangerCall(models.Model):
    """One danger that a unit's duty must hear of by telephone. Open until the duty has confirmed it."""

    id = models.BigAutoField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="danger_calls", verbose_name=_("sprawa"))
    unit = models.ForeignKey("city.Unit", models.PROTECT, related_name="+", verbose_name=_("kto ma dyżur"))
    phone = models.CharField(_("numer dyżurny"), max_length=20, blank=True)
    raised_at = models.DateTimeField(_("kiedy zgłoszono"))
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("kto zgłosił")
    )
    tries = models.PositiveSmallIntegerField(_("ile razy dzwoniono"), default=0)
    tried_at = models.DateTimeField(_("kiedy dzwoniono ostatnio"), null=True, blank=True)
    told_whom = models.CharField(_("komu przekazano"), max_length=120, blank=True)
    told_at = models.DateTimeField(_("kiedy przekazano"), null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kto przekazał"),
    )
    acknowledged_at = models.DateTimeField(_("kiedy potwierdzono"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kto zapisał potwierdzenie"),
    )

    class Meta:
        verbose_name = _("alarm w sprawie")
        verbose_name_plural = _("alarmy w sprawach")
        indexes = [models.Index(fields=["raised_at"], name="matters_danger_open", condition=Q(acknowledged_at=None))]
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=Q(acknowledged_at=None), name="matters_one_open_danger"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at=None) | ~Q(told_whom=""), name="matters_danger_confirmed_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.raised_at:%d.%m.%Y %H:%M}"
