"""Lines of waiting callers, and what they ask of those who answer."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked


@tracked()
class Queue(models.Model):
    """A line of waiting callers with one promise about the time to answer."""

    code = models.SlugField(_("kod"), max_length=40, unique=True)
    name = models.CharField(_("nazwa"), max_length=80)
    answer_within = models.PositiveSmallIntegerField(
        _("odebrać w ciągu (s)"), default=20, help_text=_("Do tego czasu mierzony jest poziom obsługi.")
    )
    position = models.PositiveSmallIntegerField(_("kolejność na liście"), default=0)
    head_start = models.PositiveSmallIntegerField(
        _("fory (minuty)"),
        default=0,
        help_text=_("Dzwoniący stoi tak, jakby zadzwonił o tyle minut wcześniej."),
    )
    longest_line = models.PositiveSmallIntegerField(
        _("najwięcej czekających"), default=0, help_text=_("0: bez ograniczenia. Ponad to proponujemy oddzwonienie.")
    )
    overflow_after = models.PositiveSmallIntegerField(_("pomoc innej kolejki po (s)"), null=True, blank=True)
    overflow_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kolejka, która pomaga")
    )
    same_adviser_for = models.PositiveSmallIntegerField(
        _("czekaj na tego samego doradcę (s)"),
        default=0,
        help_text=_("Kto dzwoni drugi raz tego samego dnia, czeka tyle najwyżej na tę samą osobę. 0: wyłączone."),
    )
    spares_rare = models.BooleanField(
        _("oszczędzaj rzadkie umiejętności"),
        default=False,
        help_text=_("Dzwoni u wolnej osoby, którą najłatwiej zastąpić. Inaczej: u najdłużej wolnej."),
    )

    closed_since = models.DateTimeField(_("zamknięta od"), null=True, blank=True, editable=False)
    closed_why = models.CharField(_("dlaczego zamknięta"), max_length=160, blank=True, editable=False)

    class Meta:
        verbose_name = _("kolejka")
        verbose_name_plural = _("kolejki")
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(overflow_to__isnull=True) | models.Q(overflow_after__isnull=False),
                name="routing_overflow_has_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(overflow_to=models.F("id")), name="routing_no_overflow_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Skill(models.Model):
    """What some advisers can do and others cannot: a subject, or sign language. Languages stand at the person."""

    code = models.SlugField(_("kod"), max_length=40, unique=True)
    name = models.CharField(_("nazwa"), max_length=80)

    class Meta:
        verbose_name = _("umiejętność")
        verbose_name_plural = _("umiejętności")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


LEVELS = [MinValueValidator(1), MaxValueValidator(5)]


@tracked()
class StaffSkill(models.Model):
    """How well one adviser does it: 1 just so, 5 best."""

    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="skills", verbose_name=_("doradca")
    )
    skill = models.ForeignKey(Skill, models.CASCADE, related_name="+", verbose_name=_("umiejętność"))
    level = models.PositiveSmallIntegerField(_("poziom (1–5)"), default=3, validators=LEVELS)

    class Meta:
        verbose_name = _("umiejętność doradcy")
        verbose_name_plural = _("umiejętności doradców")
        constraints = [
            models.UniqueConstraint(fields=["staff", "skill"], name="routing_skill_once"),
            models.CheckConstraint(condition=models.Q(level__range=(1, 5)), name="routing_skill_level"),
        ]

    def __str__(self) -> str:
        return f"{self.staff}: {self.skill} {self.level}"


@tracked()
class QueueNeed(models.Model):
    """A skill that a queue asks for, and after how long a wait a lower level is enough (0: anybody)."""

    queue = models.ForeignKey(Queue, models.CASCADE, related_name="needs", verbose_name=_("kolejka"))
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+", verbose_name=_("umiejętność"))
    level = models.PositiveSmallIntegerField(_("poziom (1–5)"), default=1, validators=LEVELS)
    relaxed_after = models.PositiveSmallIntegerField(_("mniej wystarczy po (s)"), null=True, blank=True)
    relaxed_level = models.PositiveSmallIntegerField(
        _("wtedy poziom"), default=0, help_text=_("0: umiejętność nie jest już potrzebna.")
    )

    class Meta:
        verbose_name = _("wymaganie kolejki")
        verbose_name_plural = _("wymagania kolejek")
        constraints = [
            models.UniqueConstraint(fields=["queue", "skill"], name="routing_need_once"),
            models.CheckConstraint(
                condition=models.Q(level__range=(1, 5)) & models.Q(relaxed_level__lt=models.F("level")),
                name="routing_need_relaxes_downwards",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.queue}: {self.skill} {self.level}"


@tracked()
class WorkSettings(models.Model):
    """How one adviser works: how many conversations by text at once, alone and beside a call, and how many letters."""

    staff = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+", verbose_name=_("doradca")
    )

    class AfterCall(models.TextChoices):
        OWN = "own", _("kończy sam doradca")
        TIMED = "timed", _("kończy się po czasie")
        OFF = "off", _("bez czasu po rozmowie")

    texts = models.PositiveSmallIntegerField(_("rozmów tekstowych naraz"), default=0)
    texts_beside_call = models.PositiveSmallIntegerField(_("z tego w czasie rozmowy"), default=0)
    emails = models.PositiveSmallIntegerField(
        _("e-maili naraz"), default=3, help_text=_("Tyle najwyżej leży na stanowisku. Telefon ma pierwszeństwo.")
    )
    short_messages = models.PositiveSmallIntegerField(_("SMS-ów naraz"), default=3)
    web_forms = models.PositiveSmallIntegerField(_("formularzy naraz"), default=3)
    after_call = models.CharField(
        _("czas po rozmowie"),
        max_length=5,
        choices=AfterCall,
        default=AfterCall.OWN,
        help_text=_("Doradca może ten czas zawsze skończyć, a kończący się sam: przedłużyć."),
    )
    after_call_seconds = models.PositiveSmallIntegerField(_("ile sekund"), default=60)

    class Meta:
        verbose_name = _("ustawienia pracy")
        verbose_name_plural = _("ustawienia pracy")

    def __str__(self) -> str:
        return str(self.staff)
