"""The responsibility map: who handles what where, from when to when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked
from infolinia.knowledge.models.cards import Subject
from infolinia.knowledge.models.days import overlapping_days


@tracked()
class Responsibility(models.Model):
    """One line of the map. An empty field means "any"; the most specific valid line answers."""

    class Parity(models.TextChoices):
        ALL = "", _("wszystkie numery")
        ODD = "odd", _("nieparzyste")
        EVEN = "even", _("parzyste")

    topic = models.CharField(_("czego dotyczy"), max_length=120)
    subject = models.CharField(_("temat"), max_length=40, choices=Subject, blank=True)
    category_code = models.SlugField(_("rodzaj zgłoszenia albo karta"), max_length=60, blank=True)
    words = models.JSONField(_("słowa"), default=list, blank=True)
    with_words = models.JSONField(_("i przy tym słowa"), default=list, blank=True)
    district = models.ForeignKey(
        "city.District", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("dzielnica")
    )
    street = models.ForeignKey(
        "city.Street", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ulica")
    )
    number_from = models.PositiveSmallIntegerField(_("numery od"), null=True, blank=True)
    number_to = models.PositiveSmallIntegerField(_("numery do"), null=True, blank=True)
    parity = models.CharField(_("strona"), max_length=4, choices=Parity, default=Parity.ALL, blank=True)
    unit = models.ForeignKey("city.Unit", models.PROTECT, related_name="+", verbose_name=_("kto się zajmuje"))
    hand_over_text = models.TextField(_("co powiedzieć mieszkańcowi"), blank=True)
    basis = models.CharField(_("podstawa"), max_length=200, blank=True)
    valid_from = models.DateField(_("od"))
    valid_to = models.DateField(_("do"), null=True, blank=True)
    is_example = models.BooleanField(_("przykład"), default=False)
    changed_at = models.DateTimeField(_("zmieniono"))
    key = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("odpowiedzialność")
        verbose_name_plural = _("kto czym się zajmuje")
        ordering = ["topic", "pk"]
        indexes = [models.Index(fields=["-changed_at"], name="knowledge_map_changed")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="knowledge_map_from_before_to",
            ),
            models.CheckConstraint(
                condition=Q(number_from__isnull=True, number_to__isnull=True, parity="") | Q(street__isnull=False),
                name="knowledge_map_numbers_on_street",
            ),
            models.CheckConstraint(
                condition=Q(number_from__isnull=True) | Q(number_to__isnull=True) | Q(number_from__lte=F("number_to")),
                name="knowledge_map_numbers_in_order",
            ),
            ExclusionConstraint(
                name="knowledge_map_said_once",
                expressions=[
                    ("key", RangeOperators.EQUAL),
                    overlapping_days(),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.topic
