"""What the engine said of a call, and who else was called into the talk."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.contacts.models.conversations import Conversation


class CallParty(models.Model):
    """Somebody whom an adviser called into a talk: from when to when they rang, spoke, and how that ended."""

    class Kind(models.TextChoices):
        ADVISER = "adviser", _("doradca")
        UNIT = "unit", _("komórka")
        NUMBER = "number", _("numer")
        GUEST = "guest", _("tłumacz z zewnątrz")

    class Result(models.TextChoices):
        SPOKEN = "spoken", _("rozmawiano")
        NO_ANSWER = "no_answer", _("nie odebrano")
        REFUSED = "refused", _("odrzucono")
        UNREACHABLE = "unreachable", _("telefon nie odpowiada")
        TRANSFERRED = "transferred", _("przejęto rozmowę")

    key = models.CharField(max_length=140, unique=True, editable=False)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="parties", verbose_name=_("rozmowa"))
    kind = models.CharField(_("rodzaj"), max_length=8, choices=Kind)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("doradca")
    )
    label = models.CharField(_("kto"), max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("kto zaprosił")
    )
    invited_at = models.DateTimeField(_("dzwoni od"))
    joined_at = models.DateTimeField(_("rozmawia od"), null=True)
    left_at = models.DateTimeField(_("do"), null=True)
    is_held = models.BooleanField(_("słucha muzyki"), default=False)
    result = models.CharField(_("jak się skończyło"), max_length=12, choices=Result, blank=True)

    class Meta:
        verbose_name = _("osoba dołączona do rozmowy")
        verbose_name_plural = _("osoby dołączone do rozmów")
        ordering = ["invited_at", "id"]
        indexes = [
            models.Index(fields=["staff"], name="contacts_party_open", condition=models.Q(left_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.label


class CallEvent(models.Model):
    """The ledger: what the engine said about a call, with the engine's time. Append-only, each event once."""

    id = models.BigAutoField(primary_key=True)
    event_key = models.CharField(max_length=120, unique=True)
    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="ledger")
    kind = models.CharField(max_length=30)
    at = models.DateTimeField()
    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    details = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("zdarzenie rozmowy")
        verbose_name_plural = _("zdarzenia rozmów")
        indexes = [models.Index(fields=["conversation", "at"], name="contacts_event_conversation")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%H:%M:%S}"
