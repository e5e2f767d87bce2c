"""Writes to spoken messages: left by a caller, taken by somebody, handled, and the sound erased."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.city.rules.calendar import end_of_day
from infolinia.contacts import operations as contacts
from infolinia.core import live
from infolinia.core.clock import city_day
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.telephony.line_queries import line_plan
from infolinia.telephony.models import Voicemail
from infolinia.telephony.voicemails import storage

SHORTEST = 2
"""Seconds: who hangs up at the tone has said nothing."""
RESULT_LIMIT = 300
SHORTEST_RESULT = 3


class CannotHandle(Cannot):
    """The message is not this person's to close, or nobody said what was done."""


def voicemail_left(*, conversation_id: UUID, name: str, why: str, at: datetime, event_key: str) -> None:
    """Keep what a caller said, sealed, with the office's deadline; a recording of nothing is thrown away.

    Safe to repeat: the plain sound goes only after everything is written.
    """
    if storage.seconds_of(name) < SHORTEST:
        storage.discard(name)
        return
    facts = {"why": why, "left_at": at, "seconds": storage.seconds_of(name), "due_at": due_at(at)}
    with transaction.atomic():
        row, _created = Voicemail.objects.get_or_create(conversation_id=conversation_id, defaults=facts)
        storage.keep(name, conversation_id)
        row.sound = conversation_id.hex
        row.save()
        contacts.message_left(conversation_id=conversation_id, at=at, event_key=event_key)
        live.publish("voicemail")
    storage.discard(name)


def due_at(at: datetime) -> datetime:
    """Return until when somebody has to answer: the end of the working day that the office promises (its own rule)."""
    calendar = city.calendar()
    return end_of_day(calendar.add_working(city_day(at), line_plan().answer_days))


@transaction.atomic
def take(*, conversation_id: UUID, by_id: int, at: datetime) -> None:
    """Let the others know who looks after the message; taking one from a colleague is allowed and kept in history."""
    Voicemail.objects.filter(conversation_id=conversation_id, handled_at__isnull=True).update(taken_by=by_id)
    live.publish("voicemail")


def handle(*, conversation_id: UUID, result: str, by_id: int, at: datetime) -> None:
    """Close the message with what was done. Refused without words, and when somebody else was faster."""
    said = one_line(result, RESULT_LIMIT)
    if len(said) < SHORTEST_RESULT:
        raise CannotHandle(_("Napisz, co zrobiono: na przykład „oddzwoniono, sprawa 123/2026”."))
    with transaction.atomic():
        row = Voicemail.objects.select_for_update().get(conversation_id=conversation_id)
        if row.handled_at:
            raise CannotHandle(_("Tę wiadomość ktoś już załatwił."))
        row.handled_at, row.handled_by_id, row.result = at, by_id, said
        row.save()
        contacts.message_handled(conversation_id=conversation_id, by_id=by_id, at=at)
        live.publish("voicemail")


def forget_sounds(*, at: datetime) -> int:
    """Erase the sound of messages that were handled so many days ago as the office keeps them; returns how many."""
    before = at - timedelta(days=line_plan().kept_days)
    over = Voicemail.objects.filter(handled_at__lt=before).exclude(sound="")
    idents = list(over.values_list("conversation_id", flat=True))
    for ident in idents:
        storage.erase(ident)
    Voicemail.objects.filter(conversation_id__in=idents).update(sound="")
    return len(idents)
