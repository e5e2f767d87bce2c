"""Entry points of the worker for telephones."""

from datetime import timedelta

from django.conf import settings
from procrastinate.contrib.django import app

from infolinia.core.clock import now
from infolinia.telephony import operations, prompts, queries, trunks
from infolinia.telephony.beside import operations as beside
from infolinia.telephony.callbacks import operations as call_backs
from infolinia.telephony.chats import operations as chats
from infolinia.telephony.line_operations import SPEAK_TASK
from infolinia.telephony.line_queries import spoken_extras
from infolinia.telephony.recordings import operations as recordings
from infolinia.telephony.recordings.sweep import sweep
from infolinia.telephony.voicemails import operations as voicemails

KEPT = timedelta(days=1)
KEPT_CALLS_OUT = timedelta(days=31)
"""Until the operator's bill has come and was compared."""


@app.periodic(cron="41 3 * * *")
@app.task(name="telephony.forget_old_phones", queue="telephony", queueing_lock="telephony.forget_old_phones")
def forget_old_phones(timestamp: int) -> None:
    """Delete phone accounts that expired a day ago, and calls out and alarms that are a month old."""
    operations.forget_old_phones(before=now() - KEPT)
    trunks.forget_outgoing(now() - KEPT_CALLS_OUT)


@app.periodic(cron="43 3 * * *")
@app.task(name="telephony.forget_old_chats", queue="telephony", queueing_lock="telephony.forget_old_chats")
def forget_old_chats(timestamp: int) -> None:
    """Delete who sat at conversations by text that ended a day ago; what was written stays with the conversations.

    Texts beside calls go with them.
    """
    chats.forget_old(before=now() - KEPT)
    beside.forget_old(before=now() - KEPT)


@app.periodic(cron="*/5 * * * *")
@app.task(name="telephony.tidy_recordings", queue="telephony", queueing_lock="telephony.tidy_recordings")
def tidy_recordings(timestamp: int) -> None:
    """Seal or destroy what faults left of recordings, and erase those whose time is over."""
    sweep(at=now())
    while recordings.forget_recordings(at=now()):
        pass


@app.periodic(cron="* * * * *")
@app.task(name="telephony.expire_call_backs", queue="telephony", queueing_lock="telephony.expire_call_backs")
def expire_call_backs(timestamp: int) -> None:
    """End promises to call back whose time is over, and write to whom nobody reached."""
    call_backs.expire(at=now())


@app.periodic(cron="47 3 * * *")
@app.task(name="telephony.forget_messages", queue="telephony", queueing_lock="telephony.forget_messages")
def forget_messages(timestamp: int) -> None:
    """Erase the sound of spoken messages that were handled as long ago as the office keeps them."""
    voicemails.forget_sounds(at=now())


@app.task(name=SPEAK_TASK, queue="telephony", lock="telephony.speak")
def speak() -> None:
    """Have the office's own words spoken, and kept for the next start."""
    prompts.keep_texts(settings.STATE, queries.own_words(), spoken_extras())
    prompts.render(settings.STATE, city=settings.CITY_NAME)
    operations.line_changed()


@app.periodic(cron="51 3 * * *")
@app.task(name="telephony.speak_again", queue="telephony", queueing_lock="telephony.speak_again")
def speak_again(timestamp: int) -> None:
    """Have spoken what an upgrade or a lost file left unspoken; usually there is nothing to do."""
    operations.speak_anew()
