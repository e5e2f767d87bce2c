"""Writes to the question of satisfaction: the office's decision, who was asked, and what they pressed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from infolinia.core import live, retention
from infolinia.telephony.models import SurveyAnswer, SurveyRules

_PAST = ("telephony.SurveyRules:append_only",)  # no other trigger; naming none would lift every one


def decide(*, is_on: bool, is_hidden_from_adviser: bool, by_id: int, at: datetime) -> None:
    """Write the office's decision, which holds at once."""
    with transaction.atomic():
        SurveyRules.objects.create(is_on=is_on, is_hidden_from_adviser=is_hidden_from_adviser, by_id=by_id, at=at)
        live.notify(live.LINES, {"kind": "rules"})


def note_asked(*, conversation_id: UUID, at: datetime) -> None:
    """Write that the caller hears the question; told twice is written once."""
    SurveyAnswer.objects.get_or_create(conversation_id=conversation_id, defaults={"asked_at": at})


def note_score(*, conversation_id: UUID, score: int, at: datetime) -> None:
    """Write the caller's key, 0 to 5; the first one counts."""
    with transaction.atomic():
        row, _ = SurveyAnswer.objects.select_for_update().get_or_create(
            conversation_id=conversation_id, defaults={"asked_at": at}
        )
        if row.score is None:
            row.score, row.answered_at = score, at
            row.save()
            live.publish("board")


def forget_ratings(*, before: datetime, at: datetime) -> int:
    """Erase a batch of ratings asked for before the moment; returns how many went."""
    over = SurveyAnswer.objects.filter(asked_at__lt=before).order_by("asked_at")
    ids = list(over.values_list("pk", flat=True)[: retention.BATCH])
    with retention.erasing("ratings", before=before, at=at, past=_PAST) as tally:
        SurveyAnswer.objects.filter(pk__in=ids).delete()
        tally.count = len(ids)
    return len(ids)
