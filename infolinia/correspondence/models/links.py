"""Short links for text messages."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.correspondence.models.messages import Message


class ShortLink(models.Model):
    """An unguessable address that leads to a public page of ours until it expires. It holds nobody's data."""

    token = models.CharField(_("znaki"), primary_key=True, max_length=20)
    path = models.CharField(_("dokąd"), max_length=500)
    created_at = models.DateTimeField(_("utworzony"))
    expires_at = models.DateTimeField(_("ważny do"), db_index=True)
    first_opened_at = models.DateTimeField(_("pierwsze otwarcie"), null=True, blank=True)
    message = models.ForeignKey(Message, models.CASCADE, null=True, blank=True, related_name="links")

    class Meta:
        verbose_name = _("krótki odnośnik")
        verbose_name_plural = _("krótkie odnośniki")

    def __str__(self) -> str:
        return self.path
