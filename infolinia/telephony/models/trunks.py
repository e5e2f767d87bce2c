"""The operators' trunks as they work, the calls that left over them, and what the office has to be told of the line."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class TrunkState(models.Model):
    """One trunk as it is now: whether the operator answers our probes, and when it last failed a call."""

    name = models.CharField(_("łącze"), max_length=20, primary_key=True)
    is_up = models.BooleanField(_("działa"), default=False)
    since = models.DateTimeField(_("od kiedy"))
    failed_at = models.DateTimeField(_("ostatnie nieudane połączenie"), null=True, blank=True)

    class Meta:
        verbose_name = _("łącze operatora")
        verbose_name_plural = _("łącza operatora")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OutgoingCall(models.Model):
    """One call that left, or was tried; `key` is its leg at the engine."""

    key = models.CharField(max_length=200, unique=True)
    purpose = models.CharField(_("po co"), max_length=20)
    number = models.CharField(_("numer"), max_length=20)
    kind = models.CharField(_("rodzaj numeru"), max_length=10)
    trunk = models.CharField(_("łącze"), max_length=20, blank=True)
    at = models.DateTimeField(_("kiedy"), db_index=True)
    result = models.CharField(_("wynik"), max_length=20)

    class Meta:
        verbose_name = _("połączenie wychodzące")
        verbose_name_plural = _("połączenia wychodzące")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.number}, {self.result}"


class LineAlarm(models.Model):
    """Something an administrator has to look at; while it stays unseen it is raised only once."""

    class Kind(models.TextChoices):
        TRUNK_DOWN = "trunk_down", _("łącze operatora nie odpowiada")
        ONE_WAY = "one_way", _("słychać tylko jedną stronę")
        LIMIT_NEAR = "limit_near", _("zbliża się limit połączeń wychodzących")
        LIMIT_REACHED = "limit_reached", _("limit połączeń wychodzących wyczerpany")
        ADDRESS_SHUT_OUT = "address_shut_out", _("ktoś zgadywał hasła telefonów")
        OVERLOAD = "overload", _("linia nie mieściła dzwoniących")

    kind = models.CharField(_("co się stało"), max_length=20, choices=Kind)
    subject = models.CharField(_("czego dotyczy"), max_length=80, blank=True)
    raised_at = models.DateTimeField(_("pierwszy raz"))
    last_at = models.DateTimeField(_("ostatni raz"))
    times = models.PositiveIntegerField(_("ile razy"), default=1)
    over_at = models.DateTimeField(_("koniec"), null=True, blank=True)
    over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kto zamknął"),
        help_text=_("Puste: alarm skończył się sam."),
    )

    class Meta:
        verbose_name = _("alarm linii")
        verbose_name_plural = _("alarmy linii")
        ordering = ["-last_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=models.Q(over_at__isnull=True),
                name="telephony_one_open_alarm_per_subject",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject}" if self.subject else str(self.get_kind_display())
