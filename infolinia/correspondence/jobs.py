"""Entry points of the worker for messages."""

from datetime import timedelta
from uuid import UUID

from procrastinate.contrib.django import app

from infolinia.core.clock import now
from infolinia.correspondence import operations

SECRETS_KEPT = timedelta(days=30)


@app.task(name=operations.SEND_TASK, queue=operations.QUEUE)
def send(message_id: str) -> None:
    """Send one message; failures are kept with the message, so the job itself never fails."""
    operations.send(message_id=UUID(message_id), at=now())


@app.periodic(cron="23 3 * * *")
@app.task(name="correspondence.forget_secrets", queue=operations.QUEUE, queueing_lock="correspondence.forget_secrets")
def forget_secrets(timestamp: int) -> None:
    """Forget the codes in messages that have been dead for a month."""
    operations.forget_secrets(before=now() - SECRETS_KEPT)


@app.periodic(cron="37 3 * * *")
@app.task(name="correspondence.forget_links", queue=operations.QUEUE, queueing_lock="correspondence.forget_links")
def forget_links(timestamp: int) -> None:
    """Forget short links whose time was over a month ago."""
    operations.forget_links(before=now() - SECRETS_KEPT)


@app.periodic(cron="* * * * *")
@app.task(name="correspondence.defer_forgotten", queue=operations.QUEUE, queueing_lock="correspondence.defer_forgotten")
def defer_forgotten(timestamp: int) -> None:
    """Pick up messages that a dead worker left behind, and those that waited for a carrier to rest."""
    operations.defer_forgotten(at=now())
