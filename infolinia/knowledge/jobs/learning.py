"""Search learns from what was used, every hour, and from the thesaurus as cards change, every night."""

import logging
from pathlib import Path

from django.conf import settings
from procrastinate.contrib.django import app

from infolinia.core.clock import now
from infolinia.knowledge import mythes
from infolinia.knowledge.operations.learning import learn as learn_now
from infolinia.knowledge.operations.thesaurus import take_thesaurus

log = logging.getLogger(__name__)


@app.periodic(cron="27 * * * *")
@app.task(name="knowledge.learn", queue="knowledge", queueing_lock="knowledge.learn")
def learn(timestamp: int) -> None:
    """Count what led to cards that answered, and how much each card is used."""
    learn_now(at=now())


@app.periodic(cron="13 4 * * *")
@app.task(name="knowledge.follow_thesaurus", queue="knowledge", queueing_lock="knowledge.follow_thesaurus")
def follow_thesaurus(timestamp: int) -> None:
    """Keep of the general thesaurus what helps today's cards. Does nothing where it could not be had."""
    path = mythes.file_of(Path(settings.STATE))
    try:
        if path:
            take_thesaurus(path=path)
    except mythes.CannotRead as error:
        log.warning("the thesaurus is left as it was: %s", error)
