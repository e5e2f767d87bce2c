"""The caller's way before an adviser as an office sets it: the menu, messages for everybody, voicemail."""

from django.conf import settings
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked
from infolinia.telephony.models.announcements import LineLanguage


@tracked()
class MenuChoice(models.Model):
    """One key of the caller's menu: it sets the language and leads to a queue. No rows: callers go straight to wait.

    `0` is always an adviser and `*` always the menu again, so neither can be given away (facts: EN 301 549, 6.4).
    """

    key = models.CharField(
        _("klawisz"), max_length=1, unique=True, choices=[(str(digit), str(digit)) for digit in range(1, 10)]
    )
    language = models.CharField(
        _("język rozmowy"),
        max_length=2,
        choices=LineLanguage,
        default=LineLanguage.POLISH,
        help_text=_("W tym języku linia powie tę pozycję i wszystko po jej wyborze."),
    )
    text = models.CharField(
        _("o czym"), max_length=120, help_text=_("Na przykład: Drogi i chodniki. Klawisz linia powie sama.")
    )
    queue = models.ForeignKey("routing.Queue", models.PROTECT, related_name="+", verbose_name=_("kolejka"))

    class Meta:
        verbose_name = _("pozycja menu")
        verbose_name_plural = _("menu dzwoniącego")
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(condition=models.Q(key__range=("1", "9")), name="telephony_menu_key_one_to_nine")
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.text}"


TEXT_LENGTH = [MaxLengthValidator(400)]


@tracked()
class EmergencyMessage(models.Model):
    """What everybody who calls has to hear now. Prepared in peace, switched on and off in one click; one at a time."""

    name = models.CharField(_("nazwa"), max_length=80, help_text=_("Tylko dla nas, na przykład: awaria wody."))
    text_pl = models.TextField(_("po polsku"), validators=TEXT_LENGTH)
    text_en = models.TextField(_("po angielsku"), blank=True, validators=TEXT_LENGTH)
    text_uk = models.TextField(_("po ukraińsku"), blank=True, validators=TEXT_LENGTH)
    on_since = models.DateTimeField(_("włączony od"), null=True, blank=True)
    on_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kto włączył")
    )

    class Meta:
        verbose_name = _("komunikat pilny")
        verbose_name_plural = _("komunikaty pilne")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                models.ExpressionWrapper(models.Q(on_since__isnull=False), output_field=models.BooleanField()),
                condition=models.Q(on_since__isnull=False),
                name="telephony_one_emergency_on",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def spoken(self, language: str) -> str:
        """Return the text in the language, or in Polish when nobody wrote one."""
        return str(getattr(self, f"text_{language}") or self.text_pl)


@tracked()
class LineSettings(models.Model):
    """How the line treats those who wait, and those whom nobody serves. One row; none: the values below."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    says_wait = models.BooleanField(_("mów miejsce i czas czekania"), default=True)
    takes_messages = models.BooleanField(
        _("poczta głosowa"),
        default=True,
        help_text=_("Gdy linia jest zamknięta, kolejka pełna albo nikt nie odbiera, dzwoniący może się nagrać."),
    )
    message_seconds = models.PositiveSmallIntegerField(
        _("najdłuższa wiadomość (s)"), default=180, validators=[MinValueValidator(30), MaxValueValidator(600)]
    )
    answer_days = models.PositiveSmallIntegerField(
        _("odpowiedź na wiadomość w ciągu (dni robocze)"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text=_("To ustalenie urzędu, nie termin z ustawy. Liczymy do końca tego dnia."),
    )
    kept_days = models.PositiveSmallIntegerField(
        _("usuń nagranie po (dni od załatwienia)"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )

    class Meta:
        verbose_name = _("ustawienia linii")
        verbose_name_plural = _("ustawienia linii")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="telephony_one_row_of_line_settings")]

    def __str__(self) -> str:
        return str(_("ustawienia linii"))
