"""Letters given to advisers: decided by the rules of letters, carried out in the database without the telephone."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from infolinia.contacts import operations as contacts
from infolinia.contacts import queries as people
from infolinia.contacts.queries import OpenLetter
from infolinia.core.errors import Cannot
from infolinia.routing.models import Precedence, Presence, WorkSettings
from infolinia.routing.rulebook import rulebook
from infolinia.routing.rules import letters as rules
from infolinia.routing.rules.floor import Caller
from infolinia.routing.rules.letters import USUAL, Writer
from infolinia.routing.rules.rulebook import AdviserRules, Rulebook

AWAY = timedelta(minutes=30)
SAME_PERSON_FOR = timedelta(hours=4)
_ONE_AT_A_TIME = 0x1F0_1E77E2  # the lock under which letters are given out


class CannotGiveLetter(Cannot):
    """No letter changed hands; the text says why."""


def hand_out(*, at: datetime) -> int:
    """Lay waiting letters on the desks of those who are ready and have room; returns how many.

    Whatever lay on the desk of somebody who has left waits again first, at its old place. Safe to call at any time and
    from several processes: one does it after the other.
    """
    with transaction.atomic():
        _alone()
        _take_back_from_the_absent(at)
        letters = people.open_letters()
        waiting = [one for one in letters if one.state == "waiting"]
        if not waiting:
            return 0
        book = rulebook()
        desks = _writers(book, letters, Presence.objects.filter(state=Presence.State.READY))
        handed = rules.hand_out(desks, _callers(book, waiting), at)
        for one in handed:
            contacts.letter_taken(conversation_id=UUID(one.letter_id), adviser_id=one.adviser_id, at=at)
    return len(handed)


def take_next(*, staff_id: int, at: datetime) -> UUID:
    """Give the adviser the first letter in line that they may have, in whatever state they are; returns which."""
    with transaction.atomic():
        _alone()
        letters = people.open_letters()
        waiting = [one for one in letters if one.state == "waiting"]
        if not waiting:
            raise CannotGiveLetter(_("Żaden list nie czeka."))
        book = rulebook()
        writer = _writer(staff_id, at, book, letters, _at_once([staff_id]).get(staff_id, {}))
        found = rules.next_for(writer, _callers(book, waiting), at)
        if found is None:
            raise CannotGiveLetter(_("Masz już tyle listów, ile wolno naraz, albo czekające są dla innych osób."))
        contacts.letter_taken(conversation_id=UUID(found), adviser_id=staff_id, at=at, by_id=staff_id)
    return UUID(found)


def give(*, conversation_id: UUID, staff_id: int, by_id: int, at: datetime) -> None:
    """Lay a letter on this person's desk because a supervisor says so: it may be on somebody else's."""
    with transaction.atomic():
        _alone()
        contacts.letter_returned(conversation_id=conversation_id, at=at, why="moved", by_id=by_id)
        contacts.letter_taken(conversation_id=conversation_id, adviser_id=staff_id, at=at, by_id=by_id)


def prefer(*, conversation_id: UUID, staff_id: int, at: datetime) -> None:
    """Let a letter wait some hours for the person who wrote with its sender before, if that person is at work."""
    here = Presence.objects.exclude(state=Presence.State.OFFLINE).filter(staff_id=staff_id, staff__is_active=True)
    if here.exists():
        Precedence.objects.update_or_create(
            pk=conversation_id, defaults={"staff_id": staff_id, "until": at + SAME_PERSON_FOR, "at": at}
        )


def room_of(staff_id: int) -> Mapping[str, int]:
    """Return how many letters of each medium the adviser has at once."""
    return _at_once([staff_id]).get(staff_id, dict.fromkeys(rules.MEDIA, USUAL))


def _take_back_from_the_absent(at: datetime) -> None:
    held = [one for one in people.open_letters() if one.adviser_id is not None and one.state == "answering"]
    holders = {one.adviser_id for one in held if one.adviser_id is not None}
    away = set(
        Presence.objects.filter(staff_id__in=holders, state=Presence.State.OFFLINE, since__lte=at - AWAY).values_list(
            "staff_id", flat=True
        )
    )
    away |= set(get_user_model().objects.filter(pk__in=holders, is_active=False).values_list("pk", flat=True))
    for letter in held:
        if letter.adviser_id in away:
            contacts.letter_returned(conversation_id=letter.conversation_id, at=at, why="away")


def _callers(book: Rulebook, waiting: list[OpenLetter]) -> list[Caller]:
    told = {row.pk: row for row in Precedence.objects.filter(pk__in=[one.conversation_id for one in waiting])}
    return [_caller(book, one, told.get(one.conversation_id)) for one in waiting]


def _caller(book: Rulebook, letter: OpenLetter, told: Precedence | None) -> Caller:
    reserved = (told.staff_id, told.until) if told and told.staff_id and told.until else None
    return book.caller(
        call_id=str(letter.conversation_id),
        arrived_at=letter.arrived_at,
        queue=letter.queue_code,
        language=letter.language,
        medium=letter.channel,
        ahead=timedelta(minutes=told.minutes if told else 0),
        reserved=reserved,
    )


def _writers(book: Rulebook, letters: list[OpenLetter], ready: QuerySet[Presence]) -> list[Writer]:
    here = dict(ready.filter(staff__is_active=True).values_list("staff_id", "idle_since"))
    rooms = _at_once(here)
    return [_writer(staff_id, since, book, letters, rooms.get(staff_id, {})) for staff_id, since in here.items()]


def _writer(
    staff_id: int, since: datetime, book: Rulebook, letters: list[OpenLetter], room: Mapping[str, int]
) -> Writer:
    own = book.advisers.get(staff_id, AdviserRules())
    has = Counter(one.channel for one in letters if one.state == "answering" and one.adviser_id == staff_id)
    return Writer(staff_id, since, own.skills, room, has)


def _at_once(staff_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    rows = WorkSettings.objects.filter(staff_id__in=list(staff_ids))
    fields = rows.values_list("staff_id", "emails", "short_messages", "web_forms")
    return {staff_id: dict(zip(rules.MEDIA, counts, strict=True)) for staff_id, *counts in fields}


def _alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
