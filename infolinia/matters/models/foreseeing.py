"""What is published or known of deadlines ahead: calendar feeds of units, and how long units have taken so far."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked
from infolinia.matters.models.catalogue import Category


@tracked(exclude=["last_read_at", "trace"])
class UnitFeed(models.Model):
    """A secret address at which a calendar reads a unit's deadlines; only a trace of the secret is kept."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey("city.Unit", models.PROTECT, related_name="+", verbose_name=_("komórka"))
    trace = models.CharField(max_length=64, unique=True, editable=False)
    label = models.CharField(_("do czego"), max_length=80)
    made_at = models.DateTimeField(_("utworzono"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("kto"))
    revoked_at = models.DateTimeField(_("wyłączono"), null=True, blank=True)
    last_read_at = models.DateTimeField(_("ostatnio czytany"), null=True, blank=True)

    class Meta:
        verbose_name = _("kalendarz komórki")
        verbose_name_plural = _("kalendarze komórek")
        indexes = [models.Index(fields=["unit"], name="matters_feeds_of_unit", condition=Q(revoked_at=None))]

    def __str__(self) -> str:
        return self.label


class PaceCurve(models.Model):
    """How long a unit takes with a category: after `days[i]` running days the share `open_share[i]` is still open.

    Counted anew each night from the past twelve months, matters that are still open included (Kaplan and Meier 1958).
    """

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey("city.Unit", models.CASCADE, related_name="+", verbose_name=_("komórka"))
    category = models.ForeignKey(Category, models.CASCADE, related_name="+", verbose_name=_("rodzaj zgłoszenia"))
    days = models.JSONField(_("dni"), default=list)
    open_share = models.JSONField(_("jaka część wciąż otwarta"), default=list)
    closed_count = models.PositiveIntegerField(_("ile zamkniętych"))
    open_count = models.PositiveIntegerField(_("ile otwartych"))
    counted_at = models.DateTimeField(_("policzono"))

    class Meta:
        verbose_name = _("tempo komórki")
        verbose_name_plural = _("tempo komórek")
        constraints = [models.UniqueConstraint(fields=["unit", "category"], name="matters_pace_once")]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.category_id}: {self.closed_count}"
