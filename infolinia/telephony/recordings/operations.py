"""Writes to recordings: the office's decision, what callers agreed to, and the end of what was kept."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core import live, retention
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.routing import queries as routing
from infolinia.telephony.models import Announcement, Recording, RecordingPart, RecordingRules
from infolinia.telephony.models.recordings import LONGEST_KEPT_DAYS
from infolinia.telephony.recordings import keys, storage
from infolinia.telephony.rules.recording import ACTS

KIND = "recordings"
SHORTEST_TEXT = 10
NOTICE = "greeting-recorded"
_PAST = ("telephony.RecordingRules:append_only",)  # no other trigger; naming none would lift every one
_DENIES = ("nie nagrywa", "do not record", "не записуєм")


class CannotRecord(Cannot):
    """The office's decision or the adviser's wish about recording is refused; the text says why."""


def decide(
    *,
    is_on: bool,
    purpose: str,
    legal_basis: str,
    keep_days: int,
    adviser_may_listen: bool,
    by_id: int,
    at: datetime,
) -> None:
    """Write the office's decision, which holds at once: with a purpose, a basis, and at most 90 days."""
    purpose, legal_basis = one_line(purpose, 300), one_line(legal_basis, 300)
    if is_on and (len(purpose) < SHORTEST_TEXT or len(legal_basis) < SHORTEST_TEXT):
        raise CannotRecord(_("Napisz, po co nagrywacie i na jakiej podstawie prawnej. Bez tego nie wolno nagrywać."))
    if not 1 <= keep_days <= LONGEST_KEPT_DAYS:
        raise CannotRecord(_("Nagranie wolno trzymać od 1 do 90 dni."))
    if is_on:
        _refuse_false_greeting()
        keys.ensure(storage.home())
    with transaction.atomic():
        RecordingRules.objects.create(
            is_on=is_on,
            purpose=purpose,
            legal_basis=legal_basis,
            keep_days=keep_days,
            adviser_may_listen=adviser_may_listen,
            by_id=by_id,
            at=at,
        )
        live.notify(live.LINES, {"kind": "rules"})


@transaction.atomic
def wish(*, conversation_id: UUID, by: int, act: str) -> None:
    """Ask the caller for consent, or pause, resume or stop the recording of the adviser's own call."""
    if act not in ACTS or routing.presence(by).talking_conversation_id != conversation_id:
        raise CannotRecord(_("Ta rozmowa już się skończyła albo prowadzi ją ktoś inny."))
    live.notify(live.LINES, {"kind": "recording", "conversation": conversation_id, "adviser": by, "act": act})


def note_stand(
    *,
    conversation_id: UUID,
    stand: str,
    is_running: bool,
    adviser_id: int | None,
    rules_id: int | None,
    at: datetime,
    to: str = "",
) -> None:
    """Write where the conversation stands, as the line tells it; `to` is the prompt that a key answered.

    Consent taken back erases at once what was recorded (RODO art. 17(1)(b)); the proof of both stays.
    """
    with transaction.atomic():
        row = Recording.objects.select_for_update().filter(conversation_id=conversation_id).first()
        if row is None and rules_id is not None:
            state = Recording.State.ASKED
            row = Recording(conversation_id=conversation_id, rules_id=rules_id, state=state, state_since=at)
        if row is None or row.state == Recording.State.WITHDRAWN:
            return
        _move(row, stand or Recording.State.ASKED, is_running, at, to)
        if stand == "withdrawn":
            _erase(row, at)
        live.publish("conversation", conversation_id)
        if adviser_id is not None:
            live.publish("adviser", adviser_id)


def note_over(*, conversation_id: UUID) -> None:
    """Write that nothing is recorded any more, after a fault in which nobody could."""
    Recording.objects.filter(conversation_id=conversation_id, state=Recording.State.ON).update(
        state=Recording.State.AGREED
    )


