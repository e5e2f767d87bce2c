"""The story of each matter, and the count of who asks about one."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from infolinia.matters.models.matters import Matter


class StoryEvent(models.Model):
    """One line of a matter's story. Append-only."""

    id = models.BigAutoField(primary_key=True)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="story")
    kind = models.CharField(_("co"), max_length=24)
    at = models.DateTimeField(_("kiedy"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("kto"))
    unit = models.ForeignKey("city.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("komórka"))
    text = models.TextField(_("treść"), blank=True)
    details = models.JSONField(default=dict)
    visible_to_resident = models.BooleanField(_("widzi mieszkaniec"), default=False)

    class Meta:
        verbose_name = _("zdarzenie w sprawie")
        verbose_name_plural = _("zdarzenia w sprawach")
        indexes = [
            models.Index(fields=["matter", "-at", "-id"], name="matters_story_newest"),
            models.Index(fields=["at", "id"], name="matters_story_told", condition=Q(visible_to_resident=True)),
            models.Index(
                fields=["-at", "-id"], name="matters_story_chases", condition=Q(kind__in=["chased", "due_late"])
            ),
            # What supervision counts and shows by month: the few kinds of event that figures are made of.
            models.Index(
                fields=["kind", "-at", "-id"],
                include=["matter", "unit"],
                name="matters_story_figures",
                condition=Q(
                    kind__in=["closed", "joined", "returned", "passed_on", "reopened", "stays_closed", "unopened"]
                ),
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%d.%m.%Y %H:%M}"


class StatusAttempt(models.Model):
    """How often one address asked about one number lately; addresses are kept only as hashes, for a day."""

    key = models.CharField(max_length=64)
    window = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("próba sprawdzenia sprawy")
        verbose_name_plural = _("próby sprawdzenia spraw")
        constraints = [models.UniqueConstraint(fields=["key", "window"], name="matters_attempt_once")]

    def __str__(self) -> str:
        return f"{self.window:%H:%M} {self.count}"
