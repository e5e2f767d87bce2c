"""Reads of call-backs: for the exchange, for the lists of advisers and supervisors, for the desk."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings as django_settings
from django.db.models import Count

from infolinia.city import queries as city
from infolinia.contacts.operations import conversation_id_for
from infolinia.core.phones import readable
from infolinia.routing.rules.callbacks import CallBackRules, valid_until
from infolinia.telephony.models import CallBack, CallBackAttempt, CallBackSettings

OPEN = (CallBack.State.WAITING, CallBack.State.CALLING)
STATES = dict(CallBack.State.choices)
RESULTS = dict(CallBackAttempt.Result.choices)
LONGEST_LIST = 200
KEY, HEX = "callback", 32


@dataclass(frozen=True)
class CallBackFact:
    """An open promise as the exchange needs it. `key` names the attempt that is going on, if one is.

    `attempts` are those that count, `made` all of them.
    """

    id: UUID
    number: str
    state: str
    arrived_at: datetime
    due_at: datetime
    expires_at: datetime
    leased_until: datetime | None
    attempts: int
    queue_code: str
    language: str
    prefers_id: int | None
    name: str = ""
    made: int = 0
    key: str = ""


@dataclass(frozen=True)
class AttemptLine:
    """One attempt in words."""

    dialled_at: datetime
    result: str
    result_label: str
    adviser_name: str
    conversation_id: UUID


@dataclass(frozen=True)
class CallBackLine:
    """One promise as lists show it; `number` is readable."""

    id: UUID
    number: str
    name: str
    subject: str
    why_label: str
    state: str
    state_label: str
    arrived_at: datetime
    asked_at: datetime
    due_at: datetime
    expires_at: datetime
    attempts: int
    queue_code: str
    asked_by: str
    closed_at: datetime | None
    closed_by: str
    conversation_id: UUID | None
    history: tuple[AttemptLine, ...]

    @property
    def is_open(self) -> bool:
        """Whether somebody will still be called."""
        return self.state in OPEN

    @property
    def may_cancel(self) -> bool:
        """Whether it can be called off: not while the telephone rings at the resident."""
        return self.state == CallBack.State.WAITING


def rules() -> CallBackRules:
    """Return what the office set; without a row the usual values."""
    row = CallBackSettings.objects.first() or CallBackSettings()
    return CallBackRules(
        is_on=row.is_on,
        from_place=row.from_place,
        from_wait=timedelta(minutes=row.from_minutes),
        tries=row.tries,
        gap=timedelta(minutes=row.gap_minutes),
        ring=timedelta(seconds=row.ring_seconds),
        valid_days=row.valid_days,
        earliest=row.earliest,
        latest=row.latest,
        on_web=row.on_web,
        after_fault=row.after_fault,
    )


def end_of_promise(at: datetime) -> datetime:
    """Return until when a promise made now holds."""
    return valid_until(rules(), city.calendar(), at, always_open=django_settings.LINE_ALWAYS_OPEN)


def for_exchange() -> tuple[CallBackRules, list[CallBackFact]]:
    """Return what the exchange works by: the settings, and every open promise."""
    return rules(), open_facts()


def open_facts() -> list[CallBackFact]:
    """Return every open promise by its place in the line, in two statements."""
    keys = dict(CallBackAttempt.objects.filter(ended_at__isnull=True).values_list("call_back_id", "key"))
    rows = CallBack.objects.filter(state__in=OPEN).annotate(made=Count("tries")).order_by("arrived_at", "id")
    return [_fact(row, keys.get(row.pk, "")) for row in rows]


def lines(*, only_open: bool, since: datetime | None = None) -> list[CallBackLine]:
    """Return promises with their history: the open ones by place, or those made since the moment, newest first."""
    rows = CallBack.objects.filter(state__in=OPEN) if only_open else CallBack.objects.order_by("-asked_at")
    if since:
        rows = rows.filter(asked_at__gte=since)
    rows = rows.select_related("asked_by", "closed_by").prefetch_related("tries__adviser")[:LONGEST_LIST]
    return [_line(row) for row in rows]


def of_conversation(conversation_id: UUID) -> CallBackLine | None:
    """Return the promise that this conversation is an attempt of; nothing for any other conversation.

    While it rings at an adviser there is no attempt yet: the id is that of the one to come.
    """
    row = CallBack.objects.filter(tries__conversation_id=conversation_id).first()
    if row is None:
        coming = CallBack.objects.filter(state=CallBack.State.WAITING).annotate(made=Count("tries"))
        row = next(
            (one for one in coming if conversation_id_for(key_of(one.pk, one.made + 1)) == conversation_id), None
        )
    return _line(row) if row else None


def key_of(call_back_id: UUID, number: int) -> str:
    """Return the name of an attempt: the exchange's id of the call, known before anything happens."""
    return f"{KEY}-{call_back_id.hex}-{number}"


def named_by(key: str) -> UUID | None:
    """Return whose attempt it is by its name, or nothing for any other call."""
    prefix, _, rest = key.partition("-")
    ident, _, number = rest.partition("-")
    return UUID(ident) if prefix == KEY and number.isdigit() and len(ident) == HEX else None


def line(call_back_id: UUID) -> CallBackLine | None:
    """Return one promise with its history."""
    row = CallBack.objects.filter(pk=call_back_id).first()
    return _line(row) if row else None


def promised_to(conversation_id: UUID) -> CallBackLine | None:
    """Return the promise that was made in this conversation, if any."""
    row = CallBack.objects.filter(conversation_id=conversation_id).order_by("-asked_at").first()
    return _line(row) if row else None


def count_open() -> int:
    """Return how many residents wait to be called back."""
    return CallBack.objects.filter(state__in=OPEN).count()


def _fact(row: Any, key: str) -> CallBackFact:
    return CallBackFact(
        id=row.pk,
        number=row.number,
        state=row.state,
        arrived_at=row.arrived_at,
        due_at=row.due_at,
        expires_at=row.expires_at,
        leased_until=row.leased_until,
        attempts=row.attempts,
        queue_code=row.queue_code,
        language=row.language,
        prefers_id=row.prefers_id,
        name=row.name,
        made=row.made,
        key=key,
    )


def _line(row: CallBack) -> CallBackLine:
    return CallBackLine(
        id=row.pk,
        number=readable(row.number),
        name=row.name,
        subject=row.subject,
        why_label=row.get_why_display(),
        state=row.state,
        state_label=row.get_state_display(),
        arrived_at=row.arrived_at,
        asked_at=row.asked_at,
        due_at=row.due_at,
        expires_at=row.expires_at,
        attempts=row.attempts,
        queue_code=row.queue_code,
        asked_by=str(row.asked_by) if row.asked_by else "",
        closed_at=row.closed_at,
        closed_by=str(row.closed_by) if row.closed_by else "",
        conversation_id=row.conversation_id,
        history=tuple(_attempt(one) for one in row.tries.all()),
    )


def _attempt(row: CallBackAttempt) -> AttemptLine:
    return AttemptLine(
        dialled_at=row.dialled_at,
        result=row.result,
        result_label=row.get_result_display() if row.result else "",
        adviser_name=str(row.adviser) if row.adviser else "",
        conversation_id=row.conversation_id,
    )
