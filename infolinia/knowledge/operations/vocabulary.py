"""The words residents use: phrases of one card, and synonyms for all of them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.knowledge.models import Card, Phrase, RejectedSynonym, Synonym, ThesaurusPair
from infolinia.knowledge.operations.indexing import index_cards
from infolinia.knowledge.operations.leading import refresh_links
from infolinia.knowledge.search.words import content_words

_LONGEST_PHRASE = 120
_LONGEST_WORD = 80


class CannotAddPhrase(Cannot):
    """The words cannot help a search; the text says why."""


@transaction.atomic
def add_phrase(*, card_code: str, text: str) -> None:
    """Add words by which residents ask for the card; search knows them at once. The same words again do nothing."""
    words = _useful(text)
    card = Card.objects.filter(code=card_code).first()
    if card is None:
        raise CannotAddPhrase(_("Nie ma karty o kodzie „%(code)s”. Wybierz kartę z listy.") % {"code": card_code})
    _phrase, is_new = Phrase.objects.get_or_create(card=card, text=words)
    if is_new:
        index_cards(codes=[card_code])


@transaction.atomic
def remove_phrase(*, phrase_id: int) -> None:
    """Forget words that led to the wrong card. Does nothing where they are gone already."""
    phrase = Phrase.objects.select_related("card").filter(pk=phrase_id).first()
    if phrase is None:
        return
    phrase.delete()
    index_cards(codes=[phrase.card.code])


@transaction.atomic
def add_synonym(*, everyday: str, means: str, at: datetime) -> None:
    """Let every card that says `means` be found by `everyday`, at once; also where it was put aside before."""
    word, office = _useful(everyday, _LONGEST_WORD), _useful(means)
    RejectedSynonym.objects.filter(everyday=word, means=office).delete()
    _synonym, is_new = Synonym.objects.get_or_create(everyday=word, means=office)
    if is_new:
        refresh_links()


@transaction.atomic
def remove_synonym(*, synonym_id: int, by: int, at: datetime) -> None:
    """Let the everyday word lead there no more. One from a file is put aside, so that the file does not bring it back.

    Does nothing where it is gone already.
    """
    found = Synonym.objects.select_for_update().filter(pk=synonym_id).first()
    if found is None:
        return
    if found.origin == Phrase.Origin.IMPORT:
        told = {"by_id": by, "at": at}
        RejectedSynonym.objects.get_or_create(everyday=found.everyday, means=found.means, defaults=told)
    found.delete()
    refresh_links()


@transaction.atomic
def take_back_synonym(*, rejected_id: int) -> None:
    """Let a synonym that was put aside lead to its cards again. Does nothing where that was done already."""
    found = RejectedSynonym.objects.select_for_update().filter(pk=rejected_id).first()
    if found is None:
        return
    of_file = {"origin": Phrase.Origin.IMPORT}
    Synonym.objects.get_or_create(everyday=found.everyday, means=found.means, defaults=of_file)
    found.delete()
    refresh_links()


def decide_pair(*, pair_id: int, is_rejected: bool) -> None:
    """Put a pair of the thesaurus aside, or take it back; search follows at once."""
    ThesaurusPair.objects.filter(pk=pair_id).update(is_rejected=is_rejected)


def _useful(text: str, longest: int = _LONGEST_PHRASE) -> str:
    words = one_line(text, longest)
    if not content_words(words):
        raise CannotAddPhrase(_("Wpisz słowa, które coś znaczą: same spójniki nie pomogą w szukaniu."))
    return words
