"""Who is warned of a deadline and when: the ladder, each warning that was sent, and the daily digest of them."""

from datetime import time

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked
from infolinia.matters.models.matters import Matter


class Counts(models.TextChoices):
    """What a rung counts."""

    BEFORE = "before", _("dni roboczych przed terminem")
    AFTER = "after", _("dni roboczych po terminie")
    SILENCE = "silence", _("godzin pracy bez otwarcia przez komórkę")


class Warns(models.TextChoices):
    """Whom a rung warns."""

    OFFICER = "officer", _("prowadzący")
    HEAD = "head", _("kierujący komórką")
    SUPERVISOR = "supervisor", _("kierownik infolinii")


@tracked()
class Rung(models.Model):
    """One rung of the ladder: so long before or after the end, or so long unopened, and whom that concerns."""

    counts = models.CharField(_("co liczymy"), max_length=8, choices=Counts)
    amount = models.PositiveSmallIntegerField(_("ile"), validators=[MaxValueValidator(400)])
    to = models.CharField(_("kogo ostrzec"), max_length=10, choices=Warns)
    active = models.BooleanField(_("w użyciu"), default=True)

    class Meta:
        verbose_name = _("próg ostrzeżenia")
        verbose_name_plural = _("progi ostrzeżeń")
        constraints = [models.UniqueConstraint(fields=["counts", "amount", "to"], name="matters_rung_once")]

    def __str__(self) -> str:
        return f"{self.amount} {self.get_counts_display()}: {self.get_to_display()}"


@tracked()
class OfficeHours(models.Model):
    """When units work, Monday to Friday: the hours in which silence counts. One row at most."""

    only = models.BooleanField(primary_key=True, default=True, editable=False)
    opens = models.TimeField(_("od"), default=time(7, 30))
    closes = models.TimeField(_("do"), default=time(15, 30))

    class Meta:
        verbose_name = _("godziny pracy komórek")
        verbose_name_plural = _("godziny pracy komórek")
        constraints = [
            models.CheckConstraint(condition=Q(only=True), name="matters_office_hours_one"),
            models.CheckConstraint(condition=Q(opens__lt=F("closes")), name="matters_office_hours_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"


class WarningSent(models.Model):
    """A warning that a matter has got, once for each rung and each end; `about` is that end, or since when it waits."""

    id = models.BigAutoField(primary_key=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="warnings", verbose_name=_("sprawa"))
    rung = models.ForeignKey(Rung, models.PROTECT, related_name="+", verbose_name=_("próg"))
    to = models.CharField(_("kogo ostrzeżono"), max_length=10, choices=Warns)
    about = models.DateTimeField(_("czego dotyczy"))
    at = models.DateTimeField(_("kiedy"))
    over_at = models.DateTimeField(_("od kiedy nieaktualne"), null=True, blank=True)

    class Meta:
        verbose_name = _("ostrzeżenie")
        verbose_name_plural = _("ostrzeżenia")
        constraints = [models.UniqueConstraint(fields=["matter", "rung", "about"], name="matters_warned_once")]
        indexes = [models.Index(fields=["to", "matter"], name="matters_warned_now", condition=Q(over_at=None))]

    def __str__(self) -> str:
        return f"{self.to} {self.at:%d.%m.%Y %H:%M}"


class DigestChoice(models.Model):
    """When a person wants the daily digest of warnings; without a row at seven."""

    staff = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+", verbose_name=_("pracownik")
    )
    hour = models.PositiveSmallIntegerField(_("o której"), default=7)
    is_off = models.BooleanField(_("bez poczty"), default=False)

    class Meta:
        verbose_name = _("ustawienie ostrzeżeń")
        verbose_name_plural = _("ustawienia ostrzeżeń")
        constraints = [models.CheckConstraint(condition=Q(hour__lte=23), name="matters_digest_hour_of_a_day")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.hour}"


class DigestSent(models.Model):
    """A digest that a person got: one a day."""

    id = models.BigAutoField(primary_key=True)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("pracownik"))
    day = models.DateField(_("dzień"))
    at = models.DateTimeField(_("kiedy"))
    count = models.PositiveIntegerField(_("ile spraw"))

    class Meta:
        verbose_name = _("wysłane zestawienie")
        verbose_name_plural = _("wysłane zestawienia")
        constraints = [models.UniqueConstraint(fields=["staff", "day"], name="matters_digest_once_a_day")]
        indexes = [models.Index(fields=["day"], name="matters_digest_of_day")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.day}"
