"""One contact with the city, from arrival to the end of the work on it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.contacts.models.channels import Channel
from infolinia.contacts.models.residents import Resident
from infolinia.core.history import tracked


@tracked()
class Conversation(models.Model):
    """One contact from arrival to the end of the adviser's work on it. Times come from the engine."""

    class State(models.TextChoices):
        ARRIVED = "arrived", _("w zapowiedzi")
        WAITING = "waiting", _("czeka")
        RINGING = "ringing", _("dzwoni u doradcy")
        TALKING = "talking", _("rozmowa trwa")
        AFTER_CALL = "after_call", _("po rozmowie")
        CLOSED = "closed", _("zakończona")
        ABANDONED = "abandoned", _("porzucona")
        OUT_OF_HOURS = "out_of_hours", _("poza godzinami")
        VOICEMAIL = "voicemail", _("wiadomość głosowa")
        CALL_BACK = "call_back", _("do oddzwonienia")
        ANSWERING = "answering", _("u doradcy")

    class Direction(models.TextChoices):
        INBOUND = "inbound", _("do miasta")
        OUTBOUND = "outbound", _("od miasta")

    class Attempt(models.TextChoices):
        """How our own call went; empty while it rings, and for calls that came in."""

        REACHED = "reached", _("rozmawialiśmy")
        NO_ANSWER = "no_answer", _("nie odebrano")
        BUSY = "busy", _("zajęte")
        MACHINE = "machine", _("automat")
        WRONG_NUMBER = "wrong_number", _("zły numer")
        REFUSED = "refused", _("odmówiono rozmowy")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(_("kanał"), max_length=10, choices=Channel)
    state = models.CharField(_("stan"), max_length=12, choices=State)
    direction = models.CharField(_("kierunek"), max_length=8, choices=Direction, default=Direction.INBOUND)
    reason = models.CharField(_("po co dzwonimy"), max_length=120, blank=True)
    attempt = models.CharField(_("wynik próby"), max_length=12, choices=Attempt, blank=True)
    engine_call_id = models.CharField(max_length=80, unique=True, null=True, editable=False)
    queue_code = models.SlugField(_("kolejka"), max_length=40, blank=True)
    language = models.CharField(_("język"), max_length=3, default="pl")
    caller_number = models.CharField(_("numer"), max_length=20, blank=True, db_index=True)
    caller_address = models.CharField(_("adres e-mail"), max_length=254, blank=True)
    caller_name = models.CharField(_("nazwa dzwoniącego"), max_length=80, blank=True)
    resident = models.ForeignKey(
        Resident, models.SET_NULL, null=True, blank=True, related_name="conversations", verbose_name=_("mieszkaniec")
    )
    wants_anonymity = models.BooleanField(_("chce zostać anonimowy"), default=False)
    speaks_for = models.ForeignKey(
        Resident, models.SET_NULL, null=True, blank=True, related_name="spoken_for", verbose_name=_("w czyim imieniu")
    )
    speaks_for_name = models.CharField(_("w imieniu (kogoś bez kartoteki)"), max_length=120, blank=True)
    adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="conversations",
        verbose_name=_("doradca"),
    )
    arrived_at = models.DateTimeField(_("wpłynęła"))
    queued_at = models.DateTimeField(_("w kolejce od"), null=True, blank=True)
    offered_at = models.DateTimeField(_("zadzwoniła u doradcy"), null=True, blank=True)
    answered_at = models.DateTimeField(_("odebrana"), null=True, blank=True)
    ended_at = models.DateTimeField(_("rozłączona"), null=True, blank=True)
    finished_at = models.DateTimeField(_("zakończona"), null=True, blank=True)
    note = models.TextField(_("notatka"), blank=True)

    class Meta:
        verbose_name = _("rozmowa")
        verbose_name_plural = _("rozmowy")
        indexes = [
            models.Index(fields=["-arrived_at"], name="contacts_conv_arrived"),
            models.Index(fields=["adviser", "state"], name="contacts_conv_adviser_state"),
            models.Index(fields=["resident", "-arrived_at"], name="contacts_conv_resident"),
            models.Index(fields=["caller_number", "-arrived_at"], name="contacts_conv_number"),
            models.Index(
                fields=["caller_address", "-arrived_at"],
                name="contacts_conv_address",
                condition=~models.Q(caller_address=""),
            ),
            models.Index(
                fields=["channel", "arrived_at"],
                name="contacts_conv_letters",
                condition=models.Q(channel__in=["email", "sms", "form"], state__in=["waiting", "answering"]),
            ),
            models.Index(
                fields=["state"],
                name="contacts_conv_open",
                condition=models.Q(state__in=["arrived", "waiting", "ringing", "talking", "after_call"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.arrived_at:%d.%m.%Y %H:%M}"
