"""Reads of recordings: what the office decided, where a conversation stands, and the sound for whoever may listen."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from infolinia.contacts import queries as contacts
from infolinia.telephony.models import Recording, RecordingPart, RecordingRules
from infolinia.telephony.recordings import storage
from infolinia.telephony.recordings.sound import Sound, Stretch

if TYPE_CHECKING:
    from infolinia.city.models import Staff


@dataclass(frozen=True)
class Decision:
    """What the office decided about recording, by whom and when."""

    id: int
    is_on: bool
    purpose: str
    legal_basis: str
    keep_days: int
    adviser_may_listen: bool
    by_name: str
    at: datetime


@dataclass(frozen=True)
class RecordingView:
    """Where one conversation stands. `seconds` is how much sound is kept; `may_ask` that the adviser can ask now."""

    state: str
    since: datetime | None
    agreed_at: datetime | None
    withdrawn_at: datetime | None
    keep_until: datetime | None
    erased_at: datetime | None
    seconds: int
    digests: tuple[str, ...]

    @property
    def is_kept(self) -> bool:
        """Whether there is sound to listen to."""
        return bool(self.digests)


NOTHING = RecordingView("", None, None, None, None, None, 0, ())


def decision() -> Decision | None:
    """Return what is in force, or nothing while nobody ever decided: then nothing is recorded."""
    return next(iter(history(limit=1)), None)


def is_on() -> bool:
    """Return whether callers are asked for consent now; one small statement, because pages ask often."""
    return bool(RecordingRules.objects.values_list("is_on", flat=True).first())


def history(*, limit: int = 50) -> list[Decision]:
    """Return the office's decisions, newest first."""
    rows = RecordingRules.objects.select_related("by")[:limit]
    return [
        Decision(
            row.pk,
            row.is_on,
            row.purpose,
            row.legal_basis,
            row.keep_days,
            row.adviser_may_listen,
            str(row.by),
            row.at,
        )
        for row in rows
    ]


def recording(conversation_id: UUID) -> RecordingView:
    """Return where the conversation stands; `NOTHING` when nobody was asked."""
    row = Recording.objects.prefetch_related("parts").filter(conversation_id=conversation_id).first()
    if row is None:
        return NOTHING
    parts = list(row.parts.all())
    return RecordingView(
        state=row.state,
        since=row.state_since,
        agreed_at=row.agreed_at,
        withdrawn_at=row.withdrawn_at,
        keep_until=row.keep_until,
        erased_at=row.erased_at,
        seconds=sum(part.length for part in parts) // 8000,
        digests=tuple(part.sha256 for part in parts),
    )


def stand(conversation_id: UUID) -> tuple[bool, str]:
    """Return whether the office records now, and where the conversation stands (empty: nobody was asked)."""
    state = Recording.objects.filter(conversation_id=conversation_id).values_list("state", flat=True).first()
    return is_on(), state or ""


def adviser_may_listen(conversation_id: UUID) -> bool:
    """Return whether the talk's own adviser may listen to it, and there is something to listen to."""
    rules = decision()
    may = bool(rules and rules.adviser_may_listen)
    return may and RecordingPart.objects.filter(recording_id=conversation_id).exists()


def sound_for(staff: "Staff", conversation_id: UUID) -> Sound:
    """Return the sound if this person may listen: a supervisor, or the talk's own adviser where the office allows it.

    Raises `Http404` alike for what does not exist and for what is not theirs. Whoever calls this logs the reading.
    """
    view = contacts.conversation_for(staff, conversation_id)
    is_own = view.adviser_id == staff.pk and staff.role == "adviser"
    rules = decision()
    if staff.role != "supervisor" and not (is_own and rules and rules.adviser_may_listen):
        raise Http404
    parts = RecordingPart.objects.filter(recording_id=conversation_id).order_by("started_at")
    stretches = [Stretch(*row) for row in parts.values_list("id", "length")]
    if not stretches:
        raise Http404
    return Sound(storage.home(), stretches)


def consented(conversation_ids: Collection[UUID]) -> set[UUID]:
    """Return which of these conversations may keep sound: there is consent, and nobody took it back or erased it."""
    rows = Recording.objects.filter(
        conversation_id__in=conversation_ids, agreed_at__isnull=False, withdrawn_at=None, erased_at=None
    )
    return set(rows.values_list("conversation_id", flat=True))


def kept_parts(idents: Collection[UUID]) -> set[UUID]:
    """Return which of these sealed parts have an owner."""
    return set(RecordingPart.objects.filter(id__in=idents).values_list("id", flat=True))


def used_keys() -> set[str]:
    """Return the names of the keys without which something could not be opened."""
    return set(RecordingPart.objects.values_list("key", flat=True).distinct())
