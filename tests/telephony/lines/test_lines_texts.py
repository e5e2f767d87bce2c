"""Conversations by text in the daemon: the same line and the same rules as calls, and nothing lost with the daemon."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from infolinia.city.models import Staff
from infolinia.contacts.models import Conversation
from infolinia.core import clock
from infolinia.routing import operations as routing
from infolinia.routing import queries as presence
from infolinia.routing.models import Offer, WorkSettings
from infolinia.telephony.chats import operations as chats
from infolinia.telephony.chats import queries
from infolinia.telephony.models import Chat
from tests.telephony.lines.running_lines import Desk, RunningLines, becomes, ledger, state_of
from tests.telephony.running import NUMBER, until

pytestmark = pytest.mark.engine
Seat = Callable[[Staff], Desk]


@pytest.fixture
def writer(transactional_db: None, zofia: Staff) -> Staff:
    """Zofia, who has two conversations by text at once, one of them beside a call."""
    WorkSettings.objects.update_or_create(staff=zofia, defaults={"texts": 2, "texts_beside_call": 1})
    return zofia


def is_ready(staff: Staff) -> None:
    routing.rules_changed()
    routing.set_state(staff_id=staff.pk, state="ready", reason="", at=clock.now())


def begins(number: int = 1) -> UUID:
    return chats.begin(address=f"192.0.2.{number}", language="pl", at=clock.now())


def is_offered(chat: UUID, staff: Staff) -> bool:
    return until(lambda: (offer := presence.text_offer(staff.pk)) and offer.conversation_id == chat)


def is_taken(chat: UUID, staff: Staff) -> bool:
    assert is_offered(chat, staff)
    chats.take(conversation_id=chat, by=staff.pk)
    return until(lambda: state_of(chat) == "talking")


def test_a_resident_writes_and_an_adviser_without_a_phone_answers(lines: RunningLines, writer: Staff) -> None:
    is_ready(writer)
    chat = begins()
    assert is_taken(chat, writer)
    assert presence.presence(writer.pk).state == "ready"
    assert presence.text_offer(writer.pk) is None
    chats.end(conversation_id=chat, by="adviser", at=clock.now())
    assert until(lambda: state_of(chat) == "after_call")
    assert ledger(chat) == ["arrived", "queued", "offered", "answered", "ended"]
    assert Offer.objects.get().medium == "text"


def test_more_than_one_may_have_at_once_waits_and_is_told_the_place(lines: RunningLines, writer: Staff) -> None:
    is_ready(writer)
    first, second, third = (begins(number) for number in range(3))
    assert is_taken(first, writer)
    assert is_taken(second, writer)
    assert until(lambda: queries.wait(third).place == 1)
    assert queries.wait(third).least is not None
    assert presence.text_offer(writer.pk) is None
    chats.end(conversation_id=first, by="caller", at=clock.now())
    assert is_taken(third, writer)


def test_who_declines_goes_on_a_break_and_the_next_is_asked(lines: RunningLines, writer: Staff, adam: Staff) -> None:
    WorkSettings.objects.create(staff=adam, texts=1)
    is_ready(writer)
    assert until(lambda: presence.presence(writer.pk).state == "ready")
    chat = begins()
    assert is_offered(chat, writer)
    is_ready(adam)
    chats.decline(conversation_id=chat, by=writer.pk)
    assert is_taken(chat, adam)
    assert presence.presence(writer.pk).state == "break"


def test_somebody_else_can_not_take_what_is_not_offered_to_them(
    lines: RunningLines, writer: Staff, adam: Staff
) -> None:
    is_ready(writer)
    chat = begins()
    assert is_offered(chat, writer)
    chats.take(conversation_id=chat, by=adam.pk)
    assert is_taken(chat, writer)
    assert Conversation.objects.get(id=chat).adviser_id == writer.pk


def test_one_rings_beside_a_call(lines: RunningLines, writer: Staff, desk: Seat) -> None:
    adviser = desk(writer)
    is_ready(writer)
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=440)
        adviser.phone.ringing(timeout=10).answer()
        assert adviser.is_in("talking")
        chat = begins()
        assert is_taken(chat, writer)
        assert adviser.state == "talking"
        assert call.hears(adviser.phone.pitch)
        other = begins(2)
        assert until(lambda: queries.wait(other).place == 1)
        assert presence.text_offer(writer.pk) is None, "one beside a call, no more"


def test_the_death_of_the_daemon_loses_no_talk_and_no_place(lines: RunningLines, writer: Staff) -> None:
    is_ready(writer)
    talk = begins(1)
    assert is_taken(talk, writer)
    offered, waiting = begins(2), begins(3)
    assert is_offered(offered, writer)
    arrived = Conversation.objects.get(id=waiting).arrived_at
    lines.kill()
    during = begins(4)
    lines.start()
    assert state_of(talk) == "talking"
    assert is_taken(offered, writer)
    assert until(lambda: queries.wait(waiting).place == 1)
    assert until(lambda: queries.wait(during).place == 2)
    chats.end(conversation_id=talk, by="adviser", at=clock.now())
    assert is_offered(waiting, writer)
    assert Conversation.objects.get(id=waiting).arrived_at == arrived
    assert Offer.objects.filter(conversation_id=talk).count() == 1


def test_a_page_that_is_gone_for_long_ends_the_wait(lines: RunningLines) -> None:
    WorkSettings.objects.create(staff=Staff.objects.create(username="pisarz", role="adviser"), texts=1)
    chat = begins()
    assert becomes("waiting")
    Chat.objects.update(resident_seen_at=clock.now() - timedelta(minutes=2))
    assert becomes("abandoned", timeout=10)
    assert ledger(chat)[-1] == "ended"
