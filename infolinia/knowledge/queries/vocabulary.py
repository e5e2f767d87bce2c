"""The words that lead to cards, as editors see and correct them. Pages are numbered from 1."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from django.db.models import Case, Max, Model, Q, QuerySet, When

from infolinia.knowledge.models import (
    Association,
    Phrase,
    RejectedSynonym,
    SearchDocument,
    SearchEntry,
    Synonym,
    ThesaurusPair,
)
from infolinia.knowledge.rules.learning import trust_of
from infolinia.knowledge.shapes import CardLink
from infolinia.knowledge.shapes_words import AssociationLine, Listed, PairLine, PhraseLine, PutAside, SynonymLine

Row = TypeVar("Row", bound=Model)
_STATE = Association.State


def phrase_lines(*, text: str = "", page: int = 1, size: int) -> Listed[PhraseLine]:
    """Return residents' words whose text, card's code or card's title holds the given text, by card."""
    rows = Phrase.objects.select_related("card").order_by("card__code", "text")
    if text:
        rows = rows.filter(Q(text__icontains=text) | _of_card(text))
    shown, total = _page(rows, page, size)
    titles = _titles(row.card_id for row in shown)
    return Listed(
        tuple(
            PhraseLine(
                id=row.pk,
                text=row.text,
                card=CardLink(row.card.code, titles.get(row.card_id, row.card.code)),
                origin_label=row.get_origin_display(),
            )
            for row in shown
        ),
        total,
    )


def synonym_lines(*, text: str = "", page: int = 1, size: int) -> Listed[SynonymLine]:
    """Return the synonyms with the text in either word, by the everyday one."""
    rows = Synonym.objects.order_by("everyday", "means")
    if text:
        rows = rows.filter(Q(everyday__icontains=text) | Q(means__icontains=text))
    shown, total = _page(rows, page, size)
    return Listed(
        tuple(
            SynonymLine(
                id=row.pk,
                everyday=row.everyday,
                means=row.means,
                origin_label=row.get_origin_display(),
                is_from_file=row.origin == Phrase.Origin.IMPORT,
            )
            for row in shown
        ),
        total,
    )


def synonyms_put_aside(*, limit: int) -> tuple[PutAside, ...]:
    """Return the synonyms from files that editors put aside, the latest first."""
    rows = RejectedSynonym.objects.select_related("by").order_by("-at", "-id")[:limit]
    return tuple(PutAside(row.pk, row.everyday, row.means, str(row.by), row.at) for row in rows)


def association_lines(*, text: str = "", page: int = 1, size: int) -> Listed[AssociationLine]:
    """Return what searches taught: what waits for a decision first, then by how much speaks for it."""
    waiting = Case(When(state=_STATE.OFFERED, then=0), When(state=_STATE.ACCEPTED, then=1), default=2)
    rows = Association.objects.select_related("card", "decided_by").order_by(waiting, "-led", "words", "id")
    if text:
        rows = rows.filter(Q(words__icontains=text) | _of_card(text))
    shown, total = _page(rows, page, size)
    titles, last = _titles(row.card_id for row in shown), _last_times(shown)
    return Listed(
        tuple(
            _association(row, titles.get(row.card_id, row.card.code), last.get((row.words, row.card.code)))
            for row in shown
        ),
        total,
    )


def thesaurus_lines(*, text: str = "", page: int = 1, size: int) -> Listed[PairLine]:
    """Return the thesaurus's pairs with the text in either word, those put aside last."""
    rows = ThesaurusPair.objects.order_by("is_rejected", "word", "means")
    if text:
        rows = rows.filter(Q(word__icontains=text) | Q(means__icontains=text))
    shown, total = _page(rows, page, size)
    return Listed(tuple(PairLine(row.pk, row.word, row.means, row.is_rejected) for row in shown), total)


def count_associations_waiting() -> int:
    """Return how many associations nobody decided about."""
    return Association.objects.filter(state=_STATE.OFFERED).count()


def _page(rows: QuerySet[Row], page: int, size: int) -> tuple[list[Row], int]:
    return list(rows[(page - 1) * size : page * size]), rows.count()


def _of_card(text: str) -> Q:
    titled = SearchDocument.objects.filter(kind="card", language="pl", title__icontains=text)
    return Q(card__code__icontains=text) | Q(card__in=titled.values("card"))


def _titles(cards: Iterable[int]) -> dict[int, str]:
    """Return the cards' titles as search has them; a card that is not in force has none."""
    held = SearchDocument.objects.filter(kind="card", language="pl", card__in=set(cards))
    return {card: title for card, title in held.values_list("card_id", "title") if card}


def _last_times(rows: Iterable[Association]) -> dict[tuple[str, str], datetime]:
    """Return when each of these cards last answered after the words."""
    answered = SearchEntry.objects.filter(text__in={row.words for row in rows}, is_settled=True)
    latest = answered.exclude(answered_code="").values("text", "answered_code").annotate(last=Max("at")).order_by()
    return {(row["text"], row["answered_code"]): row["last"] for row in latest}


def _association(row: Association, title: str, last_at: datetime | None) -> AssociationLine:
    trust = trust_of(row.led, row.typed, is_accepted=row.state == _STATE.ACCEPTED)
    return AssociationLine(
        id=row.pk,
        words=row.words,
        card=CardLink(row.card.code, title),
        led=row.led,
        typed=row.typed,
        last_at=last_at,
        state=row.state,
        state_label=row.get_state_display(),
        works=row.state != _STATE.REJECTED and trust > 0,
        by_name=str(row.decided_by) if row.decided_by else "",
        decided_at=row.decided_at,
    )
