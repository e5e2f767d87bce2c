"""Keeping cards true: what was looked at and is still right, what somebody must do, and who was told of it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked
from infolinia.knowledge.models.cards import Card, Edition


@tracked()
class CardReview(models.Model):
    """Somebody looked at a published edition and found that it is still true: the edition stays, its next day moves."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="reviews", verbose_name=_("wydanie"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("kto sprawdził"))
    at = models.DateTimeField(_("kiedy"))
    next_due = models.DateField(_("następny przegląd"))
    note = models.CharField(_("uwaga"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("przegląd karty")
        verbose_name_plural = _("przeglądy kart")
        ordering = ["-at", "-id"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.next_due:%d.%m.%Y}"


@tracked()
class CardTask(models.Model):
    """One thing that a unit must do so that a card stays true, and by which day. Without a unit it is the editors'."""

    class Kind(models.TextChoices):
        REVIEW_DUE = "review_due", _("przegląd karty")
        ERROR_REPORT = "error_report", _("błąd w karcie")
        DEAD_LINK = "dead_link", _("adres nie działa")
        STALE_PHRASE = "stale_phrase", _("słowa do poprawy")
        NOT_PUBLISHED = "not_published", _("wydanie nie wyszło")

    class State(models.TextChoices):
        OPEN = "open", _("do zrobienia")
        DONE = "done", _("zrobione")
        DROPPED = "dropped", _("niepotrzebne")

    kind = models.CharField(_("rodzaj"), max_length=20, choices=Kind)
    card = models.ForeignKey(Card, models.PROTECT, related_name="tasks", verbose_name=_("karta"))
    unit = models.ForeignKey(
        "city.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("komórka")
    )
    key = models.CharField(max_length=160, unique=True, editable=False)
    text = models.TextField(_("co zrobić"), blank=True)
    details = models.JSONField(default=dict, blank=True, editable=False)
    opened_at = models.DateTimeField(_("od"))
    due_on = models.DateField(_("do"))
    state = models.CharField(_("stan"), max_length=7, choices=State, default=State.OPEN)
    escalated_at = models.DateTimeField(_("spóźnione: powiadomiono wyżej"), null=True, blank=True)
    reply = models.TextField(_("co zrobiono"), blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kto zamknął")
    )
    closed_at = models.DateTimeField(_("kiedy zamknięto"), null=True, blank=True)

    class Meta:
        verbose_name = _("zadanie przy karcie")
        verbose_name_plural = _("zadania przy kartach")
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["unit", "due_on"], condition=Q(state="open"), name="knowledge_task_open_of_unit")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open") | Q(closed_at__isnull=False), name="knowledge_task_closed_has_time"
            )
        ]
        triggers = [pgtrigger.FSM(name="closes", field="state", transitions=[("open", "done"), ("open", "dropped")])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.card_id}"


class TaskNotice(models.Model):
    """Who was written about a task, once when it was new and once when its day had passed."""

    class Stage(models.TextChoices):
        NEW = "new", _("nowe")
        MISSED = "missed", _("po terminie")

    task = models.ForeignKey(CardTask, models.CASCADE, related_name="notices", verbose_name=_("zadanie"))
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("kto"))
    stage = models.CharField(_("etap"), max_length=6, choices=Stage)
    at = models.DateTimeField(_("kiedy"))

    class Meta:
        verbose_name = _("powiadomienie o zadaniu")
        verbose_name_plural = _("powiadomienia o zadaniach")
        constraints = [models.UniqueConstraint(fields=["task", "staff", "stage"], name="knowledge_task_notice_once")]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.staff_id} {self.stage}"
