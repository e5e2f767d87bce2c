"""Service cards, their editions and the words residents use for them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from infolinia.core.four_eyes import triggers_of_editions
from infolinia.core.history import tracked
from infolinia.core.text import sort_key

CARD_CODE = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", _("Kod to małe litery bez polskich znaków, cyfry i myślniki."))

# What may change while a second person looks, and at publication: everything but what the edition says.
_NOT_SAID = """ARRAY['state', 'number', 'version', 'based_on', 'rendered', 'fingerprint', 'changed_by_id', 'changed_at',
    'sent_at', 'return_reason', 'reviewed_by_id', 'reviewed_on', 'approved_at', 'publish_at', 'published_at']"""
_OLD_WORDS, _NEW_WORDS = f"(to_jsonb(OLD) - {_NOT_SAID})", f"(to_jsonb(NEW) - {_NOT_SAID})"
_CHANGED_UNDER_REVIEW = f"""(
    OLD.state IN ('review', 'scheduled') AND {_OLD_WORDS} IS DISTINCT FROM {_NEW_WORDS}
)"""
_UNREVIEWED = """(
    OLD.state <> NEW.state AND NEW.state IN ('scheduled', 'published') AND NEW.reviewed_by_id IS NULL
)"""
HTTPS = URLValidator(schemes=["https"])
LANGUAGES = [("pl", "polski"), ("en", "English"), ("uk", "українська")]


class Subject(models.TextChoices):
    """The top of the subject tree, in the order residents read it."""

    CITIZEN = "sprawy-obywatelskie", _("Sprawy obywatelskie")
    TRANSPORT = "transport-i-drogi", _("Transport i drogi")
    WASTE = "odpady-i-woda", _("Odpady i woda")
    SOCIAL = "sprawy-spoleczne", _("Sprawy społeczne i zdrowotne")
    TAXES = "podatki-i-oplaty", _("Podatki i opłaty")
    BUILDING = "planowanie-i-nieruchomosci", _("Planowanie, nieruchomości, architektura, lokale")
    ORDER = "porzadek-i-bezpieczenstwo", _("Porządek i bezpieczeństwo")
    NATURE = "srodowisko-i-zwierzeta", _("Środowisko i zwierzęta")
    EDUCATION = "edukacja", _("Edukacja")
    BUSINESS = "dzialalnosc-gospodarcza", _("Działalność gospodarcza")
    CIVIC = "spoleczenstwo-obywatelskie", _("Społeczeństwo obywatelskie")
    CULTURE = "kultura-turystyka-sport", _("Kultura, turystyka, sport")
    OTHER = "inne", _("Inne")


@tracked()
class Card(models.Model):
    """One matter a resident may ask about. What it says lives in its editions."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("aktualna")
        RETIRED = "retired", _("wycofana")

    code = models.CharField(_("kod"), max_length=60, unique=True, validators=[CARD_CODE])
    subject = models.CharField(_("temat"), max_length=40, choices=Subject, default=Subject.OTHER)
    unit = models.ForeignKey(
        "city.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("komórka odpowiedzialna")
    )
    status = models.CharField(_("stan"), max_length=8, choices=Status, default=Status.ACTIVE)
    valid_from = models.DateField(_("ważna od"), null=True, blank=True)
    valid_to = models.DateField(_("ważna do"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("zastępuje ją karta")
    )
    is_example = models.BooleanField(_("przykład"), default=False)

    class Meta:
        verbose_name = _("karta usługi")
        verbose_name_plural = _("karty usług")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="knowledge_card_ends_later",
                violation_error_message=_("Karta nie może przestać obowiązywać, zanim zacznie."),
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("id")), name="knowledge_card_not_own_successor"
            ),
        ]

    def __str__(self) -> str:
        return self.code


