"""Forms (druki): every version that was ever valid, with the very bytes that were sent."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked
from infolinia.knowledge.models.days import overlapping_days

SHA_256 = RegexValidator(r"^[0-9a-f]{64}\Z", _("To nie jest suma SHA-256."))

# What a version with a file may still change: how long it is valid, its notes, and how its fields are filled.
_FROZEN = """(
    OLD.content_id IS NOT NULL
    AND (OLD.content_id, OLD.code, OLD.version, OLD.language, OLD.kind)
        IS DISTINCT FROM (NEW.content_id, NEW.code, NEW.version, NEW.language, NEW.kind)
)"""


class FormFile(models.Model):
    """The bytes of a checked PDF, kept in the database so that one backup holds them. Never changed, never deleted."""

    sha256 = models.CharField(_("suma SHA-256"), max_length=64, unique=True, validators=[SHA_256])
    content = models.BinaryField(_("plik"))
    size = models.PositiveIntegerField(_("bajtów"))
    pages = models.PositiveSmallIntegerField(_("stron"))
    fields = models.JSONField(_("pola"), default=list)
    is_tagged = models.BooleanField(_("ma znaczniki dostępności"), default=False)
    checked_at = models.DateTimeField(_("sprawdzono"))

    class Meta:
        verbose_name = _("plik druku")
        verbose_name_plural = _("pliki druków")
        triggers = [pgtrigger.Protect(name="file_stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.sha256[:12]


@tracked()
class Form(models.Model):
    """A form (druk) in one version; old versions stay, so that it is known which one was sent."""

    class Kind(models.TextChoices):
        STANDARD = "standard", _("zwykły")
        LARGE_PRINT = "large_print", _("duży druk")

    code = models.SlugField(_("kod"), max_length=60)
    version = models.CharField(_("wersja"), max_length=40)
    title = models.CharField(_("tytuł"), max_length=200)
    note = models.CharField(
        _("uwaga"), max_length=200, blank=True, help_text=_("Na przykład liczba stron albo kto podpisuje.")
    )
    unit = models.ForeignKey(
        "city.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("komórka")
    )
    language = models.CharField(
        _("język"), max_length=2, default="pl", choices=[("pl", "polski"), ("en", "English"), ("uk", "українська")]
    )
    kind = models.CharField(_("postać"), max_length=12, choices=Kind, default=Kind.STANDARD)
    content = models.ForeignKey(
        FormFile, models.PROTECT, null=True, blank=True, related_name="forms", verbose_name=_("plik")
    )
    field_map = models.JSONField(_("co wpisujemy w pola"), default=dict, blank=True)
    valid_from = models.DateField(_("obowiązuje od"))
    valid_to = models.DateField(_("obowiązuje do"), null=True, blank=True)
    is_example = models.BooleanField(_("przykład"), default=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kto dodał")
    )

    class Meta:
        verbose_name = _("druk")
        verbose_name_plural = _("druki")
        ordering = ["code", "language", "kind", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version", "language", "kind"], name="knowledge_form_version_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="knowledge_form_from_before_to",
                violation_error_message=_("Ostatni dzień wypada przed pierwszym."),
            ),
            ExclusionConstraint(
                name="knowledge_form_one_valid",
                expressions=[
                    ("code", RangeOperators.EQUAL),
                    ("language", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    overlapping_days(),
                ],
                violation_error_message=_("W tych dniach obowiązuje już inna wersja tego druku."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="version_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(name="version_stays", operation=pgtrigger.Update, condition=pgtrigger.Condition(_FROZEN)),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.version}"

    def clean(self) -> None:
        """Say that the days are in the wrong order before the database is asked about such a span."""
        if self.valid_to and self.valid_from and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("Ostatni dzień wypada przed pierwszym.")})
