"""The catalogue of clocks, and the tree of kinds of matter that runs by it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked
from infolinia.core.text import sort_key
from infolinia.matters.rules.terms import BadTerm, parse_term


def validate_term(text: str) -> None:
    """Refuse a text that is not a term, with the words that say what a term looks like."""
    try:
        parse_term(text)
    except BadTerm as error:
        raise ValidationError(str(error)) from error


class Kind(models.TextChoices):
    """What a matter is, as the office counts it."""

    QUESTION = "question", _("pytanie")
    INTERVENTION = "intervention", _("interwencja")
    COMPLAINT = "complaint", _("skarga")
    MOTION = "motion", _("wniosek")
    PETITION = "petition", _("petycja")
    ADVICE = "advice", _("porada")
    CALL_BACK = "call_back", _("oddzwonienie")


class PlaceNeed(models.TextChoices):
    """Whether a matter of a kind has a place."""

    NONE = "none", _("bez miejsca")
    OPTIONAL = "optional", _("można podać")
    REQUIRED = "required", _("trzeba podać")


@tracked()
class Clock(models.Model):
    """An entry of the clock catalogue: how long a kind of matter may take, and by what right."""

    code = models.SlugField(_("kod"), max_length=60, unique=True)
    name = models.CharField(_("nazwa"), max_length=160)
    term = models.CharField(
        _("termin"),
        max_length=40,
        validators=[validate_term],
        help_text=_("Na przykład: 14 days, 1 month, 3 working days, 24 service hours."),
    )
    longest = models.CharField(
        _("najdłużej"),
        max_length=40,
        blank=True,
        validators=[validate_term],
        help_text=_("Dokąd wolno przedłużyć, licząc od początku. Puste: bez granicy."),
    )
    side_clocks = models.TextField(_("uwagi"), blank=True, help_text=_("Co jeszcze trzeba wiedzieć o tym terminie."))
    side_terms = models.JSONField(
        _("terminy poboczne"),
        default=list,
        blank=True,
        help_text=_("Co trzeba zrobić w trakcie. Lista: code, name, term, counts_from, when, who, basis, confirmed."),
    )
    basis = models.CharField(
        _("podstawa"), max_length=200, help_text=_("Przepis albo obietnica, z której wynika termin.")
    )
    confirmed = models.BooleanField(
        _("potwierdzony"),
        default=False,
        help_text=_("Zaznacza prawnik urzędu. Niepotwierdzony termin jest tak oznaczony na ekranach."),
    )
    confirmed_as = models.CharField(_("kto to potwierdził"), max_length=160, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kto zapisał")
    )
    confirmed_at = models.DateTimeField(_("kiedy potwierdzono"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    sort_key = models.CharField(max_length=320, editable=False, db_index=True)

    class Meta:
        verbose_name = _("termin w katalogu")
        verbose_name_plural = _("katalog terminów")
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the Polish sort key in step with the name."""
        self.sort_key = sort_key(self.name)[:320]
        super().save(*args, **kwargs)  # type: ignore[arg-type]


@tracked()
class Category(models.Model):
    """A kind of matter: which unit gets it at once and how long the resident waits. Parents only group."""

    code = models.SlugField(_("kod"), max_length=60, unique=True)
    name = models.CharField(_("nazwa"), max_length=120)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("w dziale")
    )
    unit = models.ForeignKey(
        "city.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("komórka"),
        help_text=_("Dostaje sprawę od razu po rejestracji."),
    )
    kind = models.CharField(_("rodzaj sprawy"), max_length=12, choices=Kind, default=Kind.INTERVENTION)
    clock = models.ForeignKey(
        Clock, models.PROTECT, null=True, blank=True, related_name="categories", verbose_name=_("termin z katalogu")
    )
    promise = models.CharField(
        _("obietnica miasta"),
        max_length=40,
        blank=True,
        validators=[validate_term],
        help_text=_("Własny termin miasta, na przykład: 3 working days. Ma pierwszeństwo przed katalogiem."),
    )
    promise_confirmed = models.BooleanField(_("obietnica potwierdzona"), default=False)
    unit_lead_days = models.PositiveSmallIntegerField(_("cel komórki: o ile dni roboczych wcześniej"), default=1)
    priority = models.PositiveSmallIntegerField(
        _("pilność"), default=3, help_text=_("1 – najpilniejsze, 5 – może poczekać.")
    )
    danger = models.BooleanField(_("może zagrażać"), default=False)
    danger_text = models.TextField(_("co powiedzieć, gdy coś zagraża"), blank=True)
    danger_unit = models.ForeignKey(
        "city.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kto ma dyżur"),
        help_text=_("Gdy coś zagraża: do tej komórki dzwoni się od razu. Puste: do komórki, która prowadzi sprawę."),
    )
    danger_phone = models.CharField(_("numer dyżurny"), max_length=20, blank=True)
    is_public = models.BooleanField(
        _("mieszkaniec może zgłosić na stronie"), default=False, help_text=_("Pokazuje się na stronie zgłoszeń.")
    )
    place_need = models.CharField(_("miejsce"), max_length=8, choices=PlaceNeed, default=PlaceNeed.OPTIONAL)
    card_code = models.SlugField(_("karta usługi"), max_length=80, blank=True)
    hint = models.CharField(_("kiedy wybrać ten rodzaj"), max_length=300, blank=True)
    answer_texts = models.JSONField(_("gotowe odpowiedzi"), default=list, blank=True, help_text=_("Lista: name, text."))
    version = models.PositiveIntegerField(default=0, editable=False)
    questions = models.JSONField(
        _("pytania"),
        default=list,
        blank=True,
        help_text=_("Lista: code, label, kind, choices, required, when, hint. Układa się je w „Rodzajach spraw”."),
    )
    active = models.BooleanField(_("w użyciu"), default=True)
    sort_key = models.CharField(max_length=240, editable=False, db_index=True)

    class Meta:
        verbose_name = _("rodzaj zgłoszenia")
        verbose_name_plural = _("rodzaje zgłoszeń")
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=True) | Q(clock__isnull=False) | ~Q(promise=""),
                name="matters_category_has_term",
                violation_error_message=_("Wybierz termin z katalogu albo wpisz obietnicę miasta."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the Polish sort key in step with the name."""
        self.sort_key = sort_key(self.name)[:240]
        super().save(*args, **kwargs)  # type: ignore[arg-type]
