"""Entry points of the worker for matters."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from infolinia.city.operations import CALENDAR_TASK
from infolinia.core.clock import now
from infolinia.matters import operations
from infolinia.matters.operations.recounting import APPLY_TASK, COUNT_TASK
from infolinia.matters.operations.telling import FOLLOWERS_TASK, QUEUE

_WHILE_ONE_IS_APPLIED = RetryStrategy(max_attempts=60, wait=60, retry_exceptions=[operations.CannotRecount])


@app.periodic(cron="*/5 * * * *")
@app.task(name="matters.warn", queue="matters", queueing_lock="matters.warn")
def warn(timestamp: int) -> None:
    """Give the warnings of the ladder that are due, once each, and note which units are silent."""
    operations.warn(at=now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="matters.send_digests", queue="matters", queueing_lock="matters.send_digests")
def send_digests(timestamp: int) -> None:
    """Write to everybody whose hour for the day's warnings has come."""
    operations.send_digests(at=now())


@app.periodic(cron="42 2 * * *")
@app.task(name="matters.count_pace", queue="matters", queueing_lock="matters.count_pace")
def count_pace(timestamp: int) -> None:
    """Count anew how long units take, for the forecasts."""
    operations.count_pace(at=now())


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


@app.task(name=COUNT_TASK, queue=QUEUE)
def count_recount(recount_id: int) -> None:
    """Look which open matters a changed calendar or catalogue moves, batch by batch."""
    while operations.count_batch(recount_id=recount_id, at=now()):
        pass


@app.task(name=CALENDAR_TASK, queue=QUEUE, retry=_WHILE_ONE_IS_APPLIED)
def calendar_changed(by_id: int, note: str) -> None:
    """Begin to look which open matters changed hours or days off move; while a recount is applied, a minute later."""
    operations.recount_open("calendar", now(), by_id=by_id or None, note=note)


@app.task(name=APPLY_TASK, queue=QUEUE)
def apply_recount(recount_id: int) -> None:
    """Give the matters of a decided recount their new deadlines, batch by batch."""
    while operations.apply_batch(recount_id=recount_id, at=now()):
        pass


@app.periodic(cron="*/5 * * * *")
@app.task(name="matters.count_now", queue="matters", queueing_lock="matters.count_now")
def count_now(timestamp: int) -> None:
    """Count how units stand, for supervision."""
    operations.count_now(at=now())


@app.periodic(cron="7 * * * *")
@app.task(name="matters.count_months", queue="matters", queueing_lock="matters.count_months")
def count_months(timestamp: int) -> None:
    """Count the running month, and each that ended since it was counted."""
    operations.count_due_months(at=now())


@app.periodic(cron="23 4 * * *")
@app.task(name="matters.end_seasons", queue="matters", queueing_lock="matters.end_seasons")
def end_seasons(timestamp: int) -> None:
    """Bring back to work what waited for a season that is over."""
    operations.end_seasons(at=now())