@tracked()
class Edition(models.Model):
    """What a card says in one language from one day on. Once published it never changes."""

    class State(models.TextChoices):
        DRAFT = "draft", _("szkic")
        REVIEW = "review", _("do sprawdzenia")
        SCHEDULED = "scheduled", _("czeka na swój dzień")
        PUBLISHED = "published", _("opublikowane")
        RETIRED = "retired", _("zastąpione")

    card = models.ForeignKey(Card, models.PROTECT, related_name="editions", verbose_name=_("karta"))
    language = models.CharField(_("język"), max_length=2, default="pl", choices=LANGUAGES)
    number = models.PositiveIntegerField(_("wydanie"))
    state = models.CharField(_("stan"), max_length=9, choices=State, default=State.DRAFT)
    title = models.CharField(_("tytuł"), max_length=200)
    summary = models.TextField(_("streszczenie"), blank=True)
    answer = models.TextField(_("odpowiedź"), blank=True)
    resident_answer = models.TextField(_("odpowiedź dla mieszkańców"), blank=True)
    danger = models.TextField(_("zagrożenie"), blank=True)
    script = models.TextField(_("do przeczytania na głos"), blank=True)
    easy = models.TextField(_("tekst łatwy do czytania"), blank=True)
    sign_video = models.CharField(_("film w języku migowym"), max_length=300, blank=True, validators=[HTTPS])
    online_url = models.CharField(_("usługa przez internet"), max_length=300, blank=True, validators=[HTTPS])
    sections = models.JSONField(_("sekcje"), default=list, blank=True)
    questions = models.JSONField(_("o co zapytać"), default=list, blank=True)
    desk_memo = models.TextField(_("tylko dla doradcy"), blank=True)
    instructions = models.TextField(_("instrukcja pracy"), blank=True)
    fees = models.JSONField(_("opłaty"), default=list, blank=True)
    clock_code = models.SlugField(_("zegar z katalogu terminów"), max_length=40, blank=True)
    clock_text = models.CharField(_("termin słowami"), max_length=160, blank=True)
    category_code = models.SlugField(_("rodzaj zgłoszenia"), max_length=60, blank=True)
    question_set = models.SlugField(_("zestaw pytań"), max_length=60, blank=True)
    visit_type = models.SlugField(_("rodzaj wizyty"), max_length=60, blank=True)
    channels = models.JSONField(_("jak załatwić"), default=list, blank=True)
    form_codes = models.JSONField(_("druki"), default=list, blank=True)
    related = models.JSONField(_("karty pokrewne"), default=list, blank=True)
    sources = models.JSONField(_("źródła"), default=list, blank=True)
    extra = models.JSONField(_("pola spoza formatu"), default=dict, blank=True)
    review_due = models.DateField(_("sprawdzić do"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kto sprawdził"),
    )
    reviewed_on = models.DateField(_("sprawdzono"), null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kto napisał")
    )
    authors = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    based_on = models.PositiveIntegerField(_("na podstawie wydania"), null=True, editable=False)
    restored_from = models.PositiveIntegerField(_("przywraca wydanie"), null=True, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("kto zmienił"),
    )
    changed_at = models.DateTimeField(_("zmieniono"), null=True, editable=False)
    sent_at = models.DateTimeField(_("oddano do sprawdzenia"), null=True, editable=False)
    return_reason = models.TextField(_("dlaczego zwrócono"), blank=True, editable=False)
    approved_at = models.DateTimeField(_("zatwierdzono"), null=True, editable=False)
    publish_at = models.DateTimeField(_("opublikować"), null=True, editable=False)
    published_at = models.DateTimeField(_("opublikowano"), null=True, blank=True)
    rendered = models.JSONField(default=dict, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    sort_key = models.CharField(max_length=400, blank=True, editable=False)

    class Meta:
        verbose_name = _("wydanie karty")
        verbose_name_plural = _("wydania kart")
        ordering = ["card", "language", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["card", "language", "number"], name="knowledge_edition_number_once"),
            models.UniqueConstraint(
                fields=["card", "language"], condition=Q(state="published"), name="knowledge_one_published"
            ),
            models.UniqueConstraint(
                fields=["card", "language"],
                condition=Q(state__in=["draft", "review", "scheduled"]),
                name="knowledge_one_under_way",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "retired"]) | Q(published_at__isnull=False),
                name="knowledge_published_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="scheduled") | Q(publish_at__isnull=False, reviewed_by__isnull=False),
                name="knowledge_scheduled_has_time",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | Q(written_by=None) | ~Q(reviewed_by=F("written_by")),
                name="knowledge_second_person",
            ),
        ]
        triggers = triggers_of_editions(
            changed_under_review=_CHANGED_UNDER_REVIEW,
            unreviewed=_UNREVIEWED,
            steps=[
                ("draft", "review"),
                ("review", "draft"),
                ("review", "scheduled"),
                ("review", "published"),
                ("scheduled", "draft"),
                ("scheduled", "published"),
                ("published", "retired"),
            ],
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the Polish sort key in step with the title."""
        self.sort_key = self.key_for_sorting()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def key_for_sorting(self) -> str:
        """Return the key by which titles stand in Polish alphabetical order."""
        return sort_key(self.title)[:400]


@tracked()
class Phrase(models.Model):
    """Words in which residents ask for a card, as they really say them."""

    class Origin(models.TextChoices):
        EDITOR = "editor", _("redaktor")
        IMPORT = "import", _("plik")

    card = models.ForeignKey(Card, models.CASCADE, related_name="phrases", verbose_name=_("karta"))
    text = models.CharField(_("słowa mieszkańców"), max_length=120)
    origin = models.CharField(_("skąd"), max_length=6, choices=Origin, default=Origin.EDITOR)

    class Meta:
        verbose_name = _("słowa mieszkańców")
        verbose_name_plural = _("słowa mieszkańców")
        ordering = ["card", "text"]
        constraints = [models.UniqueConstraint(fields=["card", "text"], name="knowledge_phrase_once")]

    def __str__(self) -> str:
        return self.text


@tracked()
class Synonym(models.Model):
    """An everyday word for an office word: a card that says `means` is also found by `everyday`."""

    everyday = models.CharField(_("słowo potoczne"), max_length=80)
    means = models.CharField(_("znaczy w kartach"), max_length=120)
    origin = models.CharField(_("skąd"), max_length=6, choices=Phrase.Origin, default=Phrase.Origin.EDITOR)

    class Meta:
        verbose_name = _("synonim")
        verbose_name_plural = _("synonimy")
        ordering = ["everyday", "means"]
        constraints = [models.UniqueConstraint(fields=["everyday", "means"], name="knowledge_synonym_once")]

    def __str__(self) -> str:
        return f"{self.everyday} → {self.means}"
