"""What residents asked in a conversation, how each question ended, and by which cards."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.contacts.models.channels import Outcome
from infolinia.contacts.models.conversations import Conversation
from infolinia.core.history import tracked


# Notes save themselves while they are typed: what was deleted again must not stay in the history of each pause.
@tracked(
    on=[
        "outcome",
        "card_code",
        "card_language",
        "card_edition",
        "matter_id",
        "referred_to",
        "conversation_id",
        "position",
    ],
    also=["finished", "corrected"],
)
class Question(models.Model):
    """One thing the resident asked in a conversation, and its own outcome."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="questions", verbose_name=_("rozmowa"))
    position = models.PositiveSmallIntegerField(_("kolejność"))
    subject = models.CharField(_("temat"), max_length=200, blank=True)
    note = models.TextField(_("notatka"), blank=True)
    card_code = models.CharField(_("karta"), max_length=60, blank=True)
    card_title = models.CharField(_("tytuł karty"), max_length=200, blank=True)
    card_language = models.CharField(_("język karty"), max_length=2, default="pl")
    card_edition = models.PositiveIntegerField(_("wydanie karty"), null=True, blank=True)
    outcome = models.CharField(_("wynik"), max_length=14, choices=Outcome, blank=True)
    matter_id = models.UUIDField(_("sprawa"), null=True, blank=True, db_index=True)
    referred_to = models.CharField(_("dokąd skierowano"), max_length=200, blank=True)
    saved_at = models.DateTimeField(_("zapisane"))

    class Meta:
        verbose_name = _("pytanie")
        verbose_name_plural = _("pytania")
        ordering = ["position"]
        # For the register of one outcome: a rare one is found without reading all conversations.
        indexes = [models.Index(fields=["outcome", "conversation"], name="contacts_question_outcome")]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "position"], name="contacts_question_position_once")
        ]

    def __str__(self) -> str:
        return self.subject or str(_("pytanie bez tematu"))


class UsedCard(models.Model):
    """A card that an adviser opened for a question: which edition of it, in which language, and when. Never changed."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="used_cards", verbose_name=_("pytanie"))
    code = models.CharField(_("karta"), max_length=60)
    title = models.CharField(_("tytuł karty"), max_length=200)
    language = models.CharField(_("język"), max_length=2, default="pl")
    edition = models.PositiveIntegerField(_("wydanie"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("kto"))
    at = models.DateTimeField(_("kiedy"))

    class Meta:
        verbose_name = _("użyta karta")
        verbose_name_plural = _("użyte karty")
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "code", "language", "edition"], name="contacts_card_used_once_a_question"
            )
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update)]  # erased with its conversation

    def __str__(self) -> str:
        return f"{self.title} ({self.edition})"
