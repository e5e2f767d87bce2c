"""Counting what is asked and searched, and forgetting it in time."""

from procrastinate.contrib.django import app

from infolinia.core.clock import now
from infolinia.knowledge import operations


@app.periodic(cron="*/10 * * * *")
@app.task(name="knowledge.count", queue="knowledge", queueing_lock="knowledge.count")
def count(timestamp: int) -> None:
    """Count the uses of cards, and write beside searches which card answered."""
    operations.count_card_uses(at=now())
    operations.settle_searches(at=now())


@app.periodic(cron="47 3 * * *")
@app.task(name="knowledge.forget_searches", queue="knowledge", queueing_lock="knowledge.forget_searches")
def forget_searches(timestamp: int) -> None:
    """Delete searches older than thirteen months, and forget who searched."""
    operations.forget_searches(at=now())
