"""Recounts of open matters after a change of the days off, hours or catalogue, and what the old deadlines were."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked
from infolinia.matters.models.catalogue import Clock
from infolinia.matters.models.matters import Matter


class RecountCause(models.TextChoices):
    """What changed, so that ends already counted may be wrong."""

    CALENDAR = "calendar", _("dni wolne albo godziny infolinii")
    CLOCK = "clock", _("termin w katalogu")


class RecountState(models.TextChoices):
    """How far a recount is. Nothing changes in any matter before somebody has seen the difference."""

    COUNTING = "counting", _("liczy różnice")
    READY = "ready", _("czeka na decyzję")
    APPLYING = "applying", _("zmienia terminy")
    DONE = "done", _("zrobione")
    DROPPED = "dropped", _("odrzucone")


@tracked(on=["state"])
class Recount(models.Model):
    """One recount of open matters: first the difference, then a decision, then the change in batches."""

    id = models.BigAutoField(primary_key=True)
    cause = models.CharField(_("co się zmieniło"), max_length=10, choices=RecountCause)
    clock = models.ForeignKey(
        Clock, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("termin z katalogu")
    )
    note = models.CharField(_("co i dlaczego"), max_length=300, blank=True)
    state = models.CharField(_("stan"), max_length=10, choices=RecountState, default=RecountState.COUNTING)
    at = models.DateTimeField(_("kiedy"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("kto zlecił")
    )
    reached = models.UUIDField(null=True, blank=True, editable=False, help_text=_("Do tej sprawy już policzono."))
    seen = models.PositiveIntegerField(_("sprawdzonych spraw"), default=0)
    # Sums of the lines, kept in step by each batch, so that a list of recounts reads no line.
    changed = models.PositiveIntegerField(_("z innym terminem"), default=0)
    later = models.PositiveIntegerField(_("z późniejszym"), default=0)
    earlier = models.PositiveIntegerField(_("z wcześniejszym"), default=0)
    applied = models.PositiveIntegerField(_("zmienionych"), default=0)
    skipped = models.PositiveIntegerField(_("pominiętych"), default=0)
    tells_residents = models.BooleanField(_("mieszkańcy dostaną wiadomość"), default=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kto zdecydował"),
    )
    decided_at = models.DateTimeField(_("kiedy zdecydowano"), null=True, blank=True)
    finished_at = models.DateTimeField(_("kiedy skończono"), null=True, blank=True)

    class Meta:
        verbose_name = _("przeliczenie terminów")
        verbose_name_plural = _("przeliczenia terminów")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cause", "clock"],
                condition=Q(state__in=["counting", "ready", "applying"]),
                nulls_distinct=False,
                name="matters_one_open_recount",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_cause_display()} {self.at:%d.%m.%Y %H:%M}"


class RecountLine(models.Model):
    """One matter whose deadlines would come out otherwise."""

    id = models.BigAutoField(primary_key=True)
    recount = models.ForeignKey(Recount, models.CASCADE, related_name="lines")
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="+")
    unit = models.ForeignKey("city.Unit", models.PROTECT, null=True, related_name="+")
    due_before = models.DateTimeField(_("termin dotąd"))
    due_after = models.DateTimeField(_("termin po zmianie"))
    goal_before = models.DateTimeField(_("cel komórki dotąd"))
    goal_after = models.DateTimeField(_("cel komórki po zmianie"))
    applied_at = models.DateTimeField(null=True)
    skipped = models.CharField(_("dlaczego nie zmieniono"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("różnica terminu")
        verbose_name_plural = _("różnice terminów")
        indexes = [models.Index(fields=["recount", "id"], name="matters_recount_lines")]
        constraints = [models.UniqueConstraint(fields=["recount", "matter"], name="matters_recount_once")]

    def __str__(self) -> str:
        return f"{self.due_before:%d.%m.%Y} → {self.due_after:%d.%m.%Y}"


class OldWorking(models.Model):
    """The deadlines of a matter and their working as they were before a recount. Append-only."""

    id = models.BigAutoField(primary_key=True)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="old_workings")
    recount = models.ForeignKey(Recount, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("do kiedy tak było"))
    term = models.CharField(_("termin"), max_length=40)
    term_basis = models.CharField(_("podstawa terminu"), max_length=200)
    resident_due_at = models.DateTimeField(_("termin dla mieszkańca"))
    unit_due_at = models.DateTimeField(_("cel komórki"))
    due_to_the_minute = models.BooleanField(_("termin co do minuty"), default=False)
    working = models.JSONField(_("dlaczego taki był termin"), default=list)
    side_clocks = models.JSONField(_("terminy poboczne"), default=list)

    class Meta:
        verbose_name = _("dawny termin sprawy")
        verbose_name_plural = _("dawne terminy spraw")
        indexes = [models.Index(fields=["matter", "-at"], name="matters_old_workings")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.resident_due_at:%d.%m.%Y}"
