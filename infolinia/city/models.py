"""The city as the helpline knows it: units, staff, hours, districts and streets."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.city.rules.houses import house_key, house_number
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
    is_head = models.BooleanField(
        _("kieruje komórką"),
        default=False,
        help_text=_("Dostaje ostrzeżenia o sprawach komórki i tych pod nią, które nie mają własnego kierującego."),
    )
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
class DayOffChange(models.Model):
    """A day that an act added to the statutory days off, or took from them, since this program was made."""

    day = models.DateField(_("dzień"), unique=True)
    is_off = models.BooleanField(_("wolny"), default=True, help_text=_("Odznacz, gdy ustawa odebrała dzień wolny."))
    name = models.CharField(_("nazwa"), max_length=80, blank=True, help_text=_("Jak dzień się nazywa, gdy jest wolny."))
    basis = models.CharField(_("podstawa"), max_length=200, help_text=_("Ustawa, która to zmienia."))

    class Meta:
        verbose_name = _("zmiana dni wolnych")
        verbose_name_plural = _("zmiany dni wolnych")
        ordering = ["day"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_off=False) | ~models.Q(name=""),
                name="city_day_off_has_a_name",
                violation_error_message=_("Wpisz, jak ten dzień się nazywa."),
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
    register_code = models.CharField(
        _("kod w rejestrze ulic"),
        max_length=20,
        blank=True,
        help_text=_("Po nim import poznaje ulicę, która zmieniła nazwę."),
    )
    former_names = models.CharField(
        _("dawne nazwy"),
        max_length=300,
        blank=True,
        help_text=_("Oddzielone przecinkami. Mieszkańcy dalej ich używają."),
    )
    valid_to = models.DateField(
        _("w rejestrze do"), null=True, blank=True, help_text=_("Wypełnione: ulicy nie ma już w rejestrze.")
    )
    search_key = models.CharField(max_length=120, editable=False, db_index=True)
    former_key = models.CharField(max_length=300, editable=False, blank=True, default="")
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
        self.former_key = former_key(self.former_names)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


def former_key(names: str) -> str:
    """Return the former names of a street as they are searched: a bar before each."""
    return "".join(f"|{fold(name.strip().removeprefix('ul. '))}" for name in names.split(",") if name.strip())[:300]


@tracked()
class AddressPoint(models.Model):
    """A house of the register: where it stands, in which district. One that is gone stays, with its last day."""

    street = models.ForeignKey(Street, models.CASCADE, related_name="points", verbose_name=_("ulica"))
    house = models.CharField(_("numer domu"), max_length=20)
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("dzielnica")
    )
    latitude = models.FloatField(_("szerokość geograficzna"), null=True, blank=True, help_text=_("Stopnie, WGS 84."))
    longitude = models.FloatField(_("długość geograficzna"), null=True, blank=True, help_text=_("Stopnie, WGS 84."))
    valid_to = models.DateField(_("w rejestrze do"), null=True, blank=True)
    house_key = models.CharField(max_length=20, editable=False)
    sort_number = models.PositiveIntegerField(editable=False, default=0)

    class Meta:
        verbose_name = _("punkt adresowy")
        verbose_name_plural = _("punkty adresowe")
        ordering = ["street__sort_key", "sort_number", "house_key"]
        constraints = [
            models.UniqueConstraint(fields=["street", "house_key"], name="city_one_point_for_a_house"),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="city_point_is_on_earth",
            ),
        ]
        indexes = [
            models.Index(fields=["street", "sort_number", "house_key"], name="city_houses_of_street"),
            models.Index(fields=["latitude", "longitude"], name="city_points"),
        ]

    def __str__(self) -> str:
        return f"{self.street} {self.house}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the keys for finding and sorting in step with the number."""
        self.house_key, self.sort_number = house_key(self.house), house_number(self.house)
        super().save(*args, **kwargs)  # type: ignore[arg-type]
