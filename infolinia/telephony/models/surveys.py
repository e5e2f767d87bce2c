"""One question of satisfaction after the call: what the office decided, and what callers answered."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SurveyRules(models.Model):
    """One decision of the office about the question; the newest one is in force, and none means nobody is asked."""

    is_on = models.BooleanField(_("pytamy o zadowolenie"), default=False)
    is_hidden_from_adviser = models.BooleanField(_("doradca nie widzi ocen"), default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("kto"))
    at = models.DateTimeField(_("kiedy"), db_index=True)

    class Meta:
        verbose_name = _("ustawienie ankiety")
        verbose_name_plural = _("ustawienia ankiety")
        ordering = ["-at", "-id"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M}"


class SurveyAnswer(models.Model):
    """One caller who was asked. `score` is 1 to 5, 0 for "I do not want to rate", and empty when no key was pressed."""

    conversation_id = models.UUIDField(_("rozmowa"), primary_key=True)
    asked_at = models.DateTimeField(_("zapytano"), db_index=True)
    score = models.PositiveSmallIntegerField(_("ocena"), null=True, blank=True)
    answered_at = models.DateTimeField(_("odpowiedziano"), null=True, blank=True)

    class Meta:
        verbose_name = _("ocena rozmowy")
        verbose_name_plural = _("oceny rozmów")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(score__isnull=True) | models.Q(score__lte=5), name="telephony_score_zero_to_five"
            )
        ]

    def __str__(self) -> str:
        return str(self.score)
