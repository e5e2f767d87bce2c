"""Campaigns: one message to many people, with why that is allowed, and what became of each."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked


@tracked(exclude=["last_batch_at"])
class Campaign(models.Model):
    """One thing that the office tells a list of people, once each; it can be stopped at any moment."""

    class State(models.TextChoices):
        DRAFT = "draft", _("przygotowywana")
        RUNNING = "running", _("trwa")
        STOPPED = "stopped", _("zatrzymana")
        DONE = "done", _("zakończona")
        CANCELLED = "cancelled", _("odwołana")

    class Way(models.TextChoices):
        OWN = "own", _("tak, jak wybrał mieszkaniec")
        EMAIL = "email", _("e-mail")
        SMS = "sms", _("SMS")
        LETTER = "letter", _("list")
        CALLS = "calls", _("rozmowa: lista do obdzwonienia")

    class Basis(models.TextChoices):
        """Article 6(1) of the GDPR; the office's lawyer names which."""

        TASK = "task", _("zadanie publiczne (art. 6 ust. 1 lit. e RODO)")
        DUTY = "duty", _("obowiązek prawny (art. 6 ust. 1 lit. c RODO)")
        VITAL = "vital", _("ochrona życia i zdrowia (art. 6 ust. 1 lit. d RODO)")
        CONSENT = "consent", _("zgoda (art. 6 ust. 1 lit. a RODO)")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("nazwa"), max_length=120)
    purpose = models.CharField(_("o czym"), max_length=40)
    way = models.CharField(_("jak"), max_length=8, choices=Way, default=Way.OWN)
    basis = models.CharField(_("podstawa prawna"), max_length=8, choices=Basis)
    basis_note = models.CharField(_("przepis albo dokument"), max_length=300)
    state = models.CharField(_("stan"), max_length=10, choices=State, default=State.DRAFT)
    values = models.JSONField(_("treść wspólna"), default=dict, blank=True)
    source = models.JSONField(_("skąd lista"), default=dict, blank=True)
    per_minute = models.PositiveSmallIntegerField(_("ile na minutę"), default=60)
    call_until = models.DateTimeField(_("obdzwonić do"), null=True, blank=True)
    made_at = models.DateTimeField(_("utworzona"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("kto przygotował")
    )
    started_at = models.DateTimeField(_("uruchomiona"), null=True, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kto uruchomił"),
    )
    stopped_at = models.DateTimeField(_("zatrzymana o"), null=True, blank=True)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kto zatrzymał"),
    )
    last_batch_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("zakończona o"), null=True, blank=True)

    class Meta:
        verbose_name = _("kampania")
        verbose_name_plural = _("kampanie")
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(basis_note=""), name="outreach_campaign_has_a_basis"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"]) | Q(started_at__isnull=False, started_by__isnull=False),
                name="outreach_campaign_started_by_somebody",
            ),
            models.CheckConstraint(condition=Q(per_minute__gte=1), name="outreach_campaign_moves"),
        ]

    def __str__(self) -> str:
        return self.name


class Recipient(models.Model):
    """One person of a campaign: what they get and by which way, or why they get nothing. Nobody twice.

    Not in the history of changes: each step leaves its moment here, and five thousand copies would help nobody.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("czeka")
        LEFT_OUT = "left_out", _("pominięto")
        HANDED_OVER = "handed_over", _("przekazano do wysłania")
        WITHDRAWN = "withdrawn", _("zatrzymano przed wysłaniem")

    class Why(models.TextChoices):
        NO_ADDRESS = "no_address", _("brak numeru albo adresu")
        BAD_ADDRESS = "bad_address", _("zły numer albo adres")
        DOUBLE = "double", _("już na liście")
        OBJECTED = "objected", _("sprzeciw")
        NO_CONSENT = "no_consent", _("brak zgody")
        NO_WORDS = "no_words", _("nie da się ułożyć treści")

    id = models.BigAutoField(primary_key=True)
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="recipients", verbose_name=_("kampania"))
    position = models.PositiveIntegerField(_("wiersz"))
    state = models.CharField(_("stan"), max_length=12, choices=State, default=State.WAITING)
    why = models.CharField(_("dlaczego pominięto"), max_length=12, choices=Why, blank=True)
    why_text = models.CharField(_("szczegóły"), max_length=200, blank=True)
    resident_id = models.UUIDField(_("mieszkaniec"), null=True, blank=True, db_index=True)
    matter_id = models.UUIDField(_("sprawa"), null=True, blank=True)
    name = models.CharField(_("imię i nazwisko"), max_length=120, blank=True)
    channel = models.CharField(_("jak"), max_length=10, blank=True)
    to = models.CharField(_("dokąd"), max_length=400, blank=True)
    language = models.CharField(_("język"), max_length=3, default="pl")
    values = models.JSONField(_("treść własna"), default=dict, blank=True)
    message_id = models.UUIDField(_("wiadomość"), null=True, blank=True, unique=True)
    handed_at = models.DateTimeField(_("kiedy"), null=True, blank=True)

    class Meta:
        verbose_name = _("odbiorca kampanii")
        verbose_name_plural = _("odbiorcy kampanii")
        ordering = ["position"]
        indexes = [
            models.Index(fields=["campaign", "position"], name="outreach_recipient_next", condition=Q(state="waiting")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "position"], name="outreach_recipient_row_once"),
            models.UniqueConstraint(
                fields=["campaign", "channel", "to"],
                condition=~Q(state="left_out"),
                name="outreach_nobody_twice_in_a_campaign",
            ),
            models.CheckConstraint(
                condition=(Q(state="left_out") & ~Q(why="")) | (~Q(state="left_out") & Q(why="")),
                name="outreach_left_out_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.to}"
