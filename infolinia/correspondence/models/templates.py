"""The wording of messages, kept by editors: one text for each purpose, channel and language, in editions."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from infolinia.core.four_eyes import triggers_of_editions
from infolinia.core.history import tracked

# Under review only what a step needs may change.
_CHANGED_UNDER_REVIEW = """(
    OLD.state = 'review' AND (OLD.subject, OLD.body) IS DISTINCT FROM (NEW.subject, NEW.body)
)"""
_UNREVIEWED = "(OLD.state <> NEW.state AND NEW.state = 'published' AND NEW.reviewed_by_id IS NULL)"


class Template(models.Model):
    """Which message it words. Without a published edition the text that came with the product stands (edition 0)."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("e-mail")
        SMS = "sms", _("SMS")
        LETTER = "letter", _("list")

    class Language(models.TextChoices):
        POLISH = "pl", _("polski")
        ENGLISH = "en", _("angielski")
        UKRAINIAN = "uk", _("ukraiński")

    purpose = models.CharField(_("po co"), max_length=40)
    channel = models.CharField(_("kanał"), max_length=6, choices=Channel)
    language = models.CharField(_("język"), max_length=2, choices=Language, default=Language.POLISH)

    class Meta:
        verbose_name = _("szablon wiadomości")
        verbose_name_plural = _("szablony wiadomości")
        ordering = ["purpose", "channel", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "channel", "language"], name="correspondence_one_template_for_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose}/{self.channel}/{self.language}"


@tracked()
class TemplateEdition(models.Model):
    """What the message says from one approval to the next. Once published it never changes and never goes away."""

    class State(models.TextChoices):
        DRAFT = "draft", _("szkic")
        REVIEW = "review", _("do sprawdzenia")
        PUBLISHED = "published", _("obowiązuje")
        RETIRED = "retired", _("zastąpiona")

    template = models.ForeignKey(Template, models.PROTECT, related_name="editions", verbose_name=_("szablon"))
    number = models.PositiveIntegerField(_("wydanie"))
    based_on = models.PositiveIntegerField(_("na podstawie wydania"), default=0, editable=False)
    state = models.CharField(_("stan"), max_length=9, choices=State, default=State.DRAFT)
    subject = models.CharField(_("temat"), max_length=200, blank=True)
    body = models.TextField(_("treść"), max_length=8000)
    version = models.PositiveIntegerField(default=1, editable=False)
    authors = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("kto zmienił")
    )
    changed_at = models.DateTimeField(_("zmieniono"), editable=False)
    sent_at = models.DateTimeField(_("oddano do sprawdzenia"), null=True, editable=False)
    return_reason = models.TextField(_("dlaczego zwrócono"), blank=True, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("kto sprawdził"),
    )
    published_at = models.DateTimeField(_("obowiązuje od"), null=True, editable=False)

    class Meta:
        verbose_name = _("wydanie szablonu")
        verbose_name_plural = _("wydania szablonów")
        ordering = ["template", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="correspondence_template_number_once"),
            models.UniqueConstraint(
                fields=["template"], condition=Q(state="published"), name="correspondence_one_template_in_force"
            ),
            models.UniqueConstraint(
                fields=["template"],
                condition=Q(state__in=["draft", "review"]),
                name="correspondence_one_template_under_way",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "retired"])
                | Q(published_at__isnull=False, reviewed_by__isnull=False),
                name="correspondence_template_approved",
            ),
        ]
        triggers = triggers_of_editions(
            changed_under_review=_CHANGED_UNDER_REVIEW,
            unreviewed=_UNREVIEWED,
            steps=[
                ("draft", "review"),
                ("review", "draft"),
                ("review", "published"),
                ("published", "retired"),
            ],
        )

    def __str__(self) -> str:
        return f"{self.template_id}: {self.number}"
