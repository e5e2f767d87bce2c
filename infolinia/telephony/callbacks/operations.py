"""Writes to call-backs: promised, tried, kept or given up. Each is safe to repeat, for the journal tells some twice."""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from infolinia.contacts import queries as contacts
from infolinia.core import live, retention
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.routing.rules import callbacks as rules
from infolinia.telephony import trunks
from infolinia.telephony.callbacks import letters, queries
from infolinia.telephony.models import CallBack, CallBackAttempt
from infolinia.telephony.rules.numbers import Destination, Kind

CALLED_BACK = frozenset({Kind.LANDLINE, Kind.MOBILE, Kind.OFFICES, Kind.VOIP, Kind.ABROAD})
"""Kinds of numbers at which a resident is; free, shared and short ones are services."""
PER_ADDRESS = 3
PER_NUMBER = 3
TOPIC = "call_backs"
_PAST = ("telephony.CallBack:delete_delete",)
State = CallBack.State


class CannotCallBack(Cannot):
    """No promise was made, or it stays as it is; the text says why."""


def allowed(number: str) -> str:
    """Return the number in its stored form when the line may call it back, otherwise an empty string."""
    found = trunks.may_dial(number)
    return found.number if isinstance(found, Destination) and found.kind in CALLED_BACK else ""


def promise(
    *,
    call_back_id: UUID | str | None = None,
    number: str,
    why: str,
    arrived_at: datetime,
    at: datetime,
    due_at: datetime | None = None,
    queue_code: str = "general",
    language: str = "pl",
    prefers_id: int | None = None,
    conversation_id: UUID | None = None,
    by_id: int | None = None,
    name: str = "",
    subject: str = "",
    email: str = "",
    address_hash: str = "",
) -> UUID:
    """Promise to call the number back at the place of `arrived_at`; returns the promise's id.

    A number has one open promise: a second one keeps the earlier place of the two and is the first. The same id
    promises once. Raises `CannotCallBack` for a number that the line may not call.
    """
    stored = allowed(number)
    if not stored:
        raise CannotCallBack(_("Na ten numer nie możemy oddzwonić. Podaj polski numer komórkowy albo stacjonarny."))
    given = {
        "id": UUID(str(call_back_id)) if call_back_id else uuid4(),
        "number": stored,
        "why": why,
        "arrived_at": arrived_at,
        "asked_at": at,
        "due_at": due_at or at,
        "expires_at": queries.end_of_promise(due_at or at),
        "queue_code": queue_code or "general",
        "language": language,
        "prefers_id": prefers_id,
        "conversation_id": conversation_id,
        "asked_by_id": by_id,
        "name": one_line(name, 80),
        "subject": one_line(subject, 200),
        "email": email or _address_of(conversation_id),
        "address_hash": address_hash,
    }
    with transaction.atomic():
        row = _known(given) or _made(given)
        _tell()
    return row.pk


def ask_on_web(*, number: str, name: str, subject: str, email: str, address: str, at: datetime) -> UUID:
    """Promise what a resident asked on the public page; few for one address and one number, so that nobody is teased.

    The address is not kept, only its trace. Raises `CannotCallBack`.
    """
    if not (queries.rules().is_on and queries.rules().on_web):
        raise CannotCallBack(_("Oddzwaniania nie można teraz zamówić na stronie. Zadzwoń do nas albo napisz."))
    trace = hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()
    lately = CallBack.objects.filter(asked_at__gt=at - timedelta(hours=1), address_hash=trace).count()
    if lately >= PER_ADDRESS:
        raise CannotCallBack(_("Z tego łącza zamówiono już kilka oddzwonień. Spróbuj za godzinę albo zadzwoń do nas."))
    today = CallBack.objects.filter(asked_at__gt=at - timedelta(days=1), number=allowed(number) or "-")
    refused = (State.REFUSED, State.WRONG_NUMBER)
    if today.filter(why="web").count() >= PER_NUMBER or today.filter(state__in=refused).exists():
        raise CannotCallBack(_("Na ten numer nie możemy dziś oddzwonić jeszcze raz. Zadzwoń do nas albo napisz."))
    told: dict[str, Any] = {"number": number, "name": name, "subject": subject, "email": email, "address_hash": trace}
    return promise(why="web", arrived_at=at, at=at, **told)


