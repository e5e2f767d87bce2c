"""Entry points of the worker. Each may run twice or late: the operations see to it that nothing happens twice."""

from procrastinate.contrib.django import app

from infolinia.core.clock import now
from infolinia.outreach import operations
from infolinia.outreach.operations.campaigns import handing

QUEUE = "outreach"


@app.periodic(cron="* * * * *")
@app.task(name="outreach.each_minute", queue=QUEUE, queueing_lock="outreach.each_minute")
def each_minute(timestamp: int) -> None:
    """See how our calls went, tell what is late, send what is due."""
    at = now()
    operations.settle(at=at)
    operations.tell_late(at=at)
    operations.send_due(at=at)


@app.periodic(cron="* * * * *")
@app.task(name="outreach.campaigns", queue=QUEUE, queueing_lock="outreach.campaigns")
def campaigns(timestamp: int) -> None:
    """Give each running campaign its share of this minute."""
    handing.hand_over_due(at=now())


@app.periodic(cron="17 * * * *")
@app.task(name="outreach.ask_closed", queue=QUEUE, queueing_lock="outreach.ask_closed")
def ask_closed(timestamp: int) -> None:
    """Ask residents whether what was closed is settled."""
    operations.ask_closed(at=now())


@app.periodic(cron="5 7,8,9 * * *")
@app.task(name="outreach.remind_of_documents", queue=QUEUE, queueing_lock="outreach.remind_of_documents")
def remind_of_documents(timestamp: int) -> None:
    """Remind residents of what their matter waits for; three times a morning, each reminder once."""
    operations.remind_of_documents(at=now())
