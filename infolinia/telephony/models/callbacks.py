"""Residents whom the line calls back when their turn comes, every attempt to reach them, and how an office wants it."""

import uuid
from datetime import time

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked


@tracked()
class CallBack(models.Model):
    """One promise to call a number back. Its place in the line is that of `arrived_at`, the first arrival.

    While it is `calling` it belongs to one attempt, until `leased_until` at most; a number has one open promise.
    """

    class Why(models.TextChoices):
        ASKED = "asked", _("poprosił w kolejce")
        CUT_OFF = "cut_off", _("połączenie przerwała awaria")
        WEB = "web", _("poprosił na stronie")
        ADVISER = "adviser", _("zapisał doradca")
        NOT_SERVED = "not_served", _("nie doczekał się")

    class State(models.TextChoices):
        WAITING = "waiting", _("czeka na swoją kolej")
        CALLING = "calling", _("dzwonimy")
        REACHED = "reached", _("rozmowa się odbyła")
        NOT_REACHED = "not_reached", _("nie udało się dodzwonić")
        WRONG_NUMBER = "wrong_number", _("zły numer")
        REFUSED = "refused", _("nie chce rozmowy")
        EXPIRED = "expired", _("minął czas")
        CANCELLED = "cancelled", _("odwołane")
        CALLED_AGAIN = "called_again", _("zadzwonił sam")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("numer"), max_length=20, db_index=True)
    why = models.CharField(_("dlaczego"), max_length=10, choices=Why)
    state = models.CharField(_("stan"), max_length=12, choices=State, default=State.WAITING)
    arrived_at = models.DateTimeField(_("miejsce w kolejce od"))
    asked_at = models.DateTimeField(_("zapisane"))
    due_at = models.DateTimeField(_("nie wcześniej niż"))
    expires_at = models.DateTimeField(_("najpóźniej do"))
    leased_until = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("próby"), default=0)
    queue_code = models.SlugField(_("kolejka"), max_length=40, default="general")
    language = models.CharField(_("język"), max_length=3, default="pl")
    prefers = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("do kogo")
    )
    conversation_id = models.UUIDField(_("rozmowa"), null=True, blank=True, db_index=True)
    name = models.CharField(_("imię i nazwisko"), max_length=80, blank=True)
    subject = models.CharField(_("w jakiej sprawie"), max_length=200, blank=True)
    email = models.CharField(_("e-mail"), max_length=254, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kto zapisał")
    )
    address_hash = models.CharField(max_length=64, blank=True, editable=False)
    closed_at = models.DateTimeField(_("zamknięte"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kto zamknął")
    )

    class Meta:
        verbose_name = _("oddzwonienie")
        verbose_name_plural = _("oddzwonienia")
        ordering = ["arrived_at", "id"]
        indexes = [
            models.Index(fields=["-asked_at"], name="telephony_callback_asked"),
            models.Index(fields=["address_hash", "asked_at"], name="telephony_callback_address"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                condition=models.Q(state__in=("waiting", "calling")),
                name="telephony_one_open_call_back_per_number",
            ),
            models.CheckConstraint(
                condition=models.Q(state="calling", leased_until__isnull=False)
                | (~models.Q(state="calling") & models.Q(leased_until__isnull=True)),
                name="telephony_call_back_lease_while_calling",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("waiting", "calling"), closed_at__isnull=True)
                | (~models.Q(state__in=("waiting", "calling")) & models.Q(closed_at__isnull=False)),
                name="telephony_call_back_closed_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_state_display()}"


class CallBackAttempt(models.Model):
    """One time that the city's number rang at the resident. Its key is the engine's channel: it never rings twice."""

    class Result(models.TextChoices):
        REACHED = "reached", _("rozmowa")
        NO_ANSWER = "no_answer", _("nikt nie odebrał")
        BUSY = "busy", _("zajęte")
        WRONG_NUMBER = "wrong_number", _("zły numer")
        REFUSED = "refused", _("nie chce rozmowy")
        MACHINE = "machine", _("automat")
        FAILED = "failed", _("nie udało się połączyć")
        GIVEN_UP = "given_up", _("doradca przerwał")

    call_back = models.ForeignKey(CallBack, models.CASCADE, related_name="tries", verbose_name=_("oddzwonienie"))
    key = models.CharField(max_length=80, unique=True, editable=False)
    adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("doradca")
    )
    conversation_id = models.UUIDField(_("rozmowa"), db_index=True)
    dialled_at = models.DateTimeField(_("kiedy"))
    ended_at = models.DateTimeField(_("do"), null=True, blank=True)
    result = models.CharField(_("wynik"), max_length=12, choices=Result, blank=True)

    class Meta:
        verbose_name = _("próba oddzwonienia")
        verbose_name_plural = _("próby oddzwonienia")
        ordering = ["dialled_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["call_back"],
                condition=models.Q(ended_at__isnull=True),
                name="telephony_one_open_attempt_per_call_back",
            )
        ]

    def __str__(self) -> str:
        return f"{self.dialled_at:%d.%m.%Y %H:%M} {self.get_result_display()}"


@tracked()
class CallBackSettings(models.Model):
    """When a call-back is offered, and how the line tries. One row; none: the values below."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    is_on = models.BooleanField(_("proponuj oddzwonienie"), default=True)
    from_place = models.PositiveSmallIntegerField(
        _("od miejsca w kolejce"), default=3, help_text=_("0: miejsce nie ma znaczenia.")
    )
    from_minutes = models.PositiveSmallIntegerField(
        _("od przewidywanego czasu czekania (min)"), default=3, help_text=_("0: czas nie ma znaczenia.")
    )
    tries = models.PositiveSmallIntegerField(
        _("ile razy dzwonić"), default=3, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    gap_minutes = models.PositiveSmallIntegerField(
        _("przerwa między próbami (min)"), default=15, validators=[MinValueValidator(1), MaxValueValidator(1440)]
    )
    ring_seconds = models.PositiveSmallIntegerField(
        _("jak długo dzwonić (s)"), default=30, validators=[MinValueValidator(10), MaxValueValidator(90)]
    )
    valid_days = models.PositiveSmallIntegerField(
        _("ważne do końca dnia otwarcia"),
        default=1,
        validators=[MaxValueValidator(10)],
        help_text=_("0: tego samego dnia; 1: następnego dnia, w którym linia jest czynna."),
    )
    earliest = models.TimeField(_("nie dzwoń przed"), default=time(8))
    latest = models.TimeField(_("nie dzwoń po"), default=time(20))
    on_web = models.BooleanField(_("zamawianie na stronie"), default=True)
    after_fault = models.BooleanField(_("oddzwaniaj po awarii"), default=True)

    class Meta:
        verbose_name = _("ustawienia oddzwaniania")
        verbose_name_plural = _("ustawienia oddzwaniania")
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="telephony_one_row_of_call_back_settings"),
            models.CheckConstraint(
                condition=models.Q(earliest__lt=models.F("latest")), name="telephony_call_back_hours_in_order"
            ),
        ]

    def __str__(self) -> str:
        return str(_("ustawienia oddzwaniania"))
