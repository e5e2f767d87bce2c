"""Entry points of the worker for what programs are told."""

from uuid import UUID

from procrastinate.contrib.django import app

from infolinia.core.clock import now
from infolinia.partners import operations


@app.task(name=operations.DELIVER_TASK, queue=operations.QUEUE)
def deliver(delivery_id: str) -> None:
    """Send one message; failures are kept with the message, so the job itself never fails."""
    operations.deliver(delivery_id=UUID(delivery_id), at=now())


@app.periodic(cron="* * * * *")
@app.task(name="partners.defer_forgotten", queue=operations.QUEUE, queueing_lock="partners.defer_forgotten")
def defer_forgotten(timestamp: int) -> None:
    """Pick up messages that a dead worker left behind."""
    operations.defer_forgotten(at=now())


@app.periodic(cron="41 3 * * *")
@app.task(name="partners.forget_old", queue=operations.QUEUE, queueing_lock="partners.forget_old")
def forget_old(timestamp: int) -> None:
    """Forget what was told long ago."""
    operations.forget_old(at=now())
