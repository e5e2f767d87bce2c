"""Phone accounts: for one sign-in, for one browser call, never for ever; and who may hold or end a call."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from infolinia.city.models import Staff
from infolinia.routing import operations as routing
from infolinia.telephony import operations, queries
from infolinia.telephony.models import PhoneAccount
from infolinia.telephony.operations import CannotControlCall, CannotIssuePhone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_waits_for_the_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "PUSH_PATIENCE", 0.0)
    monkeypatch.setattr(operations, "GUEST_PATIENCE", 0.0)


def test_each_sign_in_gets_an_account_of_its_own(zofia: Staff, at: datetime) -> None:
    first, second = (operations.issue_phone(staff_id=zofia.pk, at=at) for _ in range(2))
    assert first.username != second.username
    assert first.password != second.password
    assert first.username.startswith(f"adviser-{zofia.pk}-")
    assert [one.username for one in queries.valid_phones(at)] == [first.username, second.username]


def test_an_account_expires(zofia: Staff, at: datetime) -> None:
    phone = operations.issue_phone(staff_id=zofia.pk, at=at)
    assert queries.valid_phones(phone.expires_at - timedelta(seconds=1))
    assert not queries.valid_phones(phone.expires_at)


def test_signing_out_ends_the_accounts_of_that_person_at_once(zofia: Staff, adam: Staff, at: datetime) -> None:
    kept = operations.issue_phone(staff_id=adam.pk, at=at)
    for _tab in range(2):
        operations.issue_phone(staff_id=zofia.pk, at=at)
    operations.retire_phones(staff_id=zofia.pk, at=at + timedelta(hours=1))
    assert [one.username for one in queries.valid_phones(at + timedelta(hours=1))] == [kept.username]


def test_one_address_gets_five_calls_within_an_hour(at: datetime) -> None:
    for number in range(5):
        operations.issue_guest_phone(address="198.51.100.7", at=at + timedelta(minutes=number))
    with pytest.raises(CannotIssuePhone):
        operations.issue_guest_phone(address="198.51.100.7", at=at + timedelta(minutes=59))
    operations.issue_guest_phone(address="198.51.100.8", at=at + timedelta(minutes=59))
    operations.issue_guest_phone(address="198.51.100.7", at=at + timedelta(minutes=61))


def test_all_guests_together_have_a_limit_too(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "GUESTS_AT_ONCE", 3)
    for number in range(3):
        operations.issue_guest_phone(address=f"198.51.100.{number}", at=at)
    with pytest.raises(CannotIssuePhone, match="wiele osób"):
        operations.issue_guest_phone(address="198.51.100.77", at=at)
    operations.issue_guest_phone(address="198.51.100.77", at=at + operations.GUEST_VALIDITY)


@pytest.mark.django_db(transaction=True)
def test_many_requests_at_once_get_no_more_than_one_after_the_other(at: datetime) -> None:
    start = threading.Barrier(12)

    def ask(_number: int) -> bool:
        try:
            start.wait(10)
            operations.issue_guest_phone(address="198.51.100.7", at=at)
        except CannotIssuePhone:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(12) as threads:
        assert sum(threads.map(ask, range(12))) == operations.GUESTS_PER_HOUR


def test_who_is_switched_off_has_no_phone_any_more(zofia: Staff, adam: Staff, at: datetime) -> None:
    hers, his = (operations.issue_phone(staff_id=one.pk, at=at) for one in (zofia, adam))
    Staff.objects.filter(pk=zofia.pk).update(is_active=False)
    assert [one.username for one in queries.valid_phones(at)] == [his.username]
    assert queries.phone(hers.username) is None


def test_the_address_of_a_guest_is_not_kept(at: datetime) -> None:
    operations.issue_guest_phone(address="198.51.100.7", at=at)
    account = PhoneAccount.objects.get()
    assert all("198.51.100" not in str(value) for value in vars(account).values())


def test_old_accounts_are_forgotten(zofia: Staff, at: datetime) -> None:
    operations.issue_phone(staff_id=zofia.pk, at=at)
    assert operations.forget_old_phones(before=at) == 0
    assert operations.forget_old_phones(before=at + timedelta(days=1)) == 1


@pytest.mark.parametrize("act", [operations.hang_up, operations.rejoin, lambda **who: operations.hold(on=True, **who)])
def test_only_who_talks_in_a_call_controls_it(zofia: Staff, adam: Staff, at: datetime, act: object) -> None:
    conversation = uuid4()
    routing.record_presence(staff_id=zofia.pk, state="talking", since=at, idle_since=at, conversation_id=conversation)
    assert callable(act)
    act(conversation_id=conversation, by=zofia.pk)
    for by, call in ((adam.pk, conversation), (zofia.pk, uuid4())):
        with pytest.raises(CannotControlCall):
            act(conversation_id=call, by=by)
