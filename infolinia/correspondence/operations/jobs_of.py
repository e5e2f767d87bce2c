"""The jobs of messages: one for each that may go now, deferred in the transaction that lets it go."""

from datetime import datetime

from procrastinate.contrib.django import app

from infolinia.correspondence.models import Message, Status

SEND_TASK = "correspondence.send"
QUEUE = "messages"
OF_CAMPAIGN = -10  # many at once give way to what one person waits for


def defer(message: Message, *, at: datetime | None = None) -> None:
    """Give the message a job, at once or at a moment."""
    # By name, so that this module needn't import its own entry point.
    priority = OF_CAMPAIGN if message.campaign_id else 0
    task = app.configure_task(SEND_TASK, queue=QUEUE, schedule_at=at, priority=priority)
    task.defer(message_id=str(message.id))


def wake_next(lane: str, *, at: datetime) -> None:
    """Give a job to the message that waits for its turn now that the one before it is out of the way."""
    waiting = Message.objects.filter(lane=lane, status=Status.QUEUED, is_held=False).order_by("turn")
    following = waiting.only("id", "next_attempt_at", "campaign_id").first()
    if following is not None and following.next_attempt_at <= at:
        defer(following)
