"""How an office contacts people: one row; none means the values below."""

from datetime import time

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked


@tracked()
class OutreachSettings(models.Model):
    """Due times, attempts, quiet hours, pace of campaigns, and whether residents are asked after closing."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    promise_hours = models.PositiveSmallIntegerField(
        _("termin obietnicy (godziny pracy infolinii)"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
    )
    most_attempts = models.PositiveSmallIntegerField(
        _("ile razy próbować"), default=3, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    per_day = models.PositiveSmallIntegerField(
        _("najwięcej prób jednego dnia"), default=2, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    gap_minutes = models.PositiveSmallIntegerField(
        _("przerwa między próbami (min)"), default=120, validators=[MinValueValidator(5), MaxValueValidator(2880)]
    )
    busy_minutes = models.PositiveSmallIntegerField(
        _("przerwa po sygnale zajętości (min)"), default=15, validators=[MinValueValidator(1), MaxValueValidator(240)]
    )
    earliest = models.TimeField(_("nie dzwoń i nie wysyłaj SMS-ów przed"), default=time(8))
    latest = models.TimeField(_("nie dzwoń i nie wysyłaj SMS-ów po"), default=time(20))
    on_saturdays = models.BooleanField(_("także w soboty"), default=True)
    per_minute = models.PositiveSmallIntegerField(
        _("kampania: najwięcej wiadomości na minutę"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
    )
    second_person_from = models.PositiveIntegerField(
        _("kampania: druga osoba uruchamia od tylu odbiorców"), default=100, help_text=_("0: nigdy.")
    )
    asks_after_closing = models.BooleanField(_("pytaj mieszkańców, czy sprawa jest załatwiona"), default=False)
    ask_after_hours = models.PositiveSmallIntegerField(
        _("pytaj po tylu godzinach od zamknięcia"), default=24, validators=[MaxValueValidator(240)]
    )
    ask_open_days = models.PositiveSmallIntegerField(
        _("przez ile dni można odpowiedzieć"), default=14, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    remind_days_before = models.PositiveSmallIntegerField(
        _("przypomnij o brakującym dokumencie na tyle dni przed terminem"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(14)],
    )

    class Meta:
        verbose_name = _("ustawienia kontaktu")
        verbose_name_plural = _("ustawienia kontaktu")
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="outreach_one_row_of_settings"),
            models.CheckConstraint(condition=models.Q(earliest__lt=models.F("latest")), name="outreach_hours_in_order"),
        ]

    def __str__(self) -> str:
        return str(_("ustawienia kontaktu"))
