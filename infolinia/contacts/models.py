"""Who called, about what, how it ended, and who has read it."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked


class Channel(models.TextChoices):
    """How a resident reached the city, or the city the resident."""

    PHONE = "phone", _("telefon")
    WEB_CALL = "web_call", _("rozmowa przez internet")
    EMAIL = "email", _("e-mail")
    SMS = "sms", _("SMS")
    POST = "post", _("list")
    CHAT = "chat", _("czat")
    FORM = "form", _("formularz")
    NONE = "none", _("bez odpowiedzi")


class Outcome(models.TextChoices):
    """How one question ended."""

    ANSWERED = "answered", _("Odpowiedziano")
    PASSED_ON = "passed_on", _("Przekazano")
    CALL_BACK = "call_back", _("Oddzwonimy")
    FORM_SENT = "form_sent", _("Wysłano formularz")
    VISIT_BOOKED = "visit_booked", _("Umówiono wizytę")
    REGISTERED = "registered", _("Zarejestrowano zgłoszenie")
    REFERRED = "referred", _("Skierowano gdzie indziej")


@tracked()
class Resident(models.Model):
    """A person who contacts the city. A name may be missing: an anonymous contact is normal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("imię i nazwisko"), max_length=120, blank=True)
    preferred_channel = models.CharField(_("wybrany sposób kontaktu"), max_length=10, choices=Channel, blank=True)
    need = models.CharField(_("potrzeba w kontakcie"), max_length=120, blank=True)
    language = models.CharField(_("język"), max_length=3, default="pl")
    created_at = models.DateTimeField(_("od kiedy"))

    class Meta:
        verbose_name = _("mieszkaniec")
        verbose_name_plural = _("mieszkańcy")

    def __str__(self) -> str:
        return self.name or str(_("bez nazwiska"))


@tracked()
class ContactPoint(models.Model):
    """A telephone number or an address through which a resident was reached. Several people may share one."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("telefon")
        EMAIL = "email", _("e-mail")

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="points", verbose_name=_("mieszkaniec"))
    kind = models.CharField(_("rodzaj"), max_length=5, choices=Kind)
    value = models.CharField(_("numer albo adres"), max_length=254, db_index=True)

    class Meta:
        verbose_name = _("numer albo adres")
        verbose_name_plural = _("numery i adresy")
        constraints = [models.UniqueConstraint(fields=["resident", "kind", "value"], name="contacts_point_once")]

    def __str__(self) -> str:
        return self.value


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
    caller_name = models.CharField(_("nazwa dzwoniącego"), max_length=80, blank=True)
    resident = models.ForeignKey(
        Resident, models.SET_NULL, null=True, blank=True, related_name="conversations", verbose_name=_("mieszkaniec")
    )
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
                fields=["state"],
                name="contacts_conv_open",
                condition=models.Q(state__in=["arrived", "waiting", "ringing", "talking", "after_call"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.arrived_at:%d.%m.%Y %H:%M}"


# Notes save themselves while they are typed: what was deleted again must not stay in the history of each pause.
@tracked(
    on=[
        "outcome",
        "card_code",
        "card_language",
        "card_edition",
        "matter_id",
        "referred_to",
        "conversation_id",
        "position",
    ],
    also=["finished", "corrected"],
)
class Question(models.Model):
    """One thing the resident asked in a conversation, and its own outcome."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="questions", verbose_name=_("rozmowa"))
    position = models.PositiveSmallIntegerField(_("kolejność"))
    subject = models.CharField(_("temat"), max_length=200, blank=True)
    note = models.TextField(_("notatka"), blank=True)
    card_code = models.CharField(_("karta"), max_length=60, blank=True)
    card_title = models.CharField(_("tytuł karty"), max_length=200, blank=True)
    card_language = models.CharField(_("język karty"), max_length=2, default="pl")
    card_edition = models.PositiveIntegerField(_("wydanie karty"), null=True, blank=True)
    outcome = models.CharField(_("wynik"), max_length=14, choices=Outcome, blank=True)
    matter_id = models.UUIDField(_("sprawa"), null=True, blank=True, db_index=True)
    referred_to = models.CharField(_("dokąd skierowano"), max_length=200, blank=True)
    saved_at = models.DateTimeField(_("zapisane"))

    class Meta:
        verbose_name = _("pytanie")
        verbose_name_plural = _("pytania")
        ordering = ["position"]
        # For the register of one outcome: a rare one is found without reading all conversations.
        indexes = [models.Index(fields=["outcome", "conversation"], name="contacts_question_outcome")]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "position"], name="contacts_question_position_once")
        ]

    def __str__(self) -> str:
        return self.subject or str(_("pytanie bez tematu"))


