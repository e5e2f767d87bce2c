"""Who carries our text messages, and how each carrier of ours is doing."""

import secrets

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked


def new_receive_key() -> str:
    """Return the secret part of the address at which a provider tells us what became of messages."""
    return secrets.token_urlsafe(24)


@tracked(exclude=["receive_key"])
class Provider(models.Model):
    """A gateway of text messages. `plan` says how to talk to it: see `rules.gateway`.

    Its own secret is not here but in the environment: INFOLINIA_SMS_SECRET_ and the code in capitals.
    """

    code = models.SlugField(
        _("kod"), primary_key=True, max_length=40, validators=[RegexValidator(r"^[a-z][a-z0-9-]*$")]
    )
    name = models.CharField(_("nazwa"), max_length=80)
    position = models.PositiveSmallIntegerField(_("kolejność"), default=1)
    is_active = models.BooleanField(_("wysyła"), default=True)
    plan = models.JSONField(_("jak z nim rozmawiać"), default=dict)
    receive_key = models.CharField(_("sekret odbioru"), max_length=64, default=new_receive_key)

    class Meta:
        verbose_name = _("dostawca SMS")
        verbose_name_plural = _("dostawcy SMS")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name


class ProviderState(models.Model):
    """How a carrier is doing: `email`, `sms:kod`, `letter`… While it rests nobody knocks at its door."""

    carrier = models.CharField(_("przewoźnik"), primary_key=True, max_length=60)
    failing_since = models.DateTimeField(_("nie działa od"), null=True, blank=True)
    failures = models.PositiveIntegerField(_("niepowodzenia z rzędu"), default=0)
    resting_until = models.DateTimeField(_("odpoczywa do"), null=True, blank=True)
    last_error = models.CharField(_("ostatni błąd"), max_length=500, blank=True)
    last_sent_at = models.DateTimeField(_("ostatnie wysłanie"), null=True, blank=True)

    class Meta:
        verbose_name = _("stan przewoźnika")
        verbose_name_plural = _("stany przewoźników")

    def __str__(self) -> str:
        return self.carrier
