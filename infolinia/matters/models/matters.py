"""A matter: one thing that a unit must settle for a resident."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked
from infolinia.matters.models.catalogue import Category, Kind


class Status(models.TextChoices):
    """Where a matter stands."""

    NEW = "new", _("nowa")
    IN_PROGRESS = "in_progress", _("w toku")
    TO_SIGN = "to_sign", _("do podpisu")
    ASKED_RESIDENT = "asked_resident", _("czeka na mieszkańca")
    WAITING = "waiting", _("czeka na innych")
    ANSWERED = "answered", _("odpowiedziano")
    RETURNED = "returned", _("wróciła")
    REOPENED = "reopened", _("mieszkaniec mówi: nie zrobione")
    AT_HELPLINE = "at_helpline", _("u infolinii")
    CLOSED = "closed", _("załatwiona")


class WaitsFor(models.TextChoices):
    """For what kind of thing a matter waits, where it is not its resident."""

    UNIT = "unit", _("inna komórka")
    BODY = "body", _("inny organ")
    SEASON = "season", _("pora roku")
    CONTRACTOR = "contractor", _("wykonawca")


class Tells(models.TextChoices):
    """How much the resident wants to hear of a matter while it lasts."""

    NOTHING = "nothing", _("nic")
    END = "end", _("to, co trzeba, i wynik")
    ALL = "all", _("każdą zmianę")


class EnteredFrom(models.TextChoices):
    """How a matter came in, where not by an adviser during the contact."""

    PAPER = "paper", _("formularz papierowy")
    IMPORT = "import", _("z innego systemu")
    PUBLIC = "public", _("formularz na stronie")
    MACHINE = "machine", _("inny program")


class Result(models.TextChoices):
    """How a matter ended."""

    DONE = "done", _("załatwiona")
    REFUSED = "refused", _("odmowa")
    NOT_OURS = "not_ours", _("nie należy do miasta")
    DUPLICATE = "duplicate", _("już zgłoszona")
    UNVERIFIED = "unverified", _("nie udało się sprawdzić")


# From the registration to the end; without one, for ever. An end before the beginning is none.
LIFETIME = Func(
    F("registered_at"),
    Case(When(closed_at__gte=F("registered_at"), then=F("closed_at"))),
    Value("[]"),
    function="tstzrange",
    output_field=DateTimeRangeField(),
)


@tracked(exclude=["search_key", "code_hash"])
class Matter(models.Model):
    """One thing that a unit must settle for a resident, with two deadlines."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("numer"), max_length=20, unique=True)
    code_hash = models.CharField(max_length=64, editable=False)
    znak = models.CharField(_("znak sprawy"), max_length=60, blank=True)
    category = models.ForeignKey(Category, models.PROTECT, related_name="matters", verbose_name=_("rodzaj zgłoszenia"))
    kind = models.CharField(_("rodzaj sprawy"), max_length=12, choices=Kind)
    subject = models.CharField(_("temat"), max_length=200)
    description = models.TextField(_("co się dzieje"))
    answers = models.JSONField(_("odpowiedzi na pytania"), default=dict, blank=True)
    street = models.CharField(_("ulica"), max_length=120, blank=True)
    house = models.CharField(_("numer domu"), max_length=20, blank=True)
    district = models.CharField(_("dzielnica"), max_length=60, blank=True)
    place_note = models.CharField(_("gdzie dokładnie"), max_length=200, blank=True)
    latitude = models.FloatField(_("szerokość geograficzna"), null=True, blank=True, help_text=_("Stopnie, WGS 84."))
    longitude = models.FloatField(_("długość geograficzna"), null=True, blank=True, help_text=_("Stopnie, WGS 84."))
    channel = models.CharField(_("skąd"), max_length=10)
    danger = models.BooleanField(_("zagraża"), default=False)
    entered_from = models.CharField(_("jak weszła"), max_length=8, choices=EnteredFrom, blank=True)
    request_key = models.CharField(
        _("klucz żądania"), max_length=80, null=True, blank=True, unique=True, editable=False
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("część sprawy")
    )
    joined_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="joined", verbose_name=_("dołączona do")
    )
    follower_count = models.PositiveIntegerField(_("ile osób jeszcze to zgłosiło"), default=0)

    resident = models.ForeignKey(
        "contacts.Resident", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("mieszkaniec")
    )
    conversation = models.ForeignKey(
        "contacts.Conversation", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("rozmowa")
    )
    question_id = models.BigIntegerField(_("pytanie"), null=True, blank=True)
    reply_channel = models.CharField(_("jak odpowiedzieć"), max_length=10, default="none")
    reply_address = models.CharField(_("adres odpowiedzi"), max_length=254, blank=True)
    tells = models.CharField(_("o czym pisać do mieszkańca"), max_length=8, choices=Tells, default=Tells.END)
    language = models.CharField(_("język wiadomości"), max_length=3, default="pl")
    on_behalf_of = models.CharField(_("w imieniu"), max_length=120, blank=True)

    status = models.CharField(_("stan"), max_length=16, choices=Status)
    unit = models.ForeignKey(
        "city.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("komórka")
    )
    past_unit_ids = models.JSONField(_("wcześniejsze komórki"), default=list, blank=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("prowadzi")
    )
    steered_by = models.ForeignKey(
        "matters.RoutingRule",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("skierowana regułą"),
    )
    why_here = models.CharField(_("dlaczego ta komórka"), max_length=300, blank=True)
    with_unit_since = models.DateTimeField(_("komórka ma ją od"), null=True, blank=True)
    opened_at = models.DateTimeField(_("komórka otworzyła"), null=True, blank=True)
    silent_since = models.DateTimeField(_("komórka milczy od"), null=True, blank=True)
    planned_on = models.DateField(_("zaplanowana na"), null=True, blank=True)
    contractor = models.CharField(_("wykonawca"), max_length=160, blank=True)
    waits_kind = models.CharField(_("na co czeka"), max_length=12, choices=WaitsFor, blank=True)
    waits_for = models.CharField(_("czeka na"), max_length=120, blank=True)
    waits_since = models.DateField(_("czeka od"), null=True, blank=True)
    remind_on = models.DateField(_("przypomnieć"), null=True, blank=True)

    started_at = models.DateTimeField(_("termin biegnie od"))
    term = models.CharField(_("termin"), max_length=40)
    term_basis = models.CharField(_("podstawa terminu"), max_length=200)
    clock_code = models.SlugField(_("termin z katalogu"), max_length=60, blank=True, db_index=False)
    term_confirmed = models.BooleanField(_("termin potwierdzony"), default=False)
    term_is_promise = models.BooleanField(_("obietnica, nie przepis"), default=False)
    resident_due_at = models.DateTimeField(_("termin dla mieszkańca"), help_text=_("Chwila, po której jest za późno."))
    unit_due_at = models.DateTimeField(_("cel komórki"))
    due_to_the_minute = models.BooleanField(_("termin co do minuty"), default=False)
    working = models.JSONField(_("dlaczego ten termin"), default=list)
    pauses = models.JSONField(_("przerwy w biegu terminu"), default=list, blank=True)
    stopped_since = models.DateField(_("zegar stoi od"), null=True, blank=True)
    extension = models.JSONField(_("przedłużenie"), null=True, blank=True)
    side_clocks = models.JSONField(_("terminy poboczne"), default=list, blank=True)
    side_due_on = models.DateField(_("najbliższy termin poboczny"), null=True, blank=True)
    notice_sent_at = models.DateTimeField(_("zawiadomienie o przedłużeniu"), null=True, blank=True)

    result = models.CharField(_("wynik"), max_length=12, choices=Result, blank=True)
    result_basis = models.CharField(_("podstawa wyniku"), max_length=200, blank=True)
    closing_text = models.TextField(_("odpowiedź końcowa"), blank=True)
    closed_at = models.DateTimeField(_("zamknięta"), null=True, blank=True)
    reopened = models.PositiveSmallIntegerField(_("ile razy otwarta ponownie"), default=0)
    registered_at = models.DateTimeField(_("zarejestrowana"))
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("zarejestrował"),
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    search_key = models.TextField(editable=False, default="")

    class Meta:
        verbose_name = _("sprawa")
        verbose_name_plural = _("sprawy")
        indexes = [
            # Covers an inbox's counts and the choice of its lines, so that only shown rows are read whole.
            models.Index(
                fields=["unit", "resident_due_at"],
                include=["id", "status", "officer", "stopped_since", "registered_at"],
                name="matters_open_by_unit",
                condition=~Q(status="closed"),
            ),
            models.Index(fields=["resident_due_at"], name="matters_open_by_due", condition=~Q(status="closed")),
            # Why matters are late: each reason names a status.
            models.Index(
                fields=["status", "resident_due_at", "id"], name="matters_open_by_status", condition=~Q(status="closed")
            ),
            models.Index(
                fields=["officer", "resident_due_at"], name="matters_open_by_officer", condition=~Q(status="closed")
            ),
            models.Index(fields=["unit", "-closed_at"], name="matters_closed_by_unit", condition=Q(status="closed")),
            models.Index(fields=["resident_due_at", "id"], name="matters_reopened", condition=Q(status="reopened")),
            models.Index(fields=["resident", "-registered_at"], name="matters_by_resident"),
            models.Index(fields=["conversation"], name="matters_by_conversation"),
            models.Index(fields=["-registered_at"], name="matters_newest"),
            models.Index(fields=["category", "street", "-registered_at"], name="matters_like_this"),
            # What is new and perhaps the same thing: by kind, and by street whatever its kind.
            models.Index(
                fields=["category", "-registered_at"],
                name="matters_open_by_kind",
                condition=~Q(status="closed"),
            ),
            models.Index(
                fields=["street", "-registered_at"],
                name="matters_open_by_street",
                condition=~Q(status="closed") & ~Q(street=""),
            ),
            models.Index(
                fields=["latitude", "longitude"],
                name="matters_open_by_point",
                condition=~Q(status="closed") & Q(latitude__isnull=False),
            ),
            models.Index(
                fields=["steered_by", "-registered_at"], name="matters_by_rule", condition=Q(steered_by__isnull=False)
            ),
            # Whose first unit was not the last: what the table of routing learns from, counted on the index alone.
            models.Index(
                fields=["category", "-registered_at"],
                include=["past_unit_ids", "steered_by"],
                name="matters_corrected",
                condition=~Q(past_unit_ids=[]),
            ),
            models.Index(
                fields=["with_unit_since"],
                include=["unit", "silent_since"],
                name="matters_unopened",
                condition=Q(status__in=["new", "returned"], opened_at__isnull=True),
            ),
            models.Index(
                fields=["unit", "side_due_on"],
                name="matters_side_clocks",
                condition=~Q(status="closed") & Q(side_due_on__isnull=False),
            ),
            # What was open at a moment of the past, among all that ever were.
            GistIndex(LIFETIME, name="matters_open_then"),
            GinIndex(OpClass("search_key", name="gin_trgm_ops"), name="matters_search"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(status="closed") & ~Q(result="") & ~Q(closing_text="") & Q(closed_at__isnull=False))
                | (~Q(status="closed") & Q(result="", closing_text="", closed_at__isnull=True)),
                name="matters_closed_has_result_and_text",
            ),
            models.UniqueConstraint(fields=["question_id"], name="matters_one_for_a_question"),
            models.CheckConstraint(
                condition=Q(unit_due_at__lte=models.F("resident_due_at")), name="matters_unit_never_later"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="matters_point_is_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(status__in=["at_helpline", "reopened", "closed"]),
                name="matters_has_unit_or_helpline",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"
