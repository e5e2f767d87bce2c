"""What an editor typed into a draft and has not saved: kept on the server, so that no session or browser loses it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.knowledge.models.cards import Edition


class WorkingCopy(models.Model):
    """One person at one draft: which version they began with, and what they typed since they last saved it.

    It has no history of its own: the draft has one, with a line for each time somebody saved.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+", verbose_name=_("szkic"))
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("kto pisze"))
    base_version = models.PositiveIntegerField()
    typed = models.JSONField(null=True)
    typed_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("niezapisany tekst")
        verbose_name_plural = _("niezapisane teksty")
        constraints = [
            models.UniqueConstraint(fields=["edition", "staff"], name="knowledge_working_copy_once"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.edition_id}"
