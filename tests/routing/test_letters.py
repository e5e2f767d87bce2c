"""Who gets which letter: by places, needs and room; and what happens to letters when their people go away."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts import queries as people
from infolinia.routing import letters, operations
from infolinia.routing.models import Presence, WorkSettings
from infolinia.routing.rules.floor import Caller
from infolinia.routing.rules.letters import Handed, Writer, hand_out, next_for
from infolinia.routing.rules.needs import ANYBODY, Need, Relaxation, Wanted

AT = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
ENGLISH = Wanted((Need("language:en", 1, (Relaxation(timedelta(minutes=4)),)),))


def letter(name: str, *, waited: float = 1, wanted: Wanted = ANYBODY, medium: str = "email", **more: object) -> Caller:
    """A letter that has waited so many hours."""
    return Caller(name, AT - timedelta(hours=waited), wanted, medium=medium, **more)  # type: ignore[arg-type]


def writer(number: int, *, idle: int = 1, room: int = 3, has: int = 0, **skills: int) -> Writer:
    """An adviser, ready for so many minutes, with room for so many e-mails and so many on the desk."""
    named = {name.replace("_", ":"): level for name, level in skills.items()}
    return Writer(number, AT - timedelta(minutes=idle), named, {"email": room, "sms": room}, {"email": has})


CASES = {
    "nobody is ready": ((), (letter("a"),), ()),
    "the oldest letter goes first when there is room for one": (
        (writer(1, room=1),),
        (letter("new", waited=1), letter("old", waited=2)),
        (Handed("old", 1),),
    ),
    "a head start counts": (
        (writer(1, room=1),),
        (letter("old", waited=2), letter("ahead", waited=1, head_start=timedelta(hours=2))),
        (Handed("ahead", 1),),
    ),
    "who has fewest gets the next": (
        (writer(1, has=1), writer(2)),
        (letter("a"),),
        (Handed("a", 2),),
    ),
    "letters are spread": (
        (writer(1, idle=2), writer(2, idle=1)),
        (letter("a", waited=2), letter("b", waited=1)),
        (Handed("a", 1), Handed("b", 2)),
    ),
    "a full desk gets nothing": ((writer(1, room=3, has=3),), (letter("a"),), ()),
    "room is counted by medium": ((writer(1, room=1, has=1),), (letter("a", medium="sms"),), (Handed("a", 1),)),
    "nobody who takes none of this kind": ((writer(1, room=0),), (letter("a"),), ()),
    "a language waits for who knows it": (
        (writer(1), writer(2, has=2, language_en=5)),
        (letter("a", wanted=ENGLISH),),
        (Handed("a", 2),),
    ),
    "a language does not relax within the hour": ((writer(1),), (letter("a", waited=1, wanted=ENGLISH),), ()),
    "a language relaxes after four hours, not minutes": (
        (writer(1),),
        (letter("a", waited=4, wanted=ENGLISH),),
        (Handed("a", 1),),
    ),
    "a letter kept for one person waits for them": (
        (writer(1), writer(2)),
        (letter("a", reserved_for=2, reserved_until=AT + timedelta(hours=1)),),
        (Handed("a", 2),),
    ),
    "a letter kept for somebody who is not here waits": (
        (writer(1),),
        (letter("a", reserved_for=2, reserved_until=AT + timedelta(hours=1)),),
        (),
    ),
    "not for ever": (
        (writer(1),),
        (letter("a", reserved_for=2, reserved_until=AT),),
        (Handed("a", 1),),
    ),
}


@pytest.mark.parametrize(("writers", "waiting", "handed"), CASES.values(), ids=CASES)
def test_who_gets_which(writers: tuple[Writer, ...], waiting: tuple[Caller, ...], handed: tuple[Handed, ...]) -> None:
    assert hand_out(writers, waiting, AT) == handed


def test_who_asks_gets_the_first_they_may_have() -> None:
    waiting = (letter("english", waited=3, wanted=ENGLISH), letter("old", waited=2), letter("new", waited=1))
    assert next_for(writer(1), waiting, AT) == "old"
    assert next_for(writer(1, language_en=5), waiting, AT) == "english"
    assert next_for(writer(1, has=3), waiting, AT) is None


def wrote(at: datetime, channel: str = "email") -> UUID:
    """Let a letter arrive."""
    return contacts.wrote(
        key=uuid4().hex,
        channel=channel,
        address="halina@example.org",
        number="",
        name="Halina",
        subject="?",
        language="pl",
        queue_code="general",
        at=at,
    )


def mine(person: Staff) -> list[UUID]:
    """Return what lies on the desk."""
    return [one.conversation_id for one in people.letters_of(person.pk)]


def test_who_is_not_ready_gets_nothing_by_itself(zofia: Staff, at: datetime) -> None:
    ident = wrote(at)
    operations.set_state(staff_id=zofia.pk, state="break", reason="", at=at)
    assert letters.hand_out(at=at) == 0
    assert letters.take_next(staff_id=zofia.pk, at=at) == ident


def test_room_is_what_the_office_set(zofia: Staff, at: datetime) -> None:
    WorkSettings.objects.create(staff=zofia, emails=1, short_messages=0)
    operations.set_state(staff_id=zofia.pk, state="ready", reason="", at=at)
    for channel in ("email", "email", "sms", "form"):
        wrote(at, channel)
    assert letters.hand_out(at=at) == 2
    with pytest.raises(letters.CannotGiveLetter):
        letters.take_next(staff_id=zofia.pk, at=at)


def test_letters_of_who_left_wait_again_at_their_place(zofia: Staff, adam: Staff, at: datetime) -> None:
    operations.set_state(staff_id=zofia.pk, state="ready", reason="", at=at)
    ident = wrote(at)
    letters.hand_out(at=at)
    Presence.objects.filter(staff=zofia).update(state="offline", since=at)
    letters.hand_out(at=at + timedelta(minutes=29))
    assert mine(zofia) == [ident]
    operations.set_state(staff_id=adam.pk, state="ready", reason="", at=at)
    letters.hand_out(at=at + timedelta(minutes=31))
    assert (mine(zofia), mine(adam)) == ([], [ident])
    assert people.open_letters()[0].arrived_at == at


def test_letters_of_who_works_here_no_more_wait_again(zofia: Staff, at: datetime) -> None:
    operations.set_state(staff_id=zofia.pk, state="ready", reason="", at=at)
    wrote(at)
    letters.hand_out(at=at)
    zofia.is_active = False
    zofia.save()
    letters.hand_out(at=at)
    assert [one.state for one in people.open_letters()] == ["waiting"]


def test_the_same_person_is_preferred_only_while_here(zofia: Staff, adam: Staff, at: datetime) -> None:
    ident = wrote(at)
    letters.prefer(conversation_id=ident, staff_id=zofia.pk, at=at)  # not at work: no promise
    operations.set_state(staff_id=adam.pk, state="ready", reason="", at=at)
    letters.hand_out(at=at)
    assert mine(adam) == [ident]


def test_nobody_takes_what_somebody_has(zofia: Staff, adam: Staff, at: datetime) -> None:
    ident = wrote(at)
    contacts.letter_taken(conversation_id=ident, adviser_id=zofia.pk, at=at)
    with pytest.raises(contacts.CannotTakeLetter):
        contacts.letter_taken(conversation_id=ident, adviser_id=adam.pk, at=at)
    contacts.letter_taken(conversation_id=ident, adviser_id=zofia.pk, at=at)
    assert mine(zofia) == [ident]
