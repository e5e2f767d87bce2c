"""Entry points of the worker for letters on paper."""

from django.conf import settings
from procrastinate.contrib.django import app

from infolinia.core.clock import now
from infolinia.correspondence.operations import QUEUE
from infolinia.correspondence.printing import daily, operations


@app.periodic(cron="5 * * * *")
@app.task(name="correspondence.print_run", queue=QUEUE, queueing_lock="correspondence.print_run")
def print_run(timestamp: int) -> None:
    """Prepare the day's print run when its hour has come."""
    daily.run_if_due(hour=settings.PRINT_HOUR, at=now())


@app.periodic(cron="47 3 * * *")
@app.task(name="correspondence.forget_prints", queue=QUEUE, queueing_lock="correspondence.forget_prints")
def forget_prints(timestamp: int) -> None:
    """Empty the printed pages of letters that left a month ago."""
    operations.forget_prints(before=now() - daily.PRINTS_KEPT)
