"""What a message may become after what is said about it. Words of providers come late, twice and out of order."""

from datetime import datetime

QUEUED, SENT, DELIVERED, READ = "queued", "sent", "delivered", "read"
BOUNCED, RETURNED, FAILED, CANCELLED = "bounced", "returned", "failed", "cancelled"

TOLD = (SENT, DELIVERED, READ, BOUNCED, RETURNED, FAILED)
"""What somebody may say about a message; the rest is ours to decide."""
TROUBLED = (FAILED, BOUNCED, RETURNED)
"""What asks for a person: nothing tries again by itself."""
_FURTHER = {QUEUED: 0, CANCELLED: 0, FAILED: 0, SENT: 1, DELIVERED: 2, READ: 3}
_UNDONE = (BOUNCED, RETURNED)


def following(*, now: str, since: datetime | None, told: str, at: datetime) -> str:
    """Return the state of a message that is `now` (since a moment) after it was `told` to be something (at a moment).

    Forward goes always: sent, delivered, read; back goes nothing. A refusal at the goal counts unless the message was
    read, or a later word says that it was delivered. What never left but was seen to arrive did leave: the word of
    who saw it is better than ours. `failed` about a message that left is a refusal at the goal.
    """
    if told not in TOLD:
        raise ValueError(f"nobody may say {told!r} of a message")
    if told == FAILED and now in (QUEUED, FAILED, CANCELLED):
        return FAILED if now == QUEUED else now
    if told in (FAILED, *_UNDONE):
        return _refused(now, since, BOUNCED if told == FAILED else told, at)
    if now in _UNDONE:
        is_later = since is None or at >= since
        return told if told == READ or (told == DELIVERED and is_later) else now
    return told if _FURTHER[told] > _FURTHER[now] else now


def _refused(now: str, since: datetime | None, told: str, at: datetime) -> str:
    """Return the state after a refusal at the goal: a message that was read stays read, an old refusal is old."""
    if now == READ or (now == DELIVERED and since is not None and at < since):
        return now
    return told
