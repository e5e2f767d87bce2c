"""Who may begin a conversation by text, and when: limits, hours, and an office that lets nobody write."""

from datetime import datetime, timedelta

import pytest
from pytest_django import Settings

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts.models import CallEvent, Conversation
from infolinia.core.models import Erasure
from infolinia.routing.models import WorkSettings
from infolinia.telephony.chats import operations as chats
from infolinia.telephony.chats import queries, token
from infolinia.telephony.chats.operations import CannotChat
from infolinia.telephony.models import Chat

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(zofia: Staff, settings: Settings) -> Staff:
    """Zofia, who writes, on a line that is always open."""
    settings.LINE_ALWAYS_OPEN = True
    WorkSettings.objects.create(staff=zofia, texts=1)
    return zofia


def test_who_begins_waits_in_the_register_at_once(writer: Staff, at: datetime) -> None:
    chat = chats.begin(address="192.0.2.1", language="uk", at=at)
    found = Conversation.objects.get(id=chat)
    assert (found.channel, found.state, found.language, found.queue_code) == ("chat", "waiting", "uk", "general")
    assert [event.kind for event in CallEvent.objects.order_by("id")] == ["arrived", "queued"]
    assert token.conversation_of(token.issue(chat)) == chat


def test_the_address_itself_is_not_kept(writer: Staff, at: datetime) -> None:
    chats.begin(address="192.0.2.1", language="pl", at=at)
    assert "192.0.2.1" not in str(Chat.objects.values().get())


def test_one_address_gets_five_within_an_hour(writer: Staff, at: datetime) -> None:
    for _ in range(chats.CHATS_PER_HOUR):
        chats.begin(address="192.0.2.1", language="pl", at=at)
    with pytest.raises(CannotChat, match="Spróbuj za godzinę"):
        chats.begin(address="192.0.2.1", language="pl", at=at + timedelta(minutes=59))
    chats.begin(address="192.0.2.2", language="pl", at=at)
    chats.begin(address="192.0.2.1", language="pl", at=at + timedelta(minutes=61))


def test_many_addresses_do_not_fill_the_line(writer: Staff, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chats, "CHATS_AT_ONCE", 2)
    first = chats.begin(address="192.0.2.1", language="pl", at=at)
    chats.begin(address="192.0.2.2", language="pl", at=at)
    with pytest.raises(CannotChat, match="bardzo wiele osób"):
        chats.begin(address="192.0.2.3", language="pl", at=at)
    chats.end(conversation_id=first, by="caller", at=at)
    chats.begin(address="192.0.2.3", language="pl", at=at)


def test_nobody_begins_when_nobody_writes_or_the_line_is_closed(zofia: Staff, at: datetime, settings: Settings) -> None:
    settings.LINE_ALWAYS_OPEN = True
    with pytest.raises(CannotChat, match="wyłączony"):
        chats.begin(address="192.0.2.1", language="pl", at=at)
    WorkSettings.objects.create(staff=zofia, texts=1)
    settings.LINE_ALWAYS_OPEN = False
    with pytest.raises(CannotChat, match="nikt nie odpowiada"):
        chats.begin(address="192.0.2.1", language="pl", at=at)
    assert not Conversation.objects.exists()


def test_the_end_is_told_once(writer: Staff, at: datetime) -> None:
    chat = chats.begin(address="192.0.2.1", language="pl", at=at)
    chats.end(conversation_id=chat, by="caller", at=at)
    chats.end(conversation_id=chat, by="adviser", at=at)
    assert Conversation.objects.get(id=chat).state == "abandoned"
    assert CallEvent.objects.filter(kind="ended").get().details == {"by": "caller"}


def test_only_those_that_are_over_are_forgotten(writer: Staff, at: datetime) -> None:
    over, lasting = (chats.begin(address=f"192.0.2.{number}", language="pl", at=at) for number in (1, 2))
    chats.end(conversation_id=over, by="caller", at=at)
    assert chats.forget_old(before=at + timedelta(days=1)) == 1
    assert [chat.conversation_id for chat in queries.open_chats()] == [lasting]


def test_what_was_written_goes_with_its_conversation(writer: Staff, at: datetime) -> None:
    chat = chats.begin(address="192.0.2.1", language="pl", at=at)
    Conversation.objects.get(id=chat).typed.create(
        side="resident", number=0, line=0, position=0, removed=0, inserted="a", ends_line=True, at=at
    )
    assert contacts.forget_conversations(before=at + timedelta(days=1), at=at + timedelta(days=400)) == 1
    assert Erasure.objects.get().kind == "conversations"


@pytest.mark.parametrize("key", ["", "abc", "ImFiYyI:1vN:xyz"])
def test_a_key_that_is_not_ours_opens_nothing(key: str) -> None:
    assert token.conversation_of(key) is None
