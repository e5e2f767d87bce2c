"""How each carrier is doing. One that does not work rests a while, so that its silence does not hold up the others."""

from datetime import datetime, timedelta

from django.db import transaction

from infolinia.core import live
from infolinia.correspondence.models import ProviderState
from infolinia.correspondence.rules.retrying import rest

TOPIC = "sending"
_FRESH = timedelta(minutes=1)


def rests(carrier: str, at: datetime) -> datetime | None:
    """Return until when nobody should knock at this carrier's door, or None when it is open."""
    known = ProviderState.objects.filter(pk=carrier, resting_until__gt=at).values_list("resting_until", flat=True)
    return known.first()


def failed(carrier: str, said: str, at: datetime) -> datetime:
    """Note that the carrier does not work; returns until when it rests."""
    with transaction.atomic():
        state = _locked(carrier)
        if state.resting_until and state.resting_until > at:
            return state.resting_until  # somebody else came back from the same closed door
        state.failures += 1
        state.failing_since = state.failing_since or at
        state.resting_until = rest(failures=state.failures, at=at)
        state.last_error = said[:500]
        state.save()
        live.publish(TOPIC)
    return state.resting_until


def worked(carrier: str, at: datetime) -> bool:
    """Note that the carrier works; returns whether it had not worked before."""
    known = ProviderState.objects.filter(pk=carrier).first()
    if known and known.failing_since is None and known.last_sent_at and known.last_sent_at > at - _FRESH:
        return False
    with transaction.atomic():
        state = _locked(carrier)
        had_failed = state.failing_since is not None
        state.failing_since, state.resting_until, state.failures, state.last_error = None, None, 0, ""
        state.last_sent_at = at
        state.save()
        if had_failed:
            live.publish(TOPIC)
    return had_failed


def _locked(carrier: str) -> ProviderState:
    ProviderState.objects.bulk_create([ProviderState(carrier=carrier)], ignore_conflicts=True)
    return ProviderState.objects.select_for_update().get(pk=carrier)
