"""What each adviser is doing now, and the offers of calls made to them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked


@tracked()
class Presence(models.Model):
    """What one adviser is doing now. The history of this table is the record of their working time."""

    class State(models.TextChoices):
        OFFLINE = "offline", _("Poza stanowiskiem")
        READY = "ready", _("Gotowy")
        RINGING = "ringing", _("Dzwoni")
        TALKING = "talking", _("W rozmowie")
        AFTER_CALL = "after_call", _("Po rozmowie")
        BREAK = "break", _("Przerwa")

    class Reason(models.TextChoices):
        """Reasons that the product itself gives; a person may type another one."""

        NO_ANSWER = "no_answer", _("Nie odebrano")
        REJECTED = "rejected", _("Odrzucono połączenie")
        PHONE_FAILED = "phone_failed", _("Telefon nie odpowiada")

    staff = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="presence", verbose_name=_("doradca")
    )
    state = models.CharField(_("stan"), max_length=10, choices=State, default=State.OFFLINE)
    since = models.DateTimeField(_("od"))
    idle_since = models.DateTimeField(_("bez rozmowy od"))
    reason = models.CharField(_("powód"), max_length=80, blank=True)
    conversation_id = models.UUIDField(_("rozmowa"), null=True, blank=True)
    on_hold = models.BooleanField(_("rozmówca czeka z muzyką"), default=False)
    phone_ready = models.BooleanField(_("telefon połączony"), default=False)
    until = models.DateTimeField(_("najdłużej do"), null=True, blank=True)

    class Meta:
        verbose_name = _("obecność")
        verbose_name_plural = _("obecność")

    def __str__(self) -> str:
        return f"{self.staff}: {self.get_state_display()}"


class Offer(models.Model):
    """A call that rings at one adviser: a lease with an end, closed with how it went."""

    class Result(models.TextChoices):
        ANSWERED = "answered", _("odebrana")
        NO_ANSWER = "no_answer", _("nieodebrana")
        REJECTED = "rejected", _("odrzucona")
        PHONE_GONE = "phone_gone", _("telefon się rozłączył")
        PHONE_FAILED = "phone_failed", _("telefon nie odpowiedział")
        CALLER_LEFT = "caller_left", _("dzwoniący się rozłączył")
        WITHDRAWN = "withdrawn", _("wycofana")

    class Medium(models.TextChoices):
        VOICE = "voice", _("głosem")
        TEXT = "text", _("tekstem")

    key = models.CharField(max_length=140, unique=True, editable=False)
    adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="offers", verbose_name=_("doradca")
    )
    conversation_id = models.UUIDField(_("rozmowa"), db_index=True)
    medium = models.CharField(_("głosem czy tekstem"), max_length=5, choices=Medium, default=Medium.VOICE)
    offered_at = models.DateTimeField(_("od"))
    expires_at = models.DateTimeField(_("najdłużej do"))
    closed_at = models.DateTimeField(_("do"), null=True, blank=True)
    result = models.CharField(_("wynik"), max_length=12, choices=Result, blank=True)

    class Meta:
        verbose_name = _("dzwonek u doradcy")
        verbose_name_plural = _("dzwonki u doradców")
        constraints = [
            models.UniqueConstraint(
                fields=["adviser"],
                condition=models.Q(closed_at__isnull=True),
                name="routing_one_open_offer_per_adviser",
            ),
            models.UniqueConstraint(
                fields=["conversation_id"],
                condition=models.Q(closed_at__isnull=True),
                name="routing_one_open_offer_per_call",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offered_at:%H:%M:%S} {self.get_result_display()}"
