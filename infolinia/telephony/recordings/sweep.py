"""What faults leave behind: plain sound that nobody sealed, and sealed sound that nobody owns."""

import logging
from datetime import datetime, timedelta
from pathlib import Path

from infolinia.telephony.recordings import keys, operations, queries, storage
from infolinia.telephony.recordings.storage import Part

log = logging.getLogger(__name__)

SILENT = timedelta(minutes=2)
"""A live recording is written to all the time; one that is not any more has ended."""
PATIENCE = timedelta(hours=1)
"""How long the daemon may take to tell the database of a consent, or an office to bring a lost key back."""


def sweep(*, at: datetime) -> tuple[int, int]:
    """Seal plain sound whose caller agreed, destroy all other; returns how many parts were sealed and destroyed.

    The daemon does so itself after a fault; this one works while the daemon is down.
    """
    state = storage.home()
    left = [part for part in storage.plain_parts(state) if _age(storage.plain_path(state, part.name), at) > SILENT]
    allowed = queries.consented({part.conversation_id for part in left})
    sealed = destroyed = 0
    for part in left:
        path = storage.plain_path(state, part.name)
        if part.conversation_id in allowed and _seal(state, part):
            sealed += 1
        elif _age(path, at) > PATIENCE:
            storage.destroy(path)
            destroyed += 1
    destroyed += _destroy_strays(state, at)
    if destroyed:
        operations.note_destroyed(count=destroyed, at=at)
    return sealed, destroyed


def _seal(state: Path, part: Part) -> bool:
    try:
        sealed = storage.seal_part(state, part)
    except (keys.NoKey, OSError):
        log.exception("a part of a recording can't be sealed")
        return False
    if sealed:
        operations.keep_part(
            conversation_id=part.conversation_id,
            part_id=str(part.id),
            at=part.started_at,
            length=sealed.length,
            sha256=sealed.sha256,
            key=sealed.key,
        )
        operations.note_over(conversation_id=part.conversation_id)
        storage.destroy(storage.plain_path(state, part.name))
    return sealed is not None


def _destroy_strays(state: Path, at: datetime) -> int:
    """Destroy sealed files without a row, such as those that a backup brought back after they had been erased."""
    old = [ident for ident, changed in storage.sealed_ids(state) if at.timestamp() - changed > PATIENCE.total_seconds()]
    strays = set(old) - queries.kept_parts(old)
    for ident in strays:
        storage.destroy(storage.sealed_path(state, ident))
    return len(strays)


def _age(path: Path, at: datetime) -> timedelta:
    try:
        return timedelta(seconds=at.timestamp() - path.stat().st_mtime)
    except FileNotFoundError:
        return timedelta(0)
