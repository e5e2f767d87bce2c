"""Writing beside a voice call: who may come in, by which code, how often it may be wrong, and when it is over."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.routing import operations as routing
from infolinia.telephony import talk_operations as talk
from infolinia.telephony.beside import operations as beside
from infolinia.telephony.beside import queries
from infolinia.telephony.beside.operations import CannotJoin
from infolinia.telephony.models import CallText, JoinCode, PhoneAccount, WrongCode
from infolinia.telephony.operations import CannotControlCall
from infolinia.telephony.rules import codes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody pushes telephones in these tests: do not wait for it."""
    monkeypatch.setattr("infolinia.telephony.operations.GUEST_PATIENCE", 0.0)


HERE = "192.0.2.1"


@pytest.fixture
def call(zofia: Staff, at: datetime) -> UUID:
    """Zofia talks with somebody on the telephone."""
    ident = contacts.call_arrived(
        engine_call_id="call-1",
        channel="phone",
        number="+48500000014",
        name="",
        language="pl",
        queue_code="general",
        at=at,
        event_key="a",
    )
    contacts.call_answered(conversation_id=ident, adviser_id=zofia.pk, at=at, event_key="w")
    routing.record_presence(staff_id=zofia.pk, state="talking", since=at, idle_since=at, conversation_id=ident)
    return ident


def _code(call: UUID, zofia: Staff, at: datetime) -> str:
    offered = beside.offer_text(conversation_id=call, by=zofia.pk, at=at)
    assert offered
    return offered.text


def test_the_code_lets_the_resident_in_once(call: UUID, zofia: Staff, at: datetime) -> None:
    code = _code(call, zofia, at)
    assert codes.in_form(code)
    assert beside.join_text(code=code, address=HERE, at=at) == call
    found = queries.beside(call, at)
    assert found
    assert (found.joined_at, found.code) == (at, None)
    with pytest.raises(CannotJoin, match="nie działa"):
        beside.join_text(code=code, address=HERE, at=at)


def test_pressing_again_gives_the_same_code_while_it_holds(call: UUID, zofia: Staff, at: datetime) -> None:
    code = _code(call, zofia, at)
    assert _code(call, zofia, at + codes.VALID / 2) == code
    _code(call, zofia, at + codes.VALID)
    assert JoinCode.objects.count() == 1


def test_a_code_is_over_with_its_time_and_with_its_call(call: UUID, zofia: Staff, at: datetime) -> None:
    code = _code(call, zofia, at)
    with pytest.raises(CannotJoin):
        beside.join_text(code=code, address=HERE, at=at + codes.VALID)
    contacts.call_ended(conversation_id=call, at=at, by="caller", event_key="e")
    with pytest.raises(CannotJoin):
        beside.join_text(code=code, address=HERE, at=at)


def test_only_whoever_talks_offers_it(call: UUID, adam: Staff, at: datetime) -> None:
    with pytest.raises(CannotControlCall):
        beside.offer_text(conversation_id=call, by=adam.pk, at=at)
    with pytest.raises(CannotControlCall):
        beside.new_code(conversation_id=call, by=adam.pk, at=at)
    assert not CallText.objects.exists()


def test_who_lost_the_page_gets_a_new_code(call: UUID, zofia: Staff, at: datetime) -> None:
    beside.join_text(code=_code(call, zofia, at), address=HERE, at=at)
    assert beside.offer_text(conversation_id=call, by=zofia.pk, at=at) is None
    fresh = beside.new_code(conversation_id=call, by=zofia.pk, at=at)
    assert beside.join_text(code=fresh.text, address=HERE, at=at) == call


def test_nobody_guesses(call: UUID, zofia: Staff, at: datetime) -> None:
    code = _code(call, zofia, at)
    wrong = f"{(int(codes.clean(code)) + 1) % 10**codes.LENGTH:06d}"
    for _ in range(codes.WRONG_OF_ONE):
        with pytest.raises(CannotJoin, match="nie działa"):
            beside.join_text(code=wrong, address=HERE, at=at)
    with pytest.raises(CannotJoin, match="Za dużo"):
        beside.join_text(code=code, address=HERE, at=at)
    assert beside.join_text(code=code, address="192.0.2.2", at=at) == call
    assert HERE not in str(WrongCode.objects.values()[0])


