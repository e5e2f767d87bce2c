"""The ordered table that sends a new matter to its unit where its kind alone does not tell."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked
from infolinia.matters.models.catalogue import Category, Kind


class Side(models.TextChoices):
    """Which houses of a street a rule means."""

    BOTH = "", _("obie strony")
    ODD = "odd", _("numery nieparzyste")
    EVEN = "even", _("numery parzyste")


class Days(models.TextChoices):
    """On which days a rule holds."""

    ANY = "", _("każdego dnia")
    WORKING = "working", _("w dni robocze")
    FREE = "free", _("w dni wolne")


@tracked()
class RoutingRule(models.Model):
    """One line of the table: if a new matter is like this, this unit gets it. The first line that fits decides.

    What is empty does not narrow. `category` may be a group, which means every kind in it. `words` are lines; one line
    must be found whole, each of its words by how it begins.
    """

    name = models.CharField(_("nazwa"), max_length=120)
    position = models.PositiveIntegerField(_("kolejność"))
    is_on = models.BooleanField(_("działa"), default=False)
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("rodzaj zgłoszenia")
    )
    kind = models.CharField(_("rodzaj sprawy"), max_length=12, choices=Kind, blank=True)
    district = models.CharField(_("dzielnica"), max_length=60, blank=True)
    street = models.CharField(_("ulica"), max_length=120, blank=True)
    house_from = models.PositiveIntegerField(_("od numeru"), null=True, blank=True)
    house_to = models.PositiveIntegerField(_("do numeru"), null=True, blank=True)
    side = models.CharField(_("strona ulicy"), max_length=4, choices=Side, blank=True, default=Side.BOTH)
    days = models.CharField(_("dni"), max_length=8, choices=Days, blank=True, default=Days.ANY)
    hours_from = models.TimeField(_("od godziny"), null=True, blank=True)
    hours_to = models.TimeField(_("do godziny"), null=True, blank=True)
    season_from = models.CharField(_("od dnia roku"), max_length=5, blank=True, help_text=_("Miesiąc i dzień: 11-01."))
    season_to = models.CharField(_("do dnia roku"), max_length=5, blank=True, help_text=_("Razem z tym dniem."))
    words = models.TextField(_("słowa"), blank=True)
    unit = models.ForeignKey("city.Unit", models.PROTECT, related_name="+", verbose_name=_("komórka"))
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("reguła kierowania spraw")
        verbose_name_plural = _("reguły kierowania spraw")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hours_from__isnull=True, hours_to__isnull=True)
                | Q(hours_from__isnull=False, hours_to__isnull=False),
                name="matters_rule_hours_both_or_neither",
            ),
            models.CheckConstraint(
                condition=Q(season_from="", season_to="") | (~Q(season_from="") & ~Q(season_to="")),
                name="matters_rule_season_both_or_neither",
            ),
        ]

    def __str__(self) -> str:
        return self.name
