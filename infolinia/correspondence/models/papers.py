"""What an adviser handed over in a conversation: which forms and which card, in which versions, and how."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked


@tracked()
class SentPaper(models.Model):
    """One thing handed over: forms, a card or an address, by one channel. It says nothing of to whom.

    What was dictated has no message; everything else names the message that carries it.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", _("e-mail")
        SMS = "sms", _("SMS")
        LETTER = "letter", _("list")
        EDELIVERY = "edelivery", _("e-Doręczenia")
        PICKUP = "pickup", _("odbiór w urzędzie")
        DICTATED = "dictated", _("podyktowane")

    conversation_id = models.UUIDField(_("rozmowa"), db_index=True)
    question_id = models.BigIntegerField(_("pytanie"))
    message_id = models.UUIDField(_("wiadomość"), null=True, blank=True, unique=True)
    key = models.CharField(max_length=120, unique=True, editable=False)
    channel = models.CharField(_("kanał"), max_length=10, choices=Channel)
    card_code = models.CharField(_("karta"), max_length=60, blank=True)
    card_title = models.CharField(_("tytuł karty"), max_length=200, blank=True)
    card_edition = models.PositiveIntegerField(_("wydanie karty"), null=True, blank=True)
    forms = models.JSONField(_("druki"), default=list, blank=True)
    is_filled = models.BooleanField(_("wypełnione danymi mieszkańca"), default=False)
    is_large = models.BooleanField(_("duży druk"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("kto wysłał"))
    at = models.DateTimeField(_("kiedy"), db_index=True)

    class Meta:
        verbose_name = _("wysłany druk")
        verbose_name_plural = _("wysłane druki")
        ordering = ["at", "id"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.card_title or len(self.forms)}"
