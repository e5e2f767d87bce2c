"""Writes and reads about the operators' trunks, calls that left, and alarms of the line."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F

from infolinia.core import live
from infolinia.telephony.models import LineAlarm, OutgoingCall, TrunkState
from infolinia.telephony.provisioning.trunk_settings import read_trunk_settings
from infolinia.telephony.rules.guard import Tried
from infolinia.telephony.rules.numbers import Destination, Kind, Refusal, destination

TRUNK_DOWN = LineAlarm.Kind.TRUNK_DOWN


@dataclass(frozen=True)
class TrunkLine:
    """One trunk as the office sees it: whether it works, since when, and its calls of the last day."""

    name: str
    is_up: bool
    since: datetime
    failed_at: datetime | None
    calls_out: int


@dataclass(frozen=True)
class AlarmLine:
    """One alarm in words. `over_at` without `over_by` means that it ended by itself."""

    id: int
    kind: str
    text: str
    subject: str
    raised_at: datetime
    last_at: datetime
    times: int
    over_at: datetime | None = None
    over_by: str = ""


def may_dial(number: str) -> Destination | Refusal:
    """Return where a call to the number would go by this office's settings, or why none may leave. For screens.

    `telephony.lines` asks again when the call leaves.
    """
    allowed = read_trunk_settings(settings.ENV.state, carrier=settings.ENV.carrier).allowed
    return destination(number, allowed)


@transaction.atomic
def record_trunk(*, name: str, state: str, at: datetime) -> None:
    """Write that a trunk is `up`, `down`, or `failed` a call; a trunk that is down raises an alarm until it is up."""
    row, _ = TrunkState.objects.select_for_update().get_or_create(name=name, defaults={"since": at})
    if state == "failed":
        row.failed_at = at
    elif row.is_up != (state == "up"):
        row.is_up, row.since = state == "up", at
    row.save()
    if state == "down":
        raise_alarm(kind=TRUNK_DOWN, subject=name, at=at)
    elif state == "up":
        end_alarm(kind=TRUNK_DOWN, subject=name, at=at)
    live.publish("board")


def record_outgoing(*, key: str, purpose: str, number: str, kind: str, trunk: str, at: datetime, result: str) -> None:
    """Write a call that left or was tried, once however often it is told."""
    OutgoingCall.objects.get_or_create(
        key=key,
        defaults={"purpose": purpose, "number": number, "kind": kind, "trunk": trunk, "at": at, "result": result},
    )


@transaction.atomic
def raise_alarm(*, kind: str, subject: str, at: datetime) -> None:
    """Tell the office; an alarm that is open already counts on."""
    raised, is_new = LineAlarm.objects.get_or_create(
        kind=kind, subject=subject[:80], over_at=None, defaults={"raised_at": at, "last_at": at}
    )
    if not is_new and at > raised.last_at:
        LineAlarm.objects.filter(pk=raised.pk).update(last_at=at, times=F("times") + 1)
    live.publish("board")


def end_alarm(*, kind: str, subject: str, at: datetime) -> None:
    """Close an alarm: it mended itself, or somebody looked at it."""
    if LineAlarm.objects.filter(kind=kind, subject=subject[:80], over_at=None).update(over_at=at):
        live.publish("board")


def close_alarm(*, alarm_id: int, by_id: int, at: datetime) -> bool:
    """Close an alarm that somebody looked at; returns whether it was still open. What goes on raises it again."""
    was_open = LineAlarm.objects.filter(pk=alarm_id, over_at=None).update(over_at=at, over_by_id=by_id) > 0
    if was_open:
        live.publish("board")
    return was_open


def open_alarms() -> list[AlarmLine]:
    """Return what the office has to look at, the newest first."""
    return [_alarm_line(one) for one in LineAlarm.objects.filter(over_at=None)]


def past_alarms(limit: int) -> list[AlarmLine]:
    """Return alarms that are over, the last one first, and who closed each."""
    rows = LineAlarm.objects.filter(over_at__isnull=False).select_related("over_by").order_by("-over_at")
    return [_alarm_line(one) for one in rows[:limit]]


def trunks(at: datetime) -> list[TrunkLine]:
    """Return every trunk that the line knows, with the calls that left over it within a day."""
    day = OutgoingCall.objects.filter(at__gt=at - timedelta(days=1)).order_by()
    out = dict(day.values_list("trunk").annotate(calls=Count("pk")))
    return [
        TrunkLine(one.name, one.is_up, one.since, one.failed_at, out.get(one.name, 0))
        for one in TrunkState.objects.all()
    ]


def tried_since(moment: datetime) -> list[Tried]:
    """Return the calls that left since the moment, for the guard's count."""
    rows = OutgoingCall.objects.filter(at__gt=moment).order_by("at").values_list("at", "kind")
    return [Tried(at, Kind(kind)) for at, kind in rows]


def forget_outgoing(before: datetime) -> int:
    """Delete calls that left before the moment, and alarms that were over by then; returns how many."""
    old = LineAlarm.objects.filter(over_at__lt=before).delete()[0]
    return old + OutgoingCall.objects.filter(at__lt=before).delete()[0]


def _alarm_line(row: LineAlarm) -> AlarmLine:
    return AlarmLine(
        id=row.pk,
        kind=row.kind,
        text=row.get_kind_display(),
        subject=row.subject,
        raised_at=row.raised_at,
        last_at=row.last_at,
        times=row.times,
        over_at=row.over_at,
        over_by=str(row.over_by or "") if row.over_at else "",
    )