def test_a_code_for_something_else_opens_no_text(call: UUID, zofia: Staff, at: datetime) -> None:
    code = _code(call, zofia, at)
    JoinCode.objects.update(purpose=JoinCode.Purpose.INTERPRETER)
    with pytest.raises(CannotJoin):
        beside.join_text(code=code, address=HERE, at=at)


def _phone(at: datetime, call: UUID | None = None) -> None:
    PhoneAccount.objects.create(
        username="guest-1", password="tajne", kind="guest", issued_at=at, expires_at=at, conversation_id=call
    )


def test_the_page_that_calls_writes_in_its_own_call(call: UUID, at: datetime) -> None:
    _phone(at)
    assert beside.join_own_call(username="guest-1", password="tajne", at=at) is None
    beside.guest_called(username="guest-1", conversation_id=call)
    assert beside.join_own_call(username="guest-1", password="tajne", at=at) == call
    found = queries.beside(call, at)
    assert found
    assert found.joined_at == at


def test_the_page_that_calls_is_there_when_the_adviser_offered_to_write_first(
    call: UUID, zofia: Staff, at: datetime
) -> None:
    _phone(at, call)
    beside.offer_text(conversation_id=call, by=zofia.pk, at=at)
    later = at + timedelta(minutes=1)
    beside.join_own_call(username="guest-1", password="tajne", at=later)
    beside.join_own_call(username="guest-1", password="tajne", at=later + timedelta(minutes=1))
    assert CallText.objects.get().joined_at == later


@pytest.mark.parametrize(("username", "password"), [("guest-1", "inne"), ("guest-2", "tajne"), ("", ""), ("\0", "\0")])
def test_another_page_does_not(call: UUID, at: datetime, username: str, password: str) -> None:
    _phone(at, call)
    with pytest.raises(CannotJoin):
        beside.join_own_call(username=username, password=password, at=at)


def test_a_call_that_is_over_can_not_be_written_in(call: UUID, at: datetime) -> None:
    _phone(at, call)
    contacts.call_ended(conversation_id=call, at=at, by="caller", event_key="e")
    assert beside.join_own_call(username="guest-1", password="tajne", at=at) is None


def test_what_is_over_is_forgotten(call: UUID, zofia: Staff, at: datetime) -> None:
    _code(call, zofia, at)
    CallText.objects.create(conversation_id=uuid4(), begun_at=at)
    with pytest.raises(CannotJoin):
        beside.join_text(code="0", address=HERE, at=at)
    assert beside.forget_old(before=at + timedelta(days=1)) == 1
    assert list(CallText.objects.values_list("conversation_id", flat=True)) == [call]
    assert not JoinCode.objects.exists()
    assert not WrongCode.objects.exists()


@pytest.fixture
def signed(call: UUID, at: datetime) -> UUID:
    """The same talk with a picture: it came from the page for those who sign."""
    PhoneAccount.objects.create(
        username="guest-9", password="tajne", kind="signing", issued_at=at, expires_at=at, conversation_id=call
    )
    return call


def test_an_interpreter_gets_a_telephone_for_one_call(signed: UUID, zofia: Staff, at: datetime) -> None:
    _invited(signed, zofia, at)
    issued = beside.interpreter_phone(conversation_id=signed, taken_at=at, at=at)
    phone = PhoneAccount.objects.get(username=issued.username)
    assert (phone.kind, phone.conversation_id) == ("interpreter", signed)
    contacts.call_ended(conversation_id=signed, at=at, by="caller", event_key="e")
    with pytest.raises(CannotJoin, match="skończyła"):
        beside.interpreter_phone(conversation_id=signed, taken_at=at, at=at)


