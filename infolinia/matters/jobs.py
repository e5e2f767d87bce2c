"""Entry points of the worker for matters."""

from uuid import UUID

from procrastinate.contrib.django import app

from infolinia.core.clock import now
from infolinia.matters import operations
from infolinia.matters.operations.telling import FOLLOWERS_TASK, QUEUE


@app.periodic(cron="*/5 * * * *")
@app.task(name="matters.warn", queue="matters", queueing_lock="matters.warn")
def warn(timestamp: int) -> None:
    """Note what is due within a working day and what is late, once each."""
    operations.warn(at=now())


@app.periodic(cron="* * * * *")
@app.task(name="matters.confirm_notices", queue="matters", queueing_lock="matters.confirm_notices")
def confirm_notices(timestamp: int) -> None:
    """Note the notices of new ends that have left meanwhile."""
    operations.confirm_notices(at=now())


@app.periodic(cron="17 3 * * *")
@app.task(name="matters.forget_attempts", queue="matters", queueing_lock="matters.forget_attempts")
def forget_attempts(timestamp: int) -> None:
    """Forget who asked about which matter yesterday."""
    operations.forget_attempts(at=now())


@app.task(name=FOLLOWERS_TASK, queue=QUEUE)
def tell_followers(matter_id: str, kind: str, event_id: int) -> None:
    """Tell everybody who follows the matter of a line of its story."""
    operations.tell_followers(matter_id=UUID(matter_id), kind=kind, event_id=event_id, at=now())
