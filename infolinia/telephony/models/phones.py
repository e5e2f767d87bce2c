"""Accounts under which phones register at the exchange."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PhoneAccount(models.Model):
    """One registration right that expires: an adviser's browser or desk phone, or a resident's browser call.

    `conversation_id` is the call that a guest's browser made, or that an interpreter's may come into.
    """

    class Kind(models.TextChoices):
        BROWSER = "browser", _("przeglądarka doradcy")
        DESK = "desk", _("aparat doradcy")
        GUEST = "guest", _("rozmowa przez internet")
        SIGNING = "signing", _("rozmowa wideo w języku migowym")
        INTERPRETER = "interpreter", _("tłumacz w rozmowie wideo")

    username = models.CharField(_("login telefonu"), max_length=60, unique=True)
    password = models.CharField(max_length=64)
    kind = models.CharField(_("rodzaj"), max_length=12, choices=Kind)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="phones",
        verbose_name=_("doradca"),
    )
    address_hash = models.CharField(max_length=64, blank=True, db_index=True)
    issued_at = models.DateTimeField(_("wydane"), db_index=True)
    expires_at = models.DateTimeField(_("ważne do"), db_index=True)
    conversation_id = models.UUIDField(_("rozmowa"), null=True, blank=True)
    pushed_at = models.DateTimeField(_("wpisane do centrali"), null=True, blank=True)

    class Meta:
        verbose_name = _("konto telefonu")
        verbose_name_plural = _("konta telefonów")
        db_table = "telephony_phoneaccount"

    def __str__(self) -> str:
        return self.username
