"""Who follows a matter now: one answer for letters, lists and codes."""

from uuid import UUID

from django.db.models import Q, QuerySet

from infolinia.matters.models import Follower


def following(matter_id: UUID) -> QuerySet[Follower]:
    """Return the rows of those who follow the matter now, through what was joined to it too."""
    return Follower.objects.filter(Q(matter_id=matter_id) | Q(matter__joined_to_id=matter_id), left_at=None)
