"""Conversations by text, as far as the line needs them: who sits at them now, and what the waiting one was told."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Chat(models.Model):
    """One conversation by text. Deleted when it is over for a day; what was written stays with the conversation.

    `resident_seen_at` and `adviser_seen_at` are the last signs of life of the two pages. `place` (0: not known) and
    the honest range of minutes are what the resident's page says while waiting.
    """

    conversation_id = models.UUIDField(_("rozmowa"), primary_key=True)
    address_hash = models.CharField(max_length=64, db_index=True)
    begun_at = models.DateTimeField(_("od"), db_index=True)
    resident_seen_at = models.DateTimeField(_("strona mieszkańca"))
    adviser_seen_at = models.DateTimeField(_("strona doradcy"), null=True, blank=True)
    place = models.PositiveSmallIntegerField(_("miejsce w kolejce"), default=0)
    least = models.PositiveSmallIntegerField(_("czekanie co najmniej (min)"), null=True, blank=True)
    most = models.PositiveSmallIntegerField(_("czekanie najwyżej (min)"), null=True, blank=True)

    class Meta:
        verbose_name = _("czat")
        verbose_name_plural = _("czaty")

    def __str__(self) -> str:
        return str(self.conversation_id)
