"""A program of somebody else, what it may do, and the requests that it must not make twice."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked


class Sees(models.TextChoices):
    """Which matters a program may see."""

    OWN = "own", _("tylko te, które sam zgłosił")
    UNIT = "unit", _("sprawy jednej komórki i komórek pod nią")
    ALL = "all", _("wszystkie")


@tracked(exclude=["key_trace", "last_used_at"])
class Partner(models.Model):
    """A program with a key. Only the key's trace is kept; a key that is lost is replaced, never shown again."""

    name = models.CharField(_("nazwa"), max_length=120, unique=True)
    contact = models.CharField(
        _("kto za nim stoi"), max_length=200, blank=True, help_text=_("Firma albo wydział i adres, pod który pisać.")
    )
    rights = ArrayField(models.CharField(max_length=40), verbose_name=_("co może"), default=list, blank=True)
    sees = models.CharField(_("które sprawy widzi"), max_length=4, choices=Sees, default=Sees.OWN)
    unit = models.ForeignKey(
        "city.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("komórka")
    )
    key_trace = models.CharField(max_length=64, null=True, unique=True, editable=False)
    key_end = models.CharField(_("koniec klucza"), max_length=4, blank=True, editable=False)
    key_issued_at = models.DateTimeField(_("klucz wydany"), null=True, editable=False)
    last_used_at = models.DateTimeField(_("ostatnio użyty"), null=True, editable=False)
    created_at = models.DateTimeField(_("dodany"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("dodał"))

    class Meta:
        verbose_name = _("inny program")
        verbose_name_plural = _("inne programy")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sees=Sees.UNIT, unit__isnull=False) | (~Q(sees=Sees.UNIT) & Q(unit__isnull=True)),
                name="partners_unit_where_it_counts",
                violation_error_message=_("Wybierz komórkę, której sprawy program ma widzieć."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class SeenRequest(models.Model):
    """A request that changed something, by the key that its program gave it: asked again, it is not done again."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="+")
    key = models.CharField(_("klucz żądania"), max_length=64)
    fingerprint = models.CharField(max_length=64)
    answer = models.JSONField(default=dict)
    at = models.DateTimeField(_("kiedy"), db_index=True)

    class Meta:
        verbose_name = _("żądanie programu")
        verbose_name_plural = _("żądania programów")
        constraints = [models.UniqueConstraint(fields=["partner", "key"], name="partners_request_once")]

    def __str__(self) -> str:
        return self.key
