"""Work instructions: short how-to texts for advisers that belong to no single card."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked


@tracked()
class WorkInstruction(models.Model):
    """One way of working. What it says lives in its editions."""

    withdrawn_at = models.DateTimeField(_("wycofana"), null=True, blank=True)

    class Meta:
        verbose_name = _("instrukcja pracy")
        verbose_name_plural = _("instrukcje pracy")

    def __str__(self) -> str:
        return str(self.pk)


@tracked(exclude=["tokens"])
class InstructionEdition(models.Model):
    """What an instruction says: written by one person, approved by another; the approved one is shown."""

    class State(models.TextChoices):
        DRAFT = "draft", _("szkic")
        APPROVED = "approved", _("zatwierdzona")
        REPLACED = "replaced", _("zastąpiona")

    instruction = models.ForeignKey(WorkInstruction, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField(_("wydanie"))
    state = models.CharField(_("stan"), max_length=8, choices=State, default=State.DRAFT)
    title = models.CharField(_("tytuł"), max_length=160)
    text = models.TextField(_("treść"))
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name=_("znaczniki"))
    card_codes = ArrayField(models.CharField(max_length=60), default=list, blank=True, verbose_name=_("karty"))
    tokens = ArrayField(models.CharField(max_length=60), default=list, blank=True, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("kto napisał")
    )
    written_at = models.DateTimeField(_("napisano"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("kto zatwierdził")
    )
    approved_at = models.DateTimeField(_("zatwierdzono"), null=True)

    class Meta:
        verbose_name = _("wydanie instrukcji")
        verbose_name_plural = _("wydania instrukcji")
        ordering = ["instruction", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["instruction", "number"], name="knowledge_instruction_number_once"),
            models.UniqueConstraint(
                fields=["instruction"], condition=Q(state="approved"), name="knowledge_instruction_one_approved"
            ),
            models.UniqueConstraint(
                fields=["instruction"], condition=Q(state="draft"), name="knowledge_instruction_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(approved_at__isnull=False),
                name="knowledge_instruction_approved_has_time",
            ),
        ]
        indexes = [
            GinIndex(fields=["tokens"], name="knowledge_instruction_tokens"),
            GinIndex(fields=["card_codes"], name="knowledge_instruction_cards"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"