def test_without_a_picture_no_interpreter_comes_in(call: UUID, zofia: Staff, at: datetime) -> None:
    with pytest.raises(CannotJoin, match="wideo"):
        beside.invite_interpreter(conversation_id=call, by=zofia.pk, at=at)


def test_only_one_comes_in_and_only_the_adviser_asks(signed: UUID, zofia: Staff, adam: Staff, at: datetime) -> None:
    with pytest.raises(CannotControlCall):
        beside.invite_interpreter(conversation_id=signed, by=adam.pk, at=at)
    contacts.party_invited(
        conversation_id=signed, key="k", kind="adviser", label="Adam Rejs", at=at, event_key="p", staff_id=adam.pk
    )
    with pytest.raises(CannotJoin, match="ktoś trzeci"):
        beside.invite_interpreter(conversation_id=signed, by=zofia.pk, at=at)


def test_the_code_for_text_brings_no_interpreter_in(signed: UUID, zofia: Staff, at: datetime) -> None:
    code = beside.offer_text(conversation_id=signed, by=zofia.pk, at=at)
    assert code
    with pytest.raises(CannotJoin, match="nie działa"):
        beside.join_as_interpreter(code=code.text, address=HERE, at=at)


def test_an_interpreter_is_never_left_alone_with_the_caller(signed: UUID, zofia: Staff, at: datetime) -> None:
    contacts.party_invited(conversation_id=signed, key="k", kind="guest", label="Tłumacz", at=at, event_key="p")
    contacts.party_joined(conversation_id=signed, key="k", at=at, event_key="j")
    with pytest.raises(CannotControlCall, match="bez doradcy"):
        talk.join_and_leave(conversation_id=signed, by=zofia.pk, at=at)


def _invited(signed: UUID, zofia: Staff, at: datetime) -> None:
    code = beside.invite_interpreter(conversation_id=signed, by=zofia.pk, at=at)
    beside.join_as_interpreter(code=code.text, address=HERE, at=at)


@pytest.mark.parametrize("way", ["dropped", "passed on"])
def test_an_interpreter_who_was_let_go_needs_a_new_code(signed: UUID, zofia: Staff, at: datetime, way: str) -> None:
    _invited(signed, zofia, at)
    if way == "dropped":
        talk.drop_party(conversation_id=signed, by=zofia.pk, at=at)
    else:
        talk.transfer(conversation_id=signed, by=zofia.pk, to=talk.Target("queue", "migowy", "Migowy"), at=at)
    later = at + timedelta(minutes=1)
    for _ in range(2):
        assert not queries.is_invited(signed, at)
        with pytest.raises(CannotJoin):
            beside.interpreter_phone(conversation_id=signed, taken_at=at, at=later)
        _invited(signed, zofia, later)  # somebody else: the first one's invitation stays over
    assert beside.interpreter_phone(conversation_id=signed, taken_at=later, at=later)


def test_a_newer_telephone_of_the_interpreter_ends_the_earlier(signed: UUID, zofia: Staff, at: datetime) -> None:
    _invited(signed, zofia, at)
    first, second = (beside.interpreter_phone(conversation_id=signed, taken_at=at, at=at) for _ in range(2))
    assert PhoneAccount.objects.get(username=first.username).expires_at == at
    assert PhoneAccount.objects.get(username=second.username).expires_at > at


def test_an_interpreter_may_come_back_as_long_as_the_call_lasts(signed: UUID, zofia: Staff, at: datetime) -> None:
    _invited(signed, zofia, at)
    later = at + codes.VALID + timedelta(minutes=1)
    _code(signed, zofia, later)
    beside.forget_old(before=later)
    assert beside.interpreter_phone(conversation_id=signed, taken_at=at, at=later)


def test_a_call_is_found_by_itself(
    call: UUID, at: datetime, django_assert_max_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    for number in range(3):
        CallText.objects.create(conversation_id=uuid4(), begun_at=at + timedelta(seconds=number))
    found = queries.lasting(call)
    assert found
    assert found.conversation_id == call
    with django_assert_max_num_queries(4):
        assert beside.forget_old(before=at + timedelta(days=1)) == 3
