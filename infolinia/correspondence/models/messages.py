"""Messages that go out to residents, and the files that go with them."""

import uuid

from django.db import models
from django.db.models import Func, Q, Value
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked


class Status(models.TextChoices):
    """What became of a message; `rules.states` says which change may follow which."""

    QUEUED = "queued", _("czeka na wysłanie")
    SENT = "sent", _("wysłana")
    DELIVERED = "delivered", _("dostarczona")
    READ = "read", _("otwarta")
    BOUNCED = "bounced", _("odrzucona")
    RETURNED = "returned", _("wróciła")
    FAILED = "failed", _("nie wysłana")
    CANCELLED = "cancelled", _("odwołana")


class Channel(models.TextChoices):
    """The way a message takes; the code of its port."""

    EMAIL = "email", _("e-mail")
    SMS = "sms", _("SMS")
    LETTER = "letter", _("list")
    EDELIVERY = "edelivery", _("e-Doręczenia")
    PICKUP = "pickup", _("odbiór na miejscu")


LEFT = ("sent", "delivered", "read", "bounced", "returned")
NEVER_LEFT = ("failed", "cancelled")


@tracked(
    exclude=["secret", "html", "turn", "lane", "claimed_until", "handed_at"],
    on=["status", "error", "provider", "ref", "is_held", "is_uncertain", "set_aside_at", "to", "text"],
)
class Message(models.Model):
    """One message to one resident. Its key makes it unique: the same key is never queued twice.

    `lane` is the channel with the address: within it messages leave in the order of `turn`. `handed_at` says that a
    port began to give it away: from then until `sent_at` nobody may simply give it away once more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(_("klucz"), max_length=120, unique=True)
    channel = models.CharField(_("kanał"), max_length=10, choices=Channel, default=Channel.EMAIL)
    to = models.TextField(_("do"))
    lane = models.CharField(max_length=300, editable=False, default="")
    turn = models.BigIntegerField(editable=False, db_default=Func(Value("correspondence_turn"), function="nextval"))
    subject = models.CharField(_("temat"), max_length=200)
    text = models.TextField(_("treść"))
    html = models.TextField(_("treść HTML"), blank=True)
    secret = models.CharField(max_length=20, blank=True, editable=False)
    language = models.CharField(_("język"), max_length=8, default="pl")
    is_large = models.BooleanField(_("duży druk"), default=False)
    purpose = models.CharField(_("cel"), max_length=40, blank=True)
    template = models.CharField(_("szablon"), max_length=80, blank=True)
    template_edition = models.PositiveIntegerField(_("wydanie szablonu"), null=True, blank=True)
    legal_basis = models.CharField(_("podstawa prawna"), max_length=200, blank=True)
    in_reply_to = models.CharField(_("odpowiedź na"), max_length=500, blank=True)
    status = models.CharField(_("stan"), max_length=10, choices=Status, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("próby"), default=0)
    created_at = models.DateTimeField(_("utworzona"))
    not_before = models.DateTimeField(_("nie wcześniej niż"), null=True, blank=True)
    next_attempt_at = models.DateTimeField(_("następna próba"))
    claimed_until = models.DateTimeField(null=True, editable=False)
    handed_at = models.DateTimeField(_("oddawana od"), null=True, blank=True, editable=False)
    is_held = models.BooleanField(_("przejęta, czeka na wyjście"), default=False, editable=False)
    is_uncertain = models.BooleanField(_("nie wiadomo, czy wyszła"), default=False, editable=False)
    sent_at = models.DateTimeField(_("wysłana o"), null=True, blank=True)
    settled_at = models.DateTimeField(_("stan od"), null=True, blank=True)
    set_aside_at = models.DateTimeField(_("odłożona o"), null=True, blank=True)
    provider = models.CharField(_("dostawca"), max_length=40, blank=True)
    ref = models.CharField(_("numer u dostawcy"), max_length=200, blank=True)
    segments = models.PositiveSmallIntegerField(_("części SMS"), default=0)
    error = models.CharField(_("błąd"), max_length=500, blank=True)
    matter_id = models.UUIDField(_("sprawa"), null=True, blank=True, db_index=True)
    conversation_id = models.UUIDField(_("rozmowa"), null=True, blank=True, db_index=True)
    question_id = models.BigIntegerField(_("pytanie"), null=True, blank=True)
    resident_id = models.UUIDField(_("mieszkaniec"), null=True, blank=True, db_index=True)
    campaign_id = models.UUIDField(_("kampania"), null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("wiadomość")
        verbose_name_plural = _("wiadomości")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["next_attempt_at"], name="correspondence_to_send", condition=Q(status="queued")),
            models.Index(fields=["lane", "turn"], name="correspondence_lane", condition=Q(status="queued")),
            models.Index(
                fields=["-created_at"],
                name="correspondence_troubled",
                condition=Q(status__in=["failed", "bounced", "returned"], set_aside_at__isnull=True),
            ),
            models.Index(fields=["provider", "ref"], name="correspondence_ref", condition=~Q(ref="")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="queued", sent_at__isnull=True)
                | Q(status__in=LEFT, sent_at__isnull=False)
                | Q(status__in=NEVER_LEFT),
                name="correspondence_sent_has_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"


class StoredFile(models.Model):
    """The bytes of a file, kept once however many messages carry it."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    content = models.BinaryField()
    size = models.PositiveIntegerField(_("rozmiar"))

    class Meta:
        verbose_name = _("plik")
        verbose_name_plural = _("pliki")

    def __str__(self) -> str:
        return self.sha256


class Enclosure(models.Model):
    """A file that goes with a message, under the name that the resident sees."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="enclosures")
    position = models.PositiveSmallIntegerField(_("kolejność"))
    name = models.CharField(_("nazwa"), max_length=200)
    media_type = models.CharField(_("rodzaj"), max_length=100)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("załącznik")
        verbose_name_plural = _("załączniki")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["message", "position"], name="correspondence_enclosure_place")]

    def __str__(self) -> str:
        return self.name
