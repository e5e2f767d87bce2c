"""Who else reported what a matter is about: counted, told, and able to look by a code of their own."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked
from infolinia.matters.models.matters import Matter, Tells


@tracked(exclude=["code_hash"])
class Follower(models.Model):
    """Somebody who reported the same thing as a matter that was there already; one who left keeps a trace."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="followers", verbose_name=_("sprawa"))
    code_hash = models.CharField(max_length=64, blank=True, editable=False)
    channel = models.CharField(_("skąd"), max_length=10)
    resident = models.ForeignKey(
        "contacts.Resident", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("mieszkaniec")
    )
    conversation = models.ForeignKey(
        "contacts.Conversation", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("rozmowa")
    )
    question_id = models.BigIntegerField(_("pytanie"), null=True, blank=True)
    reply_channel = models.CharField(_("jak odpowiedzieć"), max_length=10, default="none")
    reply_address = models.CharField(_("adres odpowiedzi"), max_length=254, blank=True)
    tells = models.CharField(_("o czym pisać"), max_length=8, choices=Tells, default=Tells.END)
    note = models.TextField(_("co powiedział"), blank=True)
    from_matter = models.ForeignKey(
        Matter,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="follows_as",
        verbose_name=_("z własnej sprawy"),
        help_text=_("Sprawa tej osoby, którą dołączono. Patrzy swoim dawnym numerem i kodem."),
    )
    since = models.DateTimeField(_("od kiedy"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kto dołączył"),
    )
    left_at = models.DateTimeField(_("do kiedy"), null=True, blank=True)

    class Meta:
        verbose_name = _("obserwujący")
        verbose_name_plural = _("obserwujący sprawy")
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "code_hash"], name="matters_follower_code_once", condition=~Q(code_hash="")
            ),
            models.UniqueConstraint(
                fields=["from_matter"], name="matters_joined_follows_once", condition=Q(left_at__isnull=True)
            ),
            models.UniqueConstraint(fields=["question_id"], name="matters_one_follow_for_a_question"),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.since:%d.%m.%Y}"
