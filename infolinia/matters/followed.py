"""Who follows a matter now: one answer for letters, lists and codes."""

from uuid import UUID

from django.db.models import Q, QuerySet

from infolinia.matters.models import Follower

# The keys of messages to those who follow a matter: of the confirmation, and of each line of the story to each.
KEYS_OF_LETTERS = r"^(followed-[0-9a-f]{32}|[a-z_]+-[0-9]+-[0-9a-f]{32})$"


def following(matter_id: UUID) -> QuerySet[Follower]:
    """Return the rows of those who follow the matter now, through what was joined to it too."""
    return Follower.objects.filter(Q(matter_id=matter_id) | Q(matter__joined_to_id=matter_id), left_at=None)


def parted_key(follower_id: UUID) -> str:
    """Return the request by which somebody who parted got a matter of their own: the way to it from their old code."""
    return f"parted-{follower_id}"