def begin_attempt(
    *, call_back_id: UUID | str, key: str, adviser_id: int, conversation_id: UUID, at: datetime, until: datetime
) -> None:
    """The resident's telephone is about to ring: the promise belongs to this attempt until the moment at most."""
    with transaction.atomic():
        row = _locked(call_back_id)
        told = {"adviser_id": adviser_id, "conversation_id": conversation_id, "dialled_at": at}
        attempt, created = CallBackAttempt.objects.get_or_create(key=key, defaults={"call_back": row, **told})
        if not created:
            return
        if row.state == State.WAITING:
            row.state, row.leased_until = State.CALLING, until
            row.save()
        else:
            attempt.ended_at, attempt.result = at, CallBackAttempt.Result.FAILED
            attempt.save()
        _tell()


def reached(*, key: str, at: datetime) -> None:
    """The resident picked up: the promise is kept, whatever happens to us now."""
    with transaction.atomic():
        attempt = CallBackAttempt.objects.select_for_update().get(key=key)
        attempt.result = attempt.result or CallBackAttempt.Result.REACHED
        attempt.ended_at = attempt.ended_at or at
        attempt.save()
        row = _locked(attempt.call_back_id)
        if row.state in queries.OPEN:
            row.attempts += 1
            _close(row, State.REACHED, at)
        _tell()


def attempt_failed(*, key: str, result: str, at: datetime) -> None:
    """Nobody was reached; the rules say whether and when the next attempt comes. A second telling changes nothing."""
    with transaction.atomic():
        attempt = CallBackAttempt.objects.select_for_update().filter(key=key, ended_at__isnull=True).first()
        if attempt is None:
            return
        attempt.ended_at, attempt.result = at, result
        attempt.save()
        _go_on(_locked(attempt.call_back_id), result, at)
        _tell()


def attempt_never_made(*, key: str) -> None:
    """A fault came before the telephone could ring: the promise waits on at its place, as if nothing had been."""
    with transaction.atomic():
        attempt = CallBackAttempt.objects.select_for_update().filter(key=key, ended_at__isnull=True).first()
        if attempt is None:
            return
        row = _locked(attempt.call_back_id)
        attempt.delete()
        if row.state == State.CALLING:
            row.state, row.leased_until = State.WAITING, None
            row.save()
        _tell()


def say_result(*, conversation_id: UUID, result: str, by_id: int, at: datetime) -> None:
    """Say what the adviser heard where they know better than the engine: a machine, a stranger, a no.

    A machine is tried again. A conversation that is no attempt of theirs to call back stays as it is.
    """
    with transaction.atomic():
        attempt = CallBackAttempt.objects.select_for_update().filter(conversation_id=conversation_id).first()
        if attempt is None or attempt.adviser_id != by_id or result not in CallBackAttempt.Result.values:
            return
        row = _locked(attempt.call_back_id)
        attempt.result = result
        attempt.save()
        if row.state not in (State.CANCELLED, State.CALLED_AGAIN) and not _has_newer(row, attempt):
            row.attempts = max(0, row.attempts - 1)
            row.closed_at, row.closed_by_id = None, None
            _go_on(row, result, at)
        _tell()


def cancel(*, call_back_id: UUID, by_id: int | None, at: datetime) -> None:
    """Call nobody back any more. Refused while the telephone rings at the resident, and when it is over already."""
    with transaction.atomic():
        row = CallBack.objects.select_for_update().filter(pk=call_back_id).first()
        if row is None or row.state != State.WAITING:
            raise CannotCallBack(_("Tego oddzwonienia nie można już odwołać: właśnie dzwonimy albo jest zakończone."))
        _close(row, State.CANCELLED, at, by_id)
        _tell()


