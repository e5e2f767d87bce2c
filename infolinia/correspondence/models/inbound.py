"""What residents write to the city: letters of every kind, the files that came with them, answers being written."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from infolinia.correspondence.models.messages import Message, StoredFile

# What somebody wrote stays as they wrote it; only what we know of it grows.
_REWRITTEN = """(
    (OLD.sender, OLD.subject, OLD.text, OLD.quoted, OLD.received_at, OLD.channel, OLD.source_key)
    IS DISTINCT FROM (NEW.sender, NEW.subject, NEW.text, NEW.quoted, NEW.received_at, NEW.channel, NEW.source_key)
)"""


class IncomingMessage(models.Model):
    """One letter that arrived: an e-mail, a text message, a form from the page. Its source key makes it unique."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("e-mail")
        SMS = "sms", _("SMS")
        FORM = "form", _("formularz")

    class Kind(models.TextChoices):
        MESSAGE = "message", _("list")
        DELIVERY_REPORT = "delivery_report", _("raport o doręczeniu")
        AUTO_REPLY = "auto_reply", _("odpowiedź automatu")
        LOOP = "loop", _("pętla")

    class Found(models.TextChoices):
        """How we know which matter it is about; empty: we do not, or nobody has said."""

        THREAD = "thread", _("odpowiada na naszą wiadomość")
        NUMBER = "number", _("podaje numer sprawy")
        ADVISER = "adviser", _("wskazał doradca")

    class ReplyBy(models.TextChoices):
        EMAIL = "email", _("e-mail")
        SMS = "sms", _("SMS")
        NONE = "none", _("bez odpowiedzi")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(_("kanał"), max_length=5, choices=Channel)
    source = models.CharField(_("skąd"), max_length=60)
    source_key = models.CharField(max_length=140, unique=True, editable=False)
    kind = models.CharField(_("co to jest"), max_length=16, choices=Kind, default=Kind.MESSAGE)
    message_id = models.CharField(max_length=255, blank=True, db_index=True, editable=False)
    sender = models.CharField(_("od"), max_length=254, blank=True, db_index=True)
    sender_name = models.CharField(_("nadawca"), max_length=120, blank=True)
    answer_to = models.CharField(_("odpowiedź do"), max_length=254, blank=True)
    reply_by = models.CharField(_("odpowiedź przez"), max_length=5, choices=ReplyBy, blank=True)
    recipient = models.CharField(_("do"), max_length=254, blank=True)
    subject = models.CharField(_("temat"), max_length=300, blank=True)
    text = models.TextField(_("treść"), blank=True)
    quoted = models.TextField(_("cytat"), blank=True)
    language = models.CharField(_("język"), max_length=3, default="pl")
    sent_at = models.DateTimeField(_("napisany"), null=True)
    received_at = models.DateTimeField(_("wpłynął"), db_index=True)
    is_machine = models.BooleanField(_("napisał automat"), default=False)
    defects = models.CharField(_("czego nie udało się odczytać"), max_length=200, blank=True)
    size = models.PositiveIntegerField(_("rozmiar"), default=0)
    trace = models.CharField(max_length=64, blank=True, editable=False)
    conversation_id = models.UUIDField(_("rozmowa"), null=True, blank=True, db_index=True)
    matter_id = models.UUIDField(_("sprawa"), null=True, blank=True, db_index=True)
    matter_found = models.CharField(_("skąd wiemy, o jakiej sprawie"), max_length=8, choices=Found, blank=True)
    matter_guesses = models.JSONField(_("o jakiej sprawie może być"), default=list, blank=True)
    answers = models.ForeignKey(
        Message, models.SET_NULL, null=True, blank=True, related_name="replies", verbose_name=_("odpowiada na")
    )

    class Meta:
        verbose_name = _("list od mieszkańca")
        verbose_name_plural = _("listy od mieszkańców")
        ordering = ["received_at", "id"]
        indexes = [
            models.Index(fields=["trace", "received_at"], name="correspondence_in_trace", condition=~Q(trace="")),
            models.Index(fields=["-received_at"], name="correspondence_in_machines", condition=~Q(kind="message")),
        ]
        triggers = [
            pgtrigger.Protect(
                name="written_stays", operation=pgtrigger.Update, condition=pgtrigger.Condition(_REWRITTEN)
            )
        ]

    def __str__(self) -> str:
        return f"{self.sender or self.sender_name}: {self.subject}"


class IncomingFile(models.Model):
    """A file that came with a letter: a safe name, the kind that its bytes show. What is refused is not kept."""

    class Way(models.TextChoices):
        """What may be done with it on our pages."""

        SHOWN = "shown", _("do obejrzenia")
        DOWNLOADED = "downloaded", _("do pobrania")
        REFUSED = "refused", _("zatrzymany")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    letter = models.ForeignKey(IncomingMessage, models.CASCADE, related_name="files")
    position = models.PositiveSmallIntegerField(_("kolejność"))
    name = models.CharField(_("nazwa"), max_length=200)
    declared_type = models.CharField(_("podany rodzaj"), max_length=100, blank=True)
    media_type = models.CharField(_("rodzaj"), max_length=100, blank=True)
    way = models.CharField(_("co wolno"), max_length=10, choices=Way)
    why = models.CharField(_("dlaczego zatrzymany"), max_length=40, blank=True)
    size = models.PositiveIntegerField(_("rozmiar"))
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("plik od mieszkańca")
        verbose_name_plural = _("pliki od mieszkańców")
        ordering = ["letter", "position"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "position"], name="correspondence_in_file"),
            models.CheckConstraint(
                condition=Q(way="refused", file__isnull=True) | (~Q(way="refused") & Q(file__isnull=False)),
                name="correspondence_refused_is_not_kept",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AnswerDraft(models.Model):
    """An answer that somebody is writing: it waits here through faults, and for the next person when they leave."""

    conversation_id = models.UUIDField(primary_key=True)
    text = models.TextField(_("treść"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("kto pisze"))
    saved_at = models.DateTimeField(_("zapisane"))

    class Meta:
        verbose_name = _("szkic odpowiedzi")
        verbose_name_plural = _("szkice odpowiedzi")

    def __str__(self) -> str:
        return str(self.conversation_id)


class MailboxState(models.Model):
    """How a mailbox is doing that we read: the address without its password, the last reading, what fails."""

    code = models.CharField(_("skrzynka"), primary_key=True, max_length=60)
    read_at = models.DateTimeField(_("ostatnio odczytana"), null=True)
    failing_since = models.DateTimeField(_("nie działa od"), null=True)
    last_error = models.CharField(_("ostatni błąd"), max_length=300, blank=True)
    taken = models.PositiveIntegerField(_("przyjęte listy"), default=0)
    spoiled = models.PositiveIntegerField(_("odłożone listy"), default=0)

    class Meta:
        verbose_name = _("stan skrzynki")
        verbose_name_plural = _("stany skrzynek")

    def __str__(self) -> str:
        return self.code
