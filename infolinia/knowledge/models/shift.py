"""Shift news with read marks, and what advisers found wrong in cards."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked
from infolinia.knowledge.models.cards import Card


@tracked()
class ShiftNews(models.Model):
    """What advisers must know today: shown on the desk until it runs out."""

    title = models.CharField(_("tytuł"), max_length=160)
    text = models.TextField(_("treść"), blank=True)
    important = models.BooleanField(_("ważne"), default=False)
    card = models.ForeignKey(Card, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("karta"))
    valid_from = models.DateTimeField(_("od"))
    valid_to = models.DateTimeField(_("do"), null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kto napisał")
    )
    roles = models.JSONField(_("dla ról"), default=list, blank=True)
    languages = models.JSONField(_("dla mówiących w językach"), default=list, blank=True)
    subjects = models.JSONField(_("dla zajmujących się tematami"), default=list, blank=True)
    revision = models.PositiveSmallIntegerField(_("wersja do przeczytania"), default=1)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kto zmienił")
    )
    edited_at = models.DateTimeField(_("zmieniono"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kto wycofał")
    )
    withdrawn_at = models.DateTimeField(_("wycofano"), null=True, blank=True)

    class Meta:
        verbose_name = _("wiadomość zmiany")
        verbose_name_plural = _("wiadomości zmiany")
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="knowledge_news_ends_later"
            )
        ]

    def __str__(self) -> str:
        return self.title


class NewsRead(models.Model):
    """Who has read a piece of shift news, and when first."""

    news = models.ForeignKey(ShiftNews, models.CASCADE, related_name="reads", verbose_name=_("wiadomość"))
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("kto"))
    revision = models.PositiveSmallIntegerField(_("wersja"), default=1)
    at = models.DateTimeField(_("kiedy"))

    class Meta:
        verbose_name = _("odczyt wiadomości")
        verbose_name_plural = _("odczyty wiadomości")
        constraints = [
            models.UniqueConstraint(fields=["news", "staff", "revision"], name="knowledge_news_revision_read_once")
        ]

    def __str__(self) -> str:
        return f"{self.news_id}: {self.staff_id}"


@tracked()
class CardErrorReport(models.Model):
    """An adviser's „błąd w karcie”: a task for the card's owner, with a day by which it is answered."""

    class State(models.TextChoices):
        OPEN = "open", _("do wyjaśnienia")
        AGREED = "agreed", _("potwierdzone, redaktor poprawia")
        MENDED = "mended", _("poprawione")
        REFUSED = "refused", _("karta jest dobra")

    card = models.ForeignKey(Card, models.PROTECT, related_name="reports", verbose_name=_("karta"))
    edition_number = models.PositiveIntegerField(_("wydanie"))
    section = models.CharField(_("sekcja"), max_length=60, blank=True)
    text = models.TextField(_("co jest nie tak"))
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("kto zgłosił")
    )
    reported_at = models.DateTimeField(_("kiedy"))
    due_on = models.DateField(_("odpowiedzieć do"))
    state = models.CharField(_("stan"), max_length=7, choices=State, default=State.OPEN)
    advice = models.TextField(_("jak powinno być, zdaniem komórki"), blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kto potwierdził"),
    )
    agreed_at = models.DateTimeField(_("kiedy potwierdzono"), null=True, blank=True)
    reply = models.TextField(_("odpowiedź dla doradcy"), blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kto odpowiedział"),
    )
    replied_at = models.DateTimeField(_("kiedy odpowiedziano"), null=True, blank=True)
    mended_edition = models.PositiveIntegerField(_("poprawione w wydaniu"), null=True, blank=True)
    reply_read_at = models.DateTimeField(_("doradca przeczytał"), null=True, blank=True)

    class Meta:
        verbose_name = _("błąd w karcie")
        verbose_name_plural = _("błędy w kartach")
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "agreed"]) | Q(replied_at__isnull=False),
                name="knowledge_report_closed_has_reply_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.card_id}: {self.text[:60]}"