def called_again(*, number: str, at: datetime) -> None:
    """The resident reached us by themselves: who waits to be called back under this number need not be called."""
    with transaction.atomic():
        for row in CallBack.objects.select_for_update().filter(number=number, state=State.WAITING, asked_at__lt=at):
            _close(row, State.CALLED_AGAIN, at)
            _tell()


def expire(*, at: datetime) -> int:
    """End the promises whose time is over, and write to those whose address is known; returns how many."""
    with transaction.atomic():
        rows = list(
            CallBack.objects.select_for_update(skip_locked=True).filter(state=State.WAITING, expires_at__lte=at)
        )
        for row in rows:
            _close(row, State.EXPIRED, at)
            letters.not_reached(row, at)
        if rows:
            _tell()
    return len(rows)


def settings_changed() -> None:
    """Tell the exchange that the office set something anew."""
    live.notify(live.LINES, {"kind": TOPIC})


def forget(*, before: datetime, at: datetime) -> int:
    """Erase a batch of promises made before the moment, with their attempts and history; returns how many went."""
    over = CallBack.objects.filter(asked_at__lt=before, closed_at__isnull=False).order_by("asked_at")
    ids = list(over.values_list("pk", flat=True)[: retention.BATCH])
    with retention.erasing(TOPIC, before=before, at=at, past=_PAST) as tally:
        CallBack.objects.filter(pk__in=ids).delete()
        retention.forget_history(CallBack, ids)
        tally.count = len(ids)
    return len(ids)


def _go_on(row: CallBack, result: str, at: datetime) -> None:
    """Let the promise be as the rules say after an attempt that ended so."""
    attempts = row.attempts + 1
    following = rules.after_attempt(queries.rules(), result=result, attempts=attempts, at=at, expires_at=row.expires_at)
    row.attempts = attempts if following.counts else row.attempts
    if following.due_at and not _other_open(row):
        row.state, row.leased_until, row.due_at = State.WAITING, None, following.due_at
        row.save()
        return
    _close(row, State.NOT_REACHED if following.due_at else following.state, at)
    if row.state == State.NOT_REACHED:
        letters.not_reached(row, at)


def _close(row: CallBack, state: str, at: datetime, by_id: int | None = None) -> None:
    row.state, row.leased_until, row.closed_at, row.closed_by_id = state, None, at, by_id
    row.save()


def _known(given: dict[str, Any]) -> CallBack | None:
    """Return the promise with this id, or the number's open one, which takes the earlier place."""
    if row := CallBack.objects.select_for_update().filter(pk=given["id"]).first():
        return row
    row = CallBack.objects.select_for_update().filter(number=given["number"], state__in=queries.OPEN).first()
    if row and row.state == State.WAITING and given["arrived_at"] < row.arrived_at:
        row.arrived_at = given["arrived_at"]
        row.due_at = min(row.due_at, given["due_at"])
        row.save()
    return row


def _made(given: dict[str, Any]) -> CallBack:
    try:
        with transaction.atomic():
            return CallBack.objects.create(**given)
    except IntegrityError:
        row = _known(given)  # somebody promised at the same moment
        if row is None:
            raise
        return row


def _other_open(row: CallBack) -> bool:
    return CallBack.objects.filter(number=row.number, state__in=queries.OPEN).exclude(pk=row.pk).exists()


def _has_newer(row: CallBack, attempt: CallBackAttempt) -> bool:
    return CallBackAttempt.objects.filter(call_back=row, dialled_at__gt=attempt.dialled_at).exists()


def _address_of(conversation_id: UUID | None) -> str:
    """Return the address of the one person with whom the conversation was, if anybody is known."""
    resident_id = contacts.resident_of(conversation_id) if conversation_id else None
    person = contacts.person(resident_id) if resident_id else None
    return person.email if person else ""


def _locked(call_back_id: UUID | str) -> CallBack:
    return CallBack.objects.select_for_update().get(pk=call_back_id)


def _tell() -> None:
    """Tell the exchange and the screens; the list itself is read anew by both."""
    live.notify(live.LINES, {"kind": TOPIC})
    live.publish("board")
