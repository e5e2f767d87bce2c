"""Figures that supervision reads instead of counting a million matters: how units stand now, and month by month."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.matters.models.catalogue import Category


class Standing(models.Model):
    """How many open matters of one kind a unit has at the last count. No unit: the helpline."""

    unit = models.ForeignKey("city.Unit", models.CASCADE, null=True, related_name="+", verbose_name=_("komórka"))
    category = models.ForeignKey(Category, models.CASCADE, related_name="+", verbose_name=_("rodzaj zgłoszenia"))
    open = models.PositiveIntegerField(default=0)
    ageing = models.PositiveIntegerField(default=0)
    due_week = models.PositiveIntegerField(default=0)
    overdue = models.PositiveIntegerField(default=0)
    silent = models.PositiveIntegerField(default=0)
    late_why = models.JSONField(default=dict)
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("stan komórki")
        verbose_name_plural = _("stan komórek")
        constraints = [
            models.UniqueConstraint(fields=["unit", "category"], name="matters_standing_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.category_id}: {self.open}"


class MonthFigures(models.Model):
    """What happened in a month to matters of one kind in one unit, and how they stood at its end.

    Counted from the stories of the matters; counting again gives the same. `seconds` is the time of all that were
    closed, from the start of the term to the closing.
    """

    month = models.DateField(_("miesiąc"), help_text=_("Pierwszy dzień miesiąca."))
    unit = models.ForeignKey("city.Unit", models.CASCADE, null=True, related_name="+", verbose_name=_("komórka"))
    category = models.ForeignKey(Category, models.CASCADE, related_name="+", verbose_name=_("rodzaj zgłoszenia"))
    received = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)
    on_time = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)
    passed_on = models.PositiveIntegerField(default=0)
    reopened = models.PositiveIntegerField(default=0)
    seconds = models.PositiveBigIntegerField(default=0)
    open = models.PositiveIntegerField(default=0)
    ageing = models.PositiveIntegerField(default=0)
    overdue = models.PositiveIntegerField(default=0)
    silent = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("liczby miesiąca")
        verbose_name_plural = _("liczby miesięcy")
        constraints = [
            models.UniqueConstraint(
                fields=["month", "unit", "category"], name="matters_month_once", nulls_distinct=False
            )
        ]
        indexes = [models.Index(fields=["unit", "month"], name="matters_month_of_unit")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.unit_id}/{self.category_id}"
