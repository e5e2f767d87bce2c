"""The log of searches: what was looked for, what was opened, and what answered in the end. No personal data."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction

from infolinia.contacts import queries as contacts
from infolinia.core.text import one_line
from infolinia.knowledge.models import CardOpening, SearchEntry
from infolinia.knowledge.models.loop import TEXT_LENGTH
from infolinia.knowledge.rules import masking
from infolinia.knowledge.rules.runs import Step, Typed, step
from infolinia.knowledge.search.keys import search_key
from infolinia.knowledge.search.names import labels

KEPT_MONTHS = 13
"""A season can be compared with the same weeks of last year; what is older says nothing about today's cards."""
STAFF_KEPT = timedelta(days=2)
"""Who searched is needed to join keys into a search, then for nothing: the log ranks no advisers."""
SETTLED_AFTER = timedelta(days=3)
_OPENED_WITHIN = timedelta(minutes=5)
_MOST_HITS = 1_000


def log_search(
    *,
    text: str,
    hits: Sequence[object],
    staff_id: int | None = None,
    question_id: int | None = None,
    at: datetime,
    channel: str = SearchEntry.Channel.DESK,
) -> None:
    """Remember what was searched and how much was found. Meant for after the answer: it never refuses.

    Numbers of five digits and more, addresses and names are masked; where nothing is left, nothing is kept. Of a person
    who types (`staff_id`) the last words of a run stay.
    """
    words = masking.mask(one_line(text, TEXT_LENGTH), labels)[:TEXT_LENGTH]
    if not masking.says_something(words):
        return
    entry = _last_of(staff_id, at) if staff_id else None
    todo = step(_typed(entry, at), words)
    if todo is Step.DELETING:
        return
    if todo is Step.NEW or entry is None:
        entry = SearchEntry(channel=channel, staff_id=staff_id)
    entry.at, entry.text, entry.key = at, words, search_key(words)
    entry.hits, entry.question_id = min(len(hits), _MOST_HITS), question_id
    _save_lightly(entry)


def note_no_card(*, text: str, note: str, staff_id: int, question_id: int | None = None, at: datetime) -> None:
    """Remember that an adviser misses a card for these words, and why; editors see it in the weekly list."""
    words = masking.mask(one_line(text, TEXT_LENGTH), labels)[:TEXT_LENGTH]
    said = masking.mask(one_line(note, 500), labels)[:500]
    entry = _last_of(staff_id, at)
    if entry is None or entry.text != words:
        entry = SearchEntry(channel=SearchEntry.Channel.DESK, staff_id=staff_id, text=words, at=at)
        entry.key = search_key(words)
    entry.hits, entry.note, entry.question_id = 0, said, question_id or entry.question_id
    entry.save()


def card_opened(*, code: str, staff_id: int, question_id: int | None, at: datetime) -> None:
    """Remember that a card was opened, and from which search; only an open question makes it count."""
    entry = SearchEntry.objects.filter(staff_id=staff_id, at__gt=at - _OPENED_WITHIN).order_by("-at", "-id").first()
    if entry is not None and not entry.opened_code:
        entry.opened_code, entry.question_id = code, question_id or entry.question_id
        entry.save(update_fields=["opened_code", "question_id"])
    if question_id is not None:
        opening = CardOpening(at=at, code=code, staff_id=staff_id, question_id=question_id, search=entry)
        CardOpening.objects.bulk_create([opening], ignore_conflicts=True)


@transaction.atomic
def settle_searches(*, at: datetime) -> int:
    """Write beside searches and openings which card answered their question in the end; returns how many were settled.

    A question that has no outcome after three days is taken as not answered.
    """
    late = at - SETTLED_AFTER
    waiting = [SearchEntry.objects.filter(question_id__isnull=False), CardOpening.objects.all()]
    asked: dict[int, datetime] = {}
    for rows in waiting:
        asked |= dict(rows.filter(is_settled=False).values_list("question_id", "at"))
    endings = {ending.question_id: ending for ending in contacts.endings(list(asked))}
    settled = [ident for ident, since in asked.items() if ident in endings or since < late]
    by_card: dict[str, list[int]] = {}
    for ident in settled:
        ending = endings.get(ident)
        by_card.setdefault(ending.card_code if ending and ending.helped else "", []).append(ident)
    for code, idents in by_card.items():
        for model in (SearchEntry, CardOpening):
            rows = model.objects.filter(question_id__in=idents, is_settled=False)
            rows.update(is_settled=True, answered_code=code)
    return len(settled)


@transaction.atomic
def forget_searches(*, at: datetime) -> int:
    """Delete what is older than thirteen months and forget who searched two days ago; returns how many were deleted."""
    oldest = at - timedelta(days=KEPT_MONTHS * 365 / 12)
    gone = 0
    for model in (CardOpening, SearchEntry):
        gone += model.objects.filter(at__lt=oldest).delete()[0]
        nameless = model.objects.filter(staff__isnull=False, at__lt=at - STAFF_KEPT)
        nameless.update(staff=None)
    return gone


def _last_of(staff_id: int, at: datetime) -> SearchEntry | None:
    recent = SearchEntry.objects.filter(staff_id=staff_id, at__gt=at - _OPENED_WITHIN, at__lte=at)
    return recent.order_by("-at", "-id").first()


def _typed(entry: SearchEntry | None, at: datetime) -> Typed | None:
    if entry is None:
        return None
    return Typed(entry.text, (at - entry.at).total_seconds(), bool(entry.opened_code or entry.note))


def _save_lightly(entry: SearchEntry) -> None:
    """Save without waiting for the disk: a search lost when the database falls is no loss."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO OFF")
        entry.save()