def keep_part(*, conversation_id: UUID, part_id: str, at: datetime, length: int, sha256: str, key: str) -> None:
    """Keep a sealed part that began at the moment; without consent, or after it was taken back, destroy it instead."""
    with transaction.atomic():
        row = Recording.objects.select_for_update().filter(conversation_id=conversation_id).first()
        if row is None or row.agreed_at is None or row.withdrawn_at or row.erased_at or not length:
            _destroy_later([UUID(part_id)])
            return
        facts = {"recording": row, "started_at": at, "length": length, "sha256": sha256, "key": key}
        RecordingPart.objects.update_or_create(id=part_id, defaults=facts)
    live.publish("conversation", conversation_id)


def erase(*, conversation_id: UUID, at: datetime) -> None:
    """Erase what was recorded of one conversation: its caller took the consent back after the call."""
    with transaction.atomic():
        row = Recording.objects.select_for_update().filter(conversation_id=conversation_id).first()
        if row is None or row.agreed_at is None:
            raise CannotRecord(_("Tej rozmowy nie nagrano."))
        row.state, row.state_since, row.withdrawn_at = Recording.State.WITHDRAWN, at, row.withdrawn_at or at
        row.save()
        _erase(row, at)


def forget_recordings(*, at: datetime) -> int:
    """Erase a batch of recordings whose time is over; returns how many there were. The proof of consent stays."""
    with transaction.atomic():
        over = Recording.objects.select_for_update(skip_locked=True).filter(keep_until__lt=at, erased_at=None)
        rows = list(over.order_by("keep_until")[: retention.BATCH])
        _erase_all(rows, at)
    return len(rows)


def forget_consents(*, before: datetime, at: datetime) -> int:
    """Erase a batch of what is known of consents older than the moment, with any sound; the conversation goes too."""
    with transaction.atomic():
        over = Recording.objects.filter(state_since__lt=before).order_by("state_since")
        rows = list(over[: retention.BATCH])
        _erase_all([row for row in rows if row.erased_at is None], at)
        with retention.erasing("consents", before=before, at=at, past=_PAST) as tally:
            Recording.objects.filter(pk__in=[row.pk for row in rows]).delete()
            tally.count = len(rows)
    return len(rows)


def note_destroyed(*, count: int, at: datetime) -> None:
    """Write in the log of erasures that sound which nobody had a right to was destroyed."""
    with retention.erasing("stray_recordings", before=at, at=at, past=_PAST) as tally:
        tally.count = count


def _move(row: Recording, stand: str, is_running: bool, at: datetime, to: str) -> None:
    row.state = Recording.State.ON if is_running else stand
    row.state_since = at
    if stand == "agreed" and row.agreed_at is None:
        row.agreed_at, row.agreed_to = at, to
        row.keep_until = at + timedelta(days=row.rules.keep_days)
    if stand == "withdrawn":
        row.withdrawn_at = at
    row.save()


def _erase(row: Recording, at: datetime) -> None:
    _erase_all([row], at)


def _erase_all(rows: Iterable[Recording], at: datetime) -> None:
    """Delete the parts of these recordings and their files, and write how many recordings with sound there were."""
    ids = [row.pk for row in rows]
    parts = list(RecordingPart.objects.filter(recording_id__in=ids).values_list("id", "recording_id"))
    with retention.erasing(KIND, before=at, at=at, past=_PAST) as tally:
        RecordingPart.objects.filter(recording_id__in=ids).delete()
        Recording.objects.filter(pk__in=ids, agreed_at__isnull=False).update(erased_at=at)
        tally.count = len({recording_id for _id, recording_id in parts})
    _destroy_later([ident for ident, _recording_id in parts])


def _destroy_later(idents: Iterable[UUID]) -> None:
    """Remove sealed files when the rows are really gone: a file without a row is found by the sweep."""
    state = storage.home()
    for ident in idents:
        transaction.on_commit(partial(storage.destroy, storage.sealed_path(state, ident)))


def _refuse_false_greeting() -> None:
    """Refuse to record while the office's own greeting for recorded lines says that nobody records."""
    for text in Announcement.objects.filter(code=NOTICE).values_list("text", flat=True):
        if any(word in text.lower() for word in _DENIES):
            raise CannotRecord(_("Wasze powitanie linii, która nagrywa, mówi, że nie nagrywacie. Najpierw je zmień."))
