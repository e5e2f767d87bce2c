"""Recording of conversations: what the office decided, who agreed to it, and what is kept of whom until when."""

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_KEPT_DAYS = 90
APPEND_ONLY = pgtrigger.Update | pgtrigger.Delete


class RecordingRules(models.Model):
    """One decision of the office about recording; the newest one is in force, and none means that nothing is recorded.

    Append-only: who decided what, when, for what purpose and on what basis stays readable (RODO art. 5(2)).
    """

    is_on = models.BooleanField(_("nagrywamy za zgodą"), default=False)
    purpose = models.CharField(_("cel"), max_length=300, blank=True)
    legal_basis = models.CharField(_("podstawa prawna"), max_length=300, blank=True)
    keep_days = models.PositiveSmallIntegerField(
        _("usuń po (dni)"), default=30, validators=[MinValueValidator(1), MaxValueValidator(LONGEST_KEPT_DAYS)]
    )
    adviser_may_listen = models.BooleanField(_("doradca może odsłuchać własną rozmowę"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("kto"))
    at = models.DateTimeField(_("kiedy"), db_index=True)

    class Meta:
        verbose_name = _("ustawienie nagrywania")
        verbose_name_plural = _("ustawienia nagrywania")
        ordering = ["-at", "-id"]
        triggers = [pgtrigger.Protect(name="append_only", operation=APPEND_ONLY)]

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M}"


class Recording(models.Model):
    """One conversation whose caller was asked for consent: what they answered, and what became of the sound."""

    class State(models.TextChoices):
        ASKED = "asked", _("zapytano o zgodę")
        AGREED = "agreed", _("jest zgoda")
        ON = "on", _("nagrywanie")
        PAUSED = "paused", _("wstrzymane przez doradcę")
        STOPPED = "stopped", _("zakończone przez doradcę")
        WITHDRAWN = "withdrawn", _("zgoda cofnięta")

    conversation_id = models.UUIDField(_("rozmowa"), primary_key=True)
    rules = models.ForeignKey(RecordingRules, models.PROTECT, related_name="+", verbose_name=_("ustawienie"))
    state = models.CharField(_("stan"), max_length=10, choices=State)
    state_since = models.DateTimeField(_("od kiedy"))
    agreed_at = models.DateTimeField(_("zgoda"), null=True, blank=True)
    agreed_to = models.CharField(_("odpowiedź na zapowiedź"), max_length=30, blank=True)
    withdrawn_at = models.DateTimeField(_("cofnięcie zgody"), null=True, blank=True)
    keep_until = models.DateTimeField(_("do usunięcia"), null=True, blank=True, db_index=True)
    erased_at = models.DateTimeField(_("usunięto"), null=True, blank=True)

    class Meta:
        verbose_name = _("nagranie")
        verbose_name_plural = _("nagrania")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agreed_at__isnull=False) | models.Q(state="asked"),
                name="telephony_no_recording_without_consent",
            )
        ]

    def __str__(self) -> str:
        return str(self.conversation_id)


class RecordingPart(models.Model):
    """One stretch of sound between two pauses: a sealed file. `length` is in bytes, 8,000 of them are one second."""

    id = models.UUIDField(primary_key=True, editable=False)
    recording = models.ForeignKey(Recording, models.CASCADE, related_name="parts", verbose_name=_("nagranie"))
    started_at = models.DateTimeField(_("początek"))
    length = models.PositiveBigIntegerField(_("długość"))
    sha256 = models.CharField(_("skrót SHA-256"), max_length=64)
    key = models.CharField(_("klucz"), max_length=16, db_index=True)

    class Meta:
        verbose_name = _("część nagrania")
        verbose_name_plural = _("części nagrań")
        ordering = ["started_at"]

    def __str__(self) -> str:
        return f"{self.started_at:%d.%m.%Y %H:%M:%S}"
