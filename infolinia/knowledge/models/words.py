"""Words and what they lead to: a thesaurus to choose from, what searches taught, and words of other worlds.

Phrases and synonyms, which editors write themselves, stand beside the cards. A search reads none of these tables:
what is accepted is copied into the index.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from infolinia.core.history import tracked
from infolinia.knowledge.models.cards import Card, Phrase


@tracked()
class Association(models.Model):
    """Words after which advisers ended at a card that no phrase of it says, and how often they did."""

    class State(models.TextChoices):
        OFFERED = "offered", _("do decyzji")
        ACCEPTED = "accepted", _("przyjęte")
        REJECTED = "rejected", _("odrzucone")

    words = models.CharField(_("wpisane słowa"), max_length=120)
    card = models.ForeignKey(Card, models.CASCADE, related_name="associations", verbose_name=_("karta"))
    led = models.PositiveIntegerField(_("ile razy karta odpowiedziała"), default=0)
    typed = models.PositiveIntegerField(_("ile razy wpisano"), default=0)
    state = models.CharField(_("stan"), max_length=8, choices=State, default=State.OFFERED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("kto zdecydował")
    )
    decided_at = models.DateTimeField(_("kiedy"), null=True)

    class Meta:
        verbose_name = _("skojarzenie")
        verbose_name_plural = _("skojarzenia")
        constraints = [models.UniqueConstraint(fields=["words", "card"], name="knowledge_association_once")]

    def __str__(self) -> str:
        return f"{self.words} → {self.card_id}"


class ThesaurusPair(models.Model):
    """Two words of like meaning as a general thesaurus has them: the cards say `means`, no card says `word`.

    Filled at set-up where the thesaurus can be had. Works weakly; an editor may put it aside or make it a synonym.
    """

    word = models.CharField(_("słowo"), max_length=80)
    means = models.CharField(_("znaczy w kartach"), max_length=80)
    is_rejected = models.BooleanField(_("odrzucone"), default=False)

    class Meta:
        verbose_name = _("para z tezaurusa")
        verbose_name_plural = _("pary z tezaurusa")
        constraints = [models.UniqueConstraint(fields=["word", "means"], name="knowledge_thesaurus_once")]

    def __str__(self) -> str:
        return f"{self.word} → {self.means}"


@tracked()
class RejectedSynonym(models.Model):
    """A synonym of the shipped list that an editor put aside: the list may not bring it back."""

    everyday = models.CharField(_("słowo potoczne"), max_length=80)
    means = models.CharField(_("znaczy w kartach"), max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("kto"))
    at = models.DateTimeField(_("kiedy"))

    class Meta:
        verbose_name = _("odłożony synonim")
        verbose_name_plural = _("odłożone synonimy")
        constraints = [models.UniqueConstraint(fields=["everyday", "means"], name="knowledge_rejected_synonym_once")]

    def __str__(self) -> str:
        return f"{self.everyday} → {self.means}"


@tracked()
class ForeignWord(models.Model):
    """A word of matters no city office deals with, such as recipes: it speaks for answering nothing."""

    word = models.CharField(_("słowo"), max_length=80, unique=True)
    origin = models.CharField(_("skąd"), max_length=6, choices=Phrase.Origin, default=Phrase.Origin.EDITOR)
    is_rejected = models.BooleanField(_("odłożone"), default=False)

    class Meta:
        verbose_name = _("słowo spoza spraw miasta")
        verbose_name_plural = _("słowa spoza spraw miasta")
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word
