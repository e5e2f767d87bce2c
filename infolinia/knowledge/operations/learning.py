"""What use teaches search: associations of words with cards, and a bounded boost for cards that answer."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Sum

from infolinia.knowledge.models import Association, Card, CardDay, SearchDocument
from infolinia.knowledge.operations.leading import refresh_links
from infolinia.knowledge.queries.searched import typed_before_answers
from infolinia.knowledge.rules.learning import factor_of

_LOOKED_BACK = timedelta(days=90)
_CHANGES = 0.001


@transaction.atomic
def learn(*, at: datetime) -> None:
    """Count anew, over ninety days, what led to cards that answered and how much each card is used.

    An editor's yes or no to an association stays; the counts beside it go on.
    """
    _count_associations(at - _LOOKED_BACK)
    _count_factors(at - _LOOKED_BACK)
    refresh_links()


@transaction.atomic
def decide_association(*, association_id: int, is_accepted: bool, by: int, at: datetime) -> None:
    """Let an editor accept or reject words that searches taught; search follows at once.

    Does nothing where they are gone.
    """
    state = Association.State.ACCEPTED if is_accepted else Association.State.REJECTED
    found = Association.objects.select_for_update().filter(pk=association_id).first()
    if found is None:
        return
    found.state, found.decided_by_id, found.decided_at = state, by, at
    found.save()
    refresh_links()


@transaction.atomic
def reopen_association(*, association_id: int) -> None:
    """Take an editor's yes or no back: what speaks for the words decides again. Does nothing where they are gone."""
    found = Association.objects.select_for_update().filter(pk=association_id).first()
    if found is None:
        return
    found.state, found.decided_by, found.decided_at = Association.State.OFFERED, None, None
    found.save()
    refresh_links()


def _count_associations(since: datetime) -> None:
    led: dict[tuple[str, str], int] = defaultdict(int)
    typed: dict[str, int] = defaultdict(int)
    for answer in typed_before_answers(since=since):
        words = answer.text[:120]
        led[words, answer.card_code] += answer.times
        typed[words] += answer.times
    cards = dict(Card.objects.filter(code__in={code for _words, code in led}).values_list("code", "id"))
    rows = [
        Association(words=words, card_id=cards[code], led=times, typed=typed[words])
        for (words, code), times in led.items()
        if code in cards
    ]
    Association.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["words", "card"], update_fields=["led", "typed"]
    )


def _count_factors(since: datetime) -> None:
    used = CardDay.objects.filter(day__gte=since.date()).values("card_code").annotate(a=Sum("asked"), h=Sum("helped"))
    factors = {row["card_code"]: factor_of(row["a"], row["h"]) for row in used}
    SearchDocument.objects.filter(kind="card").exclude(code__in=factors).exclude(factor=1.0).update(factor=1.0)
    for code, factor in factors.items():
        documents = SearchDocument.objects.filter(kind="card", code=code)
        documents.exclude(factor__range=(factor - _CHANGES, factor + _CHANGES)).update(factor=factor)
