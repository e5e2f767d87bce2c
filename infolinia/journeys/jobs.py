"""Entry points of the worker for stories that cross rooms."""

from uuid import UUID

from procrastinate.contrib.django import app

from infolinia.core.clock import now
from infolinia.journeys import keep_cards_true, receive_letters, send_to_ezd
from infolinia.partners import operations as partners
from infolinia.routing import letters as routing


@app.periodic(cron="10 * * * *")
@app.task(name="journeys.keep_cards_true", queue="knowledge", queueing_lock="journeys.keep_cards_true")
def remind_of_cards(timestamp: int) -> None:
    """Open and escalate tasks of cards, and write to their people once a day, in the morning of the city."""
    keep_cards_true.keep(at=now())


@app.periodic(cron="* * * * *")
@app.task(name="journeys.read_mailboxes", queue="letters", queueing_lock="journeys.read_mailboxes", lock="mailboxes")
def read_mailboxes(timestamp: int) -> None:
    """Take every letter out of the mailboxes; one reading after another, however long one takes."""
    receive_letters.read_mailboxes(at=now())


@app.periodic(cron="* * * * *")
@app.task(name="journeys.hand_out_letters", queue="letters", queueing_lock="journeys.hand_out_letters")
def hand_out_letters(timestamp: int) -> None:
    """Lay waiting letters on desks that have become free, and take back what lies with somebody who has left."""
    routing.hand_out(at=now())


@app.task(name=partners.EZD_TASK, queue=partners.QUEUE)
def to_ezd(matter_id: str) -> None:
    """Do what is due between a matter and the EZD; what went wrong is kept with it, so the job never fails."""
    send_to_ezd.send(matter_id=UUID(matter_id), at=now())


@app.periodic(cron="* * * * *")
@app.task(name="journeys.ezd_forgotten", queue=partners.QUEUE, queueing_lock="journeys.ezd_forgotten")
def ezd_forgotten(timestamp: int) -> None:
    """Pick up matters for the EZD that a dead worker left behind."""
    partners.defer_forgotten_ezd(at=now())
