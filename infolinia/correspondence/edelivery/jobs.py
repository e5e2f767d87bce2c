"""Entry points of the worker for e-Doręczenia."""

from django.conf import settings
from procrastinate.contrib.django import app

from infolinia.core.clock import now
from infolinia.correspondence.edelivery import watching
from infolinia.correspondence.edelivery.profile import profile
from infolinia.correspondence.operations import QUEUE


@app.periodic(cron="* * * * *")
@app.task(name="correspondence.watch_edelivery", queue=QUEUE, queueing_lock="correspondence.watch_edelivery")
def watch(timestamp: int) -> None:
    """Ask the operator about every shipment that is due; nothing while the way is off."""
    if settings.EDELIVERY["address"]:
        watching.look(profile(), at=now())
