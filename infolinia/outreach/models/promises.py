"""Promises to contact a resident, and every attempt to keep one."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked


class Medium(models.TextChoices):
    """How the resident is to be contacted."""

    PHONE = "phone", _("telefon")
    EMAIL = "email", _("e-mail")
    SMS = "sms", _("SMS")


@tracked(exclude=["taken_until"])
class Promise(models.Model):
    """We will contact this person about this thing by this moment. Kept, or told to them that we could not.

    `due_at` is what was promised; `next_try_at` is when trying makes sense next. While `taken_until` has not passed
    it is in one adviser's hands. `windows` are the hours the resident named, as `rules.windows` writes them.
    """

    class State(models.TextChoices):
        OPEN = "open", _("do zrobienia")
        KEPT = "kept", _("rozmowa się odbyła")
        WRITTEN = "written", _("napisaliśmy")
        NOT_REACHED = "not_reached", _("nie udało się dodzwonić")
        WRONG_NUMBER = "wrong_number", _("zły numer")
        REFUSED = "refused", _("nie chce rozmowy")
        CAME_BY_SELF = "came_by_self", _("zgłosił się sam")
        CANCELLED = "cancelled", _("odwołane")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(_("stan"), max_length=12, choices=State, default=State.OPEN)
    medium = models.CharField(_("jak"), max_length=5, choices=Medium, default=Medium.PHONE)
    to = models.CharField(_("numer albo adres"), max_length=254, db_index=True)
    resident = models.ForeignKey(
        "contacts.Resident", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("mieszkaniec")
    )
    name = models.CharField(_("imię i nazwisko"), max_length=120, blank=True)
    language = models.CharField(_("język"), max_length=3, default="pl")
    reason = models.CharField(_("w jakiej sprawie"), max_length=120)
    note = models.TextField(_("co powiedzieć"), blank=True)
    windows = models.JSONField(_("kiedy najlepiej"), default=list, blank=True)
    conversation_id = models.UUIDField(_("rozmowa"), null=True, blank=True, db_index=True)
    matter_id = models.UUIDField(_("sprawa"), null=True, blank=True, db_index=True)
    campaign = models.ForeignKey(
        "outreach.Campaign", models.CASCADE, null=True, blank=True, related_name="calls", verbose_name=_("kampania")
    )
    made_at = models.DateTimeField(_("obiecano"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kto obiecał")
    )
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("kto dzwoni")
    )
    due_at = models.DateTimeField(_("najpóźniej"))
    next_try_at = models.DateTimeField(_("następna próba"))
    attempts = models.PositiveSmallIntegerField(_("próby"), default=0)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("zajął")
    )
    taken_until = models.DateTimeField(null=True, blank=True, editable=False)
    late_told_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("zakończone"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kto zakończył"),
    )
    closed_why = models.CharField(_("dlaczego"), max_length=200, blank=True)
    message_id = models.UUIDField(_("wiadomość"), null=True, blank=True)

    class Meta:
        verbose_name = _("obietnica kontaktu")
        verbose_name_plural = _("obietnice kontaktu")
        indexes = [
            models.Index(fields=["next_try_at"], name="outreach_promise_to_try", condition=Q(state="open")),
            models.Index(fields=["due_at"], name="outreach_promise_due", condition=Q(state="open")),
            models.Index(fields=["-closed_at"], name="outreach_promise_closed", condition=~Q(state="open")),
        ]
        constraints = [
            # Who presses twice promises once; another reason is another promise.
            models.UniqueConstraint(
                fields=["to", "reason"],
                condition=Q(state="open", campaign__isnull=True),
                name="outreach_one_open_promise_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True) | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="outreach_promise_closed_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.reason}"


class Attempt(models.Model):
    """One time that somebody tried to keep a promise. An attempt by our telephone has its conversation."""

    class Result(models.TextChoices):
        REACHED = "reached", _("rozmawialiśmy")
        NO_ANSWER = "no_answer", _("nie odebrano")
        BUSY = "busy", _("zajęte")
        MACHINE = "machine", _("automat")
        WRONG_NUMBER = "wrong_number", _("zły numer")
        REFUSED = "refused", _("odmówiono rozmowy")
        FAILED = "failed", _("nie udało się połączyć")

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="tries", verbose_name=_("obietnica"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("kto"))
    at = models.DateTimeField(_("kiedy"))
    conversation_id = models.UUIDField(_("rozmowa"), null=True, blank=True, unique=True)
    result = models.CharField(_("wynik"), max_length=12, choices=Result, blank=True)
    ended_at = models.DateTimeField(_("do"), null=True, blank=True)

    class Meta:
        verbose_name = _("próba kontaktu")
        verbose_name_plural = _("próby kontaktu")
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["promise"], condition=Q(ended_at__isnull=True), name="outreach_one_open_attempt_per_promise"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, result="") | (Q(ended_at__isnull=False) & ~Q(result="")),
                name="outreach_attempt_ended_has_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M} {self.get_result_display()}"
