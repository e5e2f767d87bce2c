"""Entry points of the worker for stories that cross rooms."""

from procrastinate.contrib.django import app

from infolinia.core.clock import now
from infolinia.journeys import keep_cards_true


@app.periodic(cron="10 * * * *")
@app.task(name="journeys.keep_cards_true", queue="knowledge", queueing_lock="journeys.keep_cards_true")
def remind_of_cards(timestamp: int) -> None:
    """Open and escalate tasks of cards, and write to their people once a day, in the morning of the city."""
    keep_cards_true.keep(at=now())
