"""The city as the helpline knows it: units, staff, hours, districts and streets."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked
from infolinia.core.text import fold, sort_key


@tracked()
class Unit(models.Model):
    """A cell of the office, or a body outside it that residents are told to turn to."""

    class Kind(models.TextChoices):
        OFFICE = "office", _("komórka urzędu")
        OUTSIDE = "outside", _("instytucja poza urzędem")

    code = models.SlugField(_("kod"), max_length=40, unique=True)
    name = models.CharField(_("nazwa"), max_length=200)
    short_name = models.CharField(_("krótka nazwa"), max_length=60)
    kind = models.CharField(_("rodzaj"), max_length=10, choices=Kind, default=Kind.OFFICE)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("wyższa komórka")
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telefon"), max_length=20, blank=True)
    place = models.CharField(_("adres i pokój"), max_length=200, blank=True)
    hours_text = models.CharField(_("godziny pracy"), max_length=120, blank=True)
    website = models.CharField(_("strona"), max_length=200, blank=True, validators=[URLValidator(["https", "http"])])
    is_contact_confirmed = models.BooleanField(
        _("kontakt potwierdzony"), default=False, help_text=_("Zaznacz, gdy instytucja potwierdziła numer i godziny.")
    )
    hand_over_text = models.TextField(_("co powiedzieć mieszkańcowi"), blank=True)
    valid_from = models.DateField(_("działa od"))
    valid_to = models.DateField(_("działa do"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("następca")
    )
    sort_key = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        verbose_name = _("komórka")
        verbose_name_plural = _("komórki")
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the Polish sort key in step with the name."""
        self.sort_key = sort_key(self.name)[:200]
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class StaffManager(UserManager["Staff"]):
    """Makes accounts from the command line."""

    use_in_migrations = False

    def create_superuser(
        self, username: str, email: str | None = None, password: str | None = None, **fields: Any
    ) -> "Staff":
        """Make the first administrator: the role lets them in, not the flag."""
        return super().create_superuser(username, email, password, **{"role": Staff.Role.ADMIN, **fields})


@tracked(exclude=["password", "last_login"])
class Staff(AbstractUser):
    """A person who signs in: an adviser, supervisor, unit officer, editor or administrator."""

    class Role(models.TextChoices):
        ADVISER = "adviser", _("doradca")
        SUPERVISOR = "supervisor", _("kierownik")
        OFFICER = "officer", _("referent")
        EDITOR = "editor", _("redaktor")
        ADMIN = "admin", _("administrator")

    role = models.CharField(_("rola"), max_length=12, choices=Role, default=Role.ADVISER)
    display_name = models.CharField(_("imię i nazwisko"), max_length=120)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="staff", verbose_name=_("komórka")
    )
    speaks = models.JSONField(_("języki"), default=list, blank=True, help_text=_('Na przykład ["pl", "uk"].'))
    handles = models.CharField(_("czym się zajmuje"), max_length=120, blank=True)
    subjects = models.JSONField(
        _("tematy kart"),
        default=list,
        blank=True,
        help_text=_("Wieści zmiany o innych tematach nie będą tej osoby zajmować. Puste: wszystkie tematy."),
    )
    screen_language = models.CharField(
        _("język ekranów"),
        max_length=2,
        default="pl",
        choices=[("pl", "polski"), ("en", "English"), ("uk", "українська")],
    )

    objects: ClassVar[StaffManager] = StaffManager()

    class Meta:
        verbose_name = _("pracownik")
        verbose_name_plural = _("pracownicy")

    def __str__(self) -> str:
        return self.display_name or self.username

    @property
    def initials(self) -> str:
        """Return at most two letters for the round badge beside the name."""
        return "".join(word[0] for word in str(self).split()[:2]).upper()


@tracked()
class OpeningHours(models.Model):
    """When the line answers on one weekday (0 = Monday). No row means closed that day."""

    weekday = models.PositiveSmallIntegerField(
        _("dzień tygodnia"),
        unique=True,
        choices=list(
            enumerate(
                [_("poniedziałek"), _("wtorek"), _("środa"), _("czwartek"), _("piątek"), _("sobota"), _("niedziela")]
            )
        ),
    )
    opens = models.TimeField(_("od"))
    closes = models.TimeField(_("do"))

    class Meta:
        verbose_name = _("godziny linii")
        verbose_name_plural = _("godziny linii")
        ordering = ["weekday"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opens__lt=models.F("closes")), name="city_hours_open_before_close"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


@tracked()
class HoursException(models.Model):
    """A day on which the line opens at other hours, or not at all. Statutory days off need no row."""

    day = models.DateField(_("dzień"), unique=True)
    opens = models.TimeField(_("od"), null=True, blank=True)
    closes = models.TimeField(_("do"), null=True, blank=True)
    reason = models.CharField(_("powód"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("wyjątek w godzinach")
        verbose_name_plural = _("wyjątki w godzinach")
        ordering = ["day"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opens__isnull=True, closes__isnull=True) | models.Q(opens__lt=models.F("closes")),
                name="city_exception_both_or_neither",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}"


@tracked()
class District(models.Model):
    """A part of the city that residents name."""

    name = models.CharField(_("nazwa"), max_length=60, unique=True)
    sort_key = models.CharField(max_length=120, editable=False, db_index=True)

    class Meta:
        verbose_name = _("dzielnica")
        verbose_name_plural = _("dzielnice")
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the Polish sort key in step with the name."""
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


@tracked()
class Street(models.Model):
    """A street, and the districts it runs through."""

    name = models.CharField(_("nazwa"), max_length=120, unique=True)
    districts = models.ManyToManyField(District, related_name="streets", verbose_name=_("dzielnice"))
    search_key = models.CharField(max_length=120, editable=False, db_index=True)
    sort_key = models.CharField(max_length=240, editable=False, db_index=True)

    class Meta:
        verbose_name = _("ulica")
        verbose_name_plural = _("ulice")
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the keys for sorting and searching in step with the name."""
        from_name = self.name.removeprefix("ul. ")
        self.sort_key = sort_key(from_name)
        self.search_key = fold(from_name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]
