"""What editors do about words that found nothing."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.knowledge.models import Card, SearchDecision
from infolinia.knowledge.models.loop import TEXT_LENGTH
from infolinia.knowledge.operations.vocabulary import add_phrase
from infolinia.knowledge.search.keys import search_key


class CannotDecide(Cannot):
    """Nothing can be done with these words; the text says why."""


@transaction.atomic
def skip_words(*, text: str, by: int, at: datetime) -> None:
    """Leave the words, however they are inflected, out of the weekly list from now on."""
    _decide(text, SearchDecision.Decision.SKIPPED, "", by, at)


@transaction.atomic
def add_words_to_card(*, text: str, card_code: str, by: int, at: datetime) -> None:
    """Let the words lead to the card, and take them off the list unless they still find nothing later.

    Raises `CannotDecide` for a card that is not there and `CannotAddPhrase` for words that cannot help.
    """
    if not Card.objects.filter(code=card_code, status=Card.Status.ACTIVE).exists():
        raise CannotDecide(_("Nie ma karty o kodzie „%(code)s”. Wybierz kartę z listy.") % {"code": card_code})
    add_phrase(card_code=card_code, text=text)
    _decide(text, SearchDecision.Decision.PHRASE, card_code, by, at)


@transaction.atomic
def card_is_being_written(*, text: str, by: int, at: datetime) -> None:
    """Take the words off the list: somebody writes a card for them. They come back when they find nothing later."""
    _decide(text, SearchDecision.Decision.CARD, "", by, at)


@transaction.atomic
def take_back_decision(*, key: str) -> None:
    """Put the words on the list again."""
    SearchDecision.objects.filter(key=key).delete()


def _decide(text: str, decision: str, card_code: str, by: int, at: datetime) -> None:
    words = one_line(text, TEXT_LENGTH)
    key = search_key(words)
    if not key:
        raise CannotDecide(_("Wpisz słowa, które coś znaczą."))
    told = {"text": words, "decision": decision, "card_code": card_code, "by_id": by, "at": at}
    SearchDecision.objects.update_or_create(key=key, defaults=told)
