"""Entry points of the worker for messages."""

from uuid import UUID

from procrastinate.contrib.django import app

from infolinia.core.clock import now
from infolinia.correspondence import operations


@app.task(name=operations.SEND_TASK, queue=operations.QUEUE)
def send(message_id: str) -> None:
    """Send one message; failures are kept with the message, so the job itself never fails."""
    operations.send(message_id=UUID(message_id), at=now())


@app.periodic(cron="* * * * *")
@app.task(name="correspondence.defer_forgotten", queue=operations.QUEUE, queueing_lock="correspondence.defer_forgotten")
def defer_forgotten(timestamp: int) -> None:
    """Pick up messages that a dead worker left behind."""
    operations.defer_forgotten(at=now())
