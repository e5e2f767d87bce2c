"""The words residents use: phrases of one card, and synonyms for all of them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.knowledge.models import Card, Phrase, Synonym
from infolinia.knowledge.operations.indexing import index_cards
from infolinia.knowledge.operations.leading import refresh_links
from infolinia.knowledge.search.words import content_words

_LONGEST_PHRASE = 120


class CannotAddPhrase(Cannot):
    """The words cannot help a search; the text says why."""


@transaction.atomic
def add_phrase(*, card_code: str, text: str) -> None:
    """Add words by which residents ask for the card; search knows them at once. The same words again do nothing."""
    words = _useful(text)
    card = Card.objects.get(code=card_code)
    _phrase, is_new = Phrase.objects.get_or_create(card=card, text=words)
    if is_new:
        index_cards(codes=[card_code])


@transaction.atomic
def remove_phrase(*, phrase_id: int) -> None:
    """Forget words that led to the wrong card."""
    phrase = Phrase.objects.select_related("card").get(pk=phrase_id)
    phrase.delete()
    index_cards(codes=[phrase.card.code])


@transaction.atomic
def add_synonym(*, everyday: str, means: str, at: datetime) -> None:
    """Let every card that says `means` be found by `everyday`, at once."""
    _synonym, is_new = Synonym.objects.get_or_create(everyday=_useful(everyday), means=_useful(means))
    if is_new:
        refresh_links()


def _useful(text: str) -> str:
    words = one_line(text, _LONGEST_PHRASE)
    if not content_words(words):
        raise CannotAddPhrase(_("Wpisz słowa, które coś znaczą: same spójniki nie pomogą w szukaniu."))
    return words
