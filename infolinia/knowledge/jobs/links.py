"""Asking the addresses in cards whether they still answer, at night and only where the installation wants it."""

from django.conf import settings
from procrastinate.contrib.django import app

from infolinia.core.clock import now
from infolinia.knowledge import operations


@app.periodic(cron="13 2 * * *")
@app.task(name="knowledge.check_links", queue="knowledge", queueing_lock="knowledge.check_links")
def check_links(timestamp: int) -> None:
    """Collect the addresses of all cards; ask those whose turn it is."""
    operations.collect_links(at=now())
    if settings.CHECK_LINKS:
        operations.check_links(now=now)
