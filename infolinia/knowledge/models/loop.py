"""What keeps cards true: what was searched, what was opened, what is asked most, and whether sources still answer.

The log holds no personal data: long numbers, addresses and names are masked before they come here, and who searched
is forgotten after two days.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked
from infolinia.knowledge.models.cards import Card

TEXT_LENGTH = 120


class SearchEntry(models.Model):
    """One search: the last words of a run of typing, how much was found, and the card that answered in the end."""

    class Channel(models.TextChoices):
        DESK = "desk", _("stanowisko")
        PUBLIC = "public", _("strona dla mieszkańców")
        API = "api", _("interfejs")

    at = models.DateTimeField(_("kiedy"))
    channel = models.CharField(_("gdzie"), max_length=6, choices=Channel)
    text = models.CharField(_("szukane słowa"), max_length=TEXT_LENGTH)
    key = models.CharField(max_length=TEXT_LENGTH, blank=True)
    hits = models.PositiveSmallIntegerField(_("ile znaleziono"))
    note = models.CharField(_("uwaga doradcy"), max_length=500, blank=True)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    question_id = models.BigIntegerField(null=True)
    opened_code = models.CharField(max_length=60, blank=True)
    answered_code = models.CharField(max_length=60, blank=True)
    is_settled = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("szukanie")
        verbose_name_plural = _("szukania")
        indexes = [
            models.Index(fields=["at"], name="knowledge_search_at"),
            models.Index(fields=["staff", "-at"], name="knowledge_search_staff", condition=Q(staff__isnull=False)),
            models.Index(fields=["at", "key"], name="knowledge_search_nothing", condition=Q(hits=0)),
            models.Index(
                fields=["question_id"],
                name="knowledge_search_open",
                condition=Q(question_id__isnull=False, is_settled=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class CardOpening(models.Model):
    """A card opened during a conversation, and whether it answered the question in the end."""

    at = models.DateTimeField(_("kiedy"))
    code = models.CharField(_("karta"), max_length=60)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    question_id = models.BigIntegerField()
    search = models.ForeignKey(SearchEntry, models.SET_NULL, null=True, related_name="openings")
    answered_code = models.CharField(max_length=60, blank=True)
    is_settled = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("otwarcie karty")
        verbose_name_plural = _("otwarcia kart")
        constraints = [models.UniqueConstraint(fields=["question_id", "code"], name="knowledge_opening_once")]
        indexes = [
            models.Index(fields=["at"], name="knowledge_opening_at"),
            models.Index(fields=["question_id"], name="knowledge_opening_open", condition=Q(is_settled=False)),
        ]

    def __str__(self) -> str:
        return self.code


@tracked()
class SearchDecision(models.Model):
    """What editors did about words that found nothing."""

    class Decision(models.TextChoices):
        SKIPPED = "skipped", _("pominięte")
        PHRASE = "phrase", _("słowa dodane do karty")
        CARD = "card", _("napisano kartę")

    key = models.CharField(max_length=TEXT_LENGTH, unique=True)
    text = models.CharField(_("szukane słowa"), max_length=TEXT_LENGTH)
    decision = models.CharField(_("co zrobiono"), max_length=7, choices=Decision)
    card_code = models.CharField(_("karta"), max_length=60, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("kto"))
    at = models.DateTimeField(_("kiedy"))

    class Meta:
        verbose_name = _("decyzja o szukanych słowach")
        verbose_name_plural = _("decyzje o szukanych słowach")

    def __str__(self) -> str:
        return self.text


class CardDay(models.Model):
    """How often a card was used on one day, counted from the questions of conversations. Derived data."""

    day = models.DateField(_("dzień"))
    card_code = models.CharField(_("karta"), max_length=60)
    asked = models.PositiveIntegerField(_("pytań"))
    helped = models.PositiveIntegerField(_("z odpowiedzią"))

    class Meta:
        verbose_name = _("dzień karty")
        verbose_name_plural = _("dni kart")
        constraints = [models.UniqueConstraint(fields=["day", "card_code"], name="knowledge_card_day_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.card_code}"


class SourceLink(models.Model):
    """An https address that cards point to, and whether it still answers."""

    class State(models.TextChoices):
        UNCHECKED = "unchecked", _("jeszcze nie sprawdzony")
        ALIVE = "alive", _("działa")
        FAILING = "failing", _("raz nie odpowiedział")
        DEAD = "dead", _("nie działa")
        REFUSED = "refused", _("nie sprawdzamy")

    url = models.CharField(_("adres"), max_length=1000, unique=True)
    state = models.CharField(_("stan"), max_length=9, choices=State, default=State.UNCHECKED)
    failures = models.PositiveSmallIntegerField(_("ile razy z rzędu"), default=0)
    answer = models.CharField(_("odpowiedź"), max_length=200, blank=True)
    checked_at = models.DateTimeField(_("sprawdzono"), null=True, blank=True)
    failing_since = models.DateTimeField(_("nie odpowiada od"), null=True, blank=True)
    cards = models.ManyToManyField(Card, related_name="+", verbose_name=_("karty"))

    class Meta:
        verbose_name = _("odnośnik")
        verbose_name_plural = _("odnośniki")
        indexes = [models.Index(fields=["checked_at"], name="knowledge_link_checked")]

    def __str__(self) -> str:
        return self.url
