"""Which tables of this room hold data of people, from the person outwards."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from infolinia.core.personal import File, Table
from infolinia.telephony.models import RecordingPart, Voicemail
from infolinia.telephony.recordings import keys as recording_keys
from infolinia.telephony.recordings import storage
from infolinia.telephony.recordings.sealing import Damaged
from infolinia.telephony.recordings.sound import Sound, Stretch
from infolinia.telephony.voicemails import storage as messages

OF_CALL = {"conversation_id": "conversation"}


def _sounds(keys: Sequence[Any], at: datetime) -> Iterator[File]:
    """Yield each kept part of a recording as a WAV file; what can't be opened any more is told by its name."""
    for row in RecordingPart.objects.filter(pk__in=keys).order_by("recording_id", "started_at"):
        sound = Sound(storage.home(), [Stretch(row.pk, row.length)])
        name = f"nagrania/{row.recording_id}/{row.started_at:%Y-%m-%d-%H%M%S}"
        try:
            yield File(f"{name}.wav", b"".join(sound.read(0, sound.length - 1)))
        except (Damaged, recording_keys.NoKey, FileNotFoundError) as error:
            yield File(f"{name}-nie-do-otwarcia.txt", type(error).__name__.encode())


def _messages(keys: Sequence[Any], at: datetime) -> Iterator[File]:
    for row in Voicemail.objects.filter(pk__in=keys).order_by("pk"):
        try:
            yield File(f"wiadomosci-glosowe/{row.conversation_id}.wav", messages.sound(row.conversation_id))
        except (Damaged, recording_keys.NoKey, FileNotFoundError):
            continue


def _destroy_sounds(keys: Sequence[Any], at: datetime) -> Callable[[], object]:
    state = storage.home()
    paths = [storage.sealed_path(state, ident) for ident in keys]
    return partial(_when_gone, [partial(storage.destroy, path) for path in paths])


def _destroy_messages(keys: Sequence[Any], at: datetime) -> Callable[[], object]:
    idents = list(Voicemail.objects.filter(pk__in=keys).values_list("conversation_id", flat=True))
    return partial(_when_gone, [partial(messages.erase, ident) for ident in idents])


def _when_gone(acts: Sequence[Callable[[], object]]) -> None:
    """Destroy sealed files when their rows are really gone: a file without a row is found by the sweep."""
    for act in acts:
        transaction.on_commit(act)


TABLES = (
    Table(
        "telephony.CallBack",
        OF_CALL,
        gives="call_back",
        told=("number", "name", "subject", "email", "why", "state", "asked_at", "due_at"),
    ),
    Table("telephony.CallBackAttempt", {"call_back": "call_back", **OF_CALL}, told=("result",)),
    Table("telephony.Chat", OF_CALL, told=("begun_at", "resident_seen_at")),
    Table("telephony.CallText", OF_CALL),
    Table("telephony.JoinCode", OF_CALL),
    Table("telephony.PhoneAccount", OF_CALL),
    Table("telephony.Recording", OF_CALL, gives="recording", told=("state", "agreed_at", "withdrawn_at", "keep_until")),
    Table(
        "telephony.RecordingPart",
        {"recording": "recording"},
        told=("recording", "started_at"),
        files=_sounds,
        erase_files=_destroy_sounds,
    ),
    Table("telephony.SurveyAnswer", OF_CALL, told=("asked_at", "score", "answered_at")),
    Table(
        "telephony.Voicemail",
        OF_CALL,
        told=("why", "left_at", "seconds", "result"),
        files=_messages,
        erase_files=_destroy_messages,
    ),
)
LINKS: tuple[Table, ...] = ()
WITHOUT_PEOPLE = (
    "telephony.Announcement",
    "telephony.CallBackSettings",
    "telephony.EmergencyMessage",
    "telephony.LineAlarm",
    "telephony.LineSettings",
    "telephony.MenuChoice",
    "telephony.OutgoingCall",  # numbers without names, for the carrier's bill; erased with the calls of its day
    "telephony.RecordingRules",
    "telephony.SurveyRules",
    "telephony.TrunkState",
    "telephony.WrongCode",
)
