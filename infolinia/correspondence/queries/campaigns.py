"""What became of the messages of one campaign."""

from uuid import UUID

from django.db.models import Count

from infolinia.correspondence.models import Message, Status


def counts_of_campaign(campaign_id: UUID) -> dict[str, int]:
    """Return how many messages of the campaign are in each state, by the state's code."""
    rows = Message.objects.filter(campaign_id=campaign_id).values("status").annotate(count=Count("pk")).order_by()
    return {row["status"]: row["count"] for row in rows}


def states_of_campaign(campaign_id: UUID) -> dict[UUID, str]:
    """Return the state of each message of the campaign, by the message."""
    return dict(Message.objects.filter(campaign_id=campaign_id).values_list("id", "status"))


def state_labels() -> dict[str, str]:
    """Return the states in words, by their codes."""
    return {code: str(label) for code, label in Status.choices}
