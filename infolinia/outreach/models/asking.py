"""What is sent by the calendar: reminders, and the question whether a closed matter is settled."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked


@tracked()
class Reminder(models.Model):
    """A message that leaves at its hour, once, unless what it reminds of is over. `key` names it for who asked."""

    class State(models.TextChoices):
        WAITING = "waiting", _("czeka")
        SENT = "sent", _("przekazano do wysłania")
        LEFT_OUT = "left_out", _("pominięto")
        CANCELLED = "cancelled", _("odwołano")

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=100, unique=True, editable=False)
    state = models.CharField(_("stan"), max_length=9, choices=State, default=State.WAITING)
    why = models.CharField(_("dlaczego pominięto"), max_length=200, blank=True)
    purpose = models.CharField(_("o czym"), max_length=40)
    channel = models.CharField(_("jak"), max_length=10)
    to = models.CharField(_("dokąd"), max_length=400)
    language = models.CharField(_("język"), max_length=3, default="pl")
    values = models.JSONField(_("treść"), default=dict)
    resident_id = models.UUIDField(_("mieszkaniec"), null=True, blank=True, db_index=True)
    matter_id = models.UUIDField(_("sprawa"), null=True, blank=True, db_index=True)
    made_at = models.DateTimeField(_("zapisano"))
    send_at = models.DateTimeField(_("wyślij o"))
    not_after = models.DateTimeField(_("najpóźniej"), null=True, blank=True)
    sent_at = models.DateTimeField(_("przekazano o"), null=True, blank=True)
    message_id = models.UUIDField(_("wiadomość"), null=True, blank=True)

    class Meta:
        verbose_name = _("przypomnienie")
        verbose_name_plural = _("przypomnienia")
        indexes = [models.Index(fields=["send_at"], name="outreach_reminder_to_send", condition=Q(state="waiting"))]

    def __str__(self) -> str:
        return f"{self.purpose} {self.send_at:%d.%m.%Y %H:%M}"


@tracked(exclude=["token_hash"])
class SatisfactionAsk(models.Model):
    """One question after one closing of a matter: is it settled? The link is kept only as its hash."""

    class Answer(models.TextChoices):
        SOLVED = "solved", _("załatwiona")
        PARTLY = "partly", _("załatwiona częściowo")
        NOT_SOLVED = "not_solved", _("niezałatwiona")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter_id = models.UUIDField(_("sprawa"), db_index=True)
    closed_at = models.DateTimeField(_("zamknięta"))
    unit_id = models.BigIntegerField(_("komórka"), null=True, blank=True)
    channel = models.CharField(_("jak zapytano"), max_length=10)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    asked_at = models.DateTimeField(_("zapytano"), db_index=True)
    expires_at = models.DateTimeField(_("odpowiedź do"))
    message_id = models.UUIDField(_("wiadomość"), null=True, blank=True)
    answer = models.CharField(_("odpowiedź"), max_length=10, choices=Answer, blank=True)
    comment = models.TextField(_("komentarz"), blank=True)
    answered_at = models.DateTimeField(_("odpowiedziano"), null=True, blank=True)
    reopened = models.BooleanField(_("otwarto ponownie"), default=False)
    refusal = models.CharField(_("dlaczego nie otwarto"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("pytanie o załatwienie sprawy")
        verbose_name_plural = _("pytania o załatwienie spraw")
        constraints = [
            models.UniqueConstraint(fields=["matter_id", "closed_at"], name="outreach_asked_once_for_a_closing"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="outreach_answer_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%d.%m.%Y} {self.get_answer_display()}"

    @property
    def is_answered(self) -> bool:
        """Whether the resident has answered."""
        return self.answered_at is not None
