"""Search learns from what was used, every hour."""

from procrastinate.contrib.django import app

from infolinia.core.clock import now
from infolinia.knowledge.operations.learning import learn as learn_now


@app.periodic(cron="27 * * * *")
@app.task(name="knowledge.learn", queue="knowledge", queueing_lock="knowledge.learn")
def learn(timestamp: int) -> None:
    """Count what led to cards that answered, and how much each card is used."""
    learn_now(at=now())