class UsedCard(models.Model):
    """A card that an adviser opened for a question: which edition of it, in which language, and when. Never changed."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="used_cards", verbose_name=_("pytanie"))
    code = models.CharField(_("karta"), max_length=60)
    title = models.CharField(_("tytuł karty"), max_length=200)
    language = models.CharField(_("język"), max_length=2, default="pl")
    edition = models.PositiveIntegerField(_("wydanie"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("kto"))
    at = models.DateTimeField(_("kiedy"))

    class Meta:
        verbose_name = _("użyta karta")
        verbose_name_plural = _("użyte karty")
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "code", "language", "edition"], name="contacts_card_used_once_a_question"
            )
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update)]  # erased with its conversation

    def __str__(self) -> str:
        return f"{self.title} ({self.edition})"


class CallParty(models.Model):
    """Somebody whom an adviser called into a talk: from when to when they rang, spoke, and how that ended."""

    class Kind(models.TextChoices):
        ADVISER = "adviser", _("doradca")
        UNIT = "unit", _("komórka")
        NUMBER = "number", _("numer")

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


class Typed(models.Model):
    """One change of the line that a side of a conversation by text is writing, as it was typed. Never changed.

    The line's text is made of its changes in their order: at `position` (counted in characters) so many are `removed`
    and these are `inserted`. `number` counts the changes of one side, so that one sent twice is kept once.
    """

    class Side(models.TextChoices):
        RESIDENT = "resident", _("mieszkaniec")
        ADVISER = "adviser", _("doradca")

    id = models.BigAutoField(primary_key=True)
    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="typed", verbose_name=_("rozmowa"))
    side = models.CharField(_("kto"), max_length=8, choices=Side)
    number = models.PositiveIntegerField(_("kolejność"))
    line = models.PositiveIntegerField(_("wypowiedź"))
    position = models.PositiveIntegerField(_("miejsce"))
    removed = models.PositiveIntegerField(_("ile znaków skasowano"))
    inserted = models.TextField(_("co wpisano"), blank=True)
    ends_line = models.BooleanField(_("koniec wypowiedzi"))
    at = models.DateTimeField(_("kiedy"))

    class Meta:
        verbose_name = _("wpisany tekst")
        verbose_name_plural = _("wpisane teksty")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "side", "number"], name="contacts_typed_once"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.side} {self.number}"


class Reading(models.Model):
    """The access log: who read whose data, when and why. Append-only."""

    class Why(models.TextChoices):
        CONVERSATION = "conversation", _("rozmowa")
        MATTER = "matter", _("sprawa")
        STATED = "stated", _("podany powód")
        RESIDENT = "resident", _("mieszkaniec z numerem i kodem")

    id = models.BigAutoField(primary_key=True)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="readings", verbose_name=_("kto")
    )
    at = models.DateTimeField(_("kiedy"), db_index=True)
    why = models.CharField(_("dlaczego"), max_length=12, choices=Why)
    resident_id = models.UUIDField(_("czyje"), null=True, db_index=True)
    conversation_id = models.UUIDField(_("rozmowa"), null=True)
    matter_id = models.UUIDField(_("sprawa"), null=True)
    reason = models.CharField(_("powód"), max_length=200, blank=True)
    what = models.CharField(_("co"), max_length=80)

    class Meta:
        verbose_name = _("wgląd w dane")
        verbose_name_plural = _("wglądy w dane")
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M} {self.what}"
