"""Work of the clock on editions: publishing at a set time, days of validity, reviews that come."""

from procrastinate.contrib.django import app

from infolinia.core.clock import city_day, now
from infolinia.knowledge import operations

QUEUE = "knowledge"


@app.periodic(cron="* * * * *")
@app.task(name="knowledge.publish_due", queue=QUEUE, queueing_lock="knowledge.publish_due")
def publish_due(timestamp: int) -> None:
    """Publish what was approved for a time that has come. What a dead worker left is taken up a minute later."""
    operations.publish_due(at=now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="knowledge.keep_validity", queue=QUEUE, queueing_lock="knowledge.keep_validity")
def keep_validity(timestamp: int) -> None:
    """Let search follow the calendar."""
    operations.keep_validity(at=now())


@app.periodic(cron="2 * * * *")
@app.task(name="knowledge.follow_the_day", queue=QUEUE, queueing_lock="knowledge.follow_the_day")
def follow_the_day(timestamp: int) -> None:
    """Show in search results the fees of the day and the present words of the clock catalogue."""
    operations.refresh_index(day=city_day(now()))
