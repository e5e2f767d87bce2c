"""Text messages through real gateways: taken once, by another when one does not work, asked when nobody knows."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytest_django import Settings

from infolinia.correspondence import operations
from infolinia.correspondence.channels.sms import port
from infolinia.correspondence.models import Message, Provider, ProviderState
from infolinia.correspondence.operations import CannotSend
from infolinia.correspondence.shapes import Attachment, Outgoing
from tests.correspondence.sms.conftest import Gateway

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
HALINA = "+48500000014"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch, at: datetime) -> list[datetime]:
    """Let the port live in the tests' time; the list's only item is its now."""
    told = [at]
    monkeypatch.setattr(port, "now", lambda: told[0])
    return told


def queue(at: datetime, key: str = "k-1", **more: Any) -> UUID:
    given = {"channel": "sms", "to": "500 000 014", "subject": "", "text": "Dowód czeka.", "key": key, **more}
    found = operations.queue(Outgoing(**given), at=at)
    assert found is not None
    return found


def sent(ident: UUID, at: datetime) -> Message:
    operations.send(message_id=ident, at=at)
    return Message.objects.get(pk=ident)


def test_it_arrives_with_our_id_and_the_gateways_number_is_kept(gateway: Gateway, at: datetime) -> None:
    ident = queue(at)
    row = sent(ident, at)
    (taken,) = gateway.taken
    assert (taken["to"], taken["content"], taken["id"]) == (HALINA, "Dowód czeka.", str(ident))
    assert gateway.keys == ["Bearer tajne"]
    assert (row.status, row.provider, row.ref, row.segments, row.sent_at) == ("sent", "pierwszy", "ref-1", 1, at)


def test_an_office_that_saves_sends_without_marks_and_pays_for_one_part(gateway: Gateway, at: datetime) -> None:
    Provider.objects.update(plan=gateway.plan(letters="without_marks"))
    ident = queue(at, text="Zażółć gęślą jaźń – „Łódź”. " * 4)
    assert Message.objects.get(pk=ident).segments == 2
    assert sent(ident, at).segments == 1
    assert gateway.taken[0]["content"].startswith('Zazolc gesla jazn - "Lodz".')


@pytest.mark.parametrize(
    ("status", "told", "said"),
    [
        (503, {}, "503"),
        (401, {"error": {"code": 1, "message": "zły klucz"}}, "zły klucz"),
        (200, {"error": {"code": 101, "message": "brak środków"}}, "brak środków"),
        (429, {}, "429"),
    ],
)
def test_another_provider_takes_over_when_one_does_not_work(
    gateway: Gateway, second: Gateway, at: datetime, status: int, told: object, said: str
) -> None:
    gateway.answers = [(status, told)]
    first, next_one = queue(at), queue(at, "k-2", to="500 000 015")
    assert sent(first, at).provider == "drugi"
    assert sent(next_one, at).provider == "drugi", "the first one rests now and is not even asked"
    assert (len(gateway.keys), len(second.taken)) == (1, 2)
    assert said in ProviderState.objects.get(pk="sms:pierwszy").last_error


def test_when_it_has_rested_the_first_provider_is_asked_again(
    gateway: Gateway, second: Gateway, at: datetime, clock: list[datetime]
) -> None:
    gateway.answers = [(503, {})]
    sent(queue(at), at)
    clock[0] = at + MINUTE
    assert sent(queue(at, "k-2"), clock[0]).provider == "pierwszy"
    assert ProviderState.objects.get(pk="sms:pierwszy").failing_since is None


def test_a_provider_that_listens_no_more_is_passed_over(gateway: Gateway, second: Gateway, at: datetime) -> None:
    assert gateway.server
    gateway.server.shutdown()
    gateway.server.server_close()
    assert sent(queue(at), at).provider == "drugi"


def test_a_number_that_is_refused_is_refused_for_good(gateway: Gateway, second: Gateway, at: datetime) -> None:
    gateway.answers = [(200, {"error": {"code": 13, "message": "zły numer"}})]
    row = sent(queue(at), at)
    assert (row.status, row.error) == ("failed", "200 13 zły numer")
    assert second.taken == []


def test_an_error_that_the_table_does_not_know_is_no_success(gateway: Gateway, at: datetime) -> None:
    gateway.answers = [(200, {"error": {"code": 999, "message": "?"}})]
    assert sent(queue(at), at).status == "failed"


def test_with_every_provider_away_it_waits_and_nobody_is_asked_meanwhile(
    gateway: Gateway, second: Gateway, at: datetime, clock: list[datetime]
) -> None:
    gateway.answers, second.answers = [(503, {})], [(500, {})]
    ident, other = queue(at), queue(at, "k-2", to="500 000 015")
    assert sent(ident, at).status == "queued"
    assert sent(other, at).next_attempt_at == at + MINUTE / 2, "the channel rests"
    assert (len(gateway.keys), len(second.keys)) == (1, 1)
    clock[0] = at + MINUTE
    assert (sent(ident, clock[0]).status, sent(other, clock[0]).status) == ("sent", "sent")


def test_a_plan_without_its_secret_sends_nothing_and_says_so(
    gateway: Gateway, second: Gateway, settings: Settings, at: datetime
) -> None:
    settings.SMS_SECRETS = {"drugi": "inne"}
    assert sent(queue(at), at).provider == "drugi"
    assert "header" in ProviderState.objects.get(pk="sms:pierwszy").last_error


def test_without_a_provider_it_waits_and_says_why(at: datetime) -> None:
    row = sent(queue(at), at)
    assert (row.status, row.error) == ("queued", "Nie ustawiono dostawcy SMS.")


class TestDoubt:
    """The provider falls silent after it has the whole message."""

    def test_who_can_be_asked_is_asked_and_nothing_goes_twice(
        self, gateway: Gateway, second: Gateway, at: datetime
    ) -> None:
        Provider.objects.filter(code="pierwszy").update(plan=gateway.plan(**gateway.finding()))
        gateway.silent = 1
        ident = queue(at)
        assert sent(ident, at).status == "queued"
        row = sent(ident, at + MINUTE)
        assert (row.status, row.provider, row.ref) == ("sent", "pierwszy", "ref-1")
        assert (len(gateway.taken), second.taken, gateway.asked) == (1, [], [str(ident)])

    def test_what_it_never_got_is_given_again(self, gateway: Gateway, second: Gateway, at: datetime) -> None:
        Provider.objects.filter(code="pierwszy").update(plan=gateway.plan(**gateway.finding()))
        gateway.silent, ident = 1, queue(at)
        sent(ident, at)
        gateway.taken.clear()
        assert sent(ident, at + MINUTE).status == "sent"
        assert (len(gateway.taken), second.taken) == (1, [])

    def test_who_takes_an_id_once_gets_it_again(self, gateway: Gateway, second: Gateway, at: datetime) -> None:
        Provider.objects.filter(code="pierwszy").update(plan=gateway.plan(repeats=True))
        gateway.silent, ident = 1, queue(at)
        assert sent(ident, at).status == "queued"
        assert sent(ident, at + MINUTE).status == "sent"
        assert (len(gateway.taken), second.taken) == (1, [])

    @pytest.mark.parametrize("way", ["repeats", "find"])
    def test_while_the_one_who_may_have_it_is_away_no_other_gets_it(
        self, gateway: Gateway, second: Gateway, at: datetime, clock: list[datetime], way: str
    ) -> None:
        plan = gateway.plan(**({"repeats": True} if way == "repeats" else gateway.finding()))
        Provider.objects.filter(code="pierwszy").update(plan=plan)
        gateway.silent, ident = 1, queue(at)
        sent(ident, at)
        gateway.away = True
        for minutes in (1, 5, 30):
            clock[0] = at + minutes * MINUTE
            assert sent(ident, clock[0]).status == "queued"
        gateway.away, clock[0] = False, at + 120 * MINUTE
        assert sent(ident, clock[0]).status == "sent"
        assert (len(gateway.taken), second.taken) == (1, [])

    def test_otherwise_a_person_is_asked(self, gateway: Gateway, second: Gateway, at: datetime) -> None:
        gateway.silent = 1
        row = sent(queue(at), at)
        assert (row.status, row.is_uncertain) == ("failed", True)
        assert second.taken == []

    def test_a_worker_that_died_in_the_act_leaves_a_question(self, gateway: Gateway, at: datetime) -> None:
        Provider.objects.filter(code="pierwszy").update(plan=gateway.plan(**gateway.finding()))
        ident = queue(at)
        sent(ident, at)
        Message.objects.filter(pk=ident).update(status="queued", sent_at=None, ref="", handed_at=at, claimed_until=at)
        row = sent(ident, at + MINUTE)
        assert (row.status, row.ref, len(gateway.taken)) == ("sent", "ref-1", 1)

    def test_what_a_person_sends_once_more_is_a_new_message_to_the_gateway(
        self, gateway: Gateway, at: datetime
    ) -> None:
        ident = queue(at)
        sent(ident, at)
        operations.note_delivery(message_id=ident, state="bounced", at=at, event_key="x")
        operations.resend(message_id=ident, by_id=1, at=at)
        assert sent(ident, at).status == "sent"
        assert [one["id"] for one in gateway.taken] == [str(ident), f"{ident}-1"]


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("58 626 26 26", "komórkowy"),
        ("+44 7700 900123", "kraju"),
        ("700 800 900", "komórkowy"),
        ("abc", "numer telefonu"),
    ],
)
def test_only_mobile_numbers_of_allowed_countries_get_messages(at: datetime, to: str, said: str) -> None:
    with pytest.raises(CannotSend, match=said):
        queue(at, to=to)


@pytest.mark.parametrize(
    "more", [{"text": "ą" * 671}, {"text": " "}, {"attachments": (Attachment("a.pdf", "application/pdf", b"%PDF"),)}]
)
def test_what_no_text_message_can_be_is_refused_at_once(at: datetime, more: dict[str, Any]) -> None:
    with pytest.raises(CannotSend):
        queue(at, **more)
    assert Message.objects.count() == 0


class TestReports:
    """What gateways tell us afterwards."""

    def heard(self, told: dict[str, object], at: datetime) -> operations.Heard:
        return operations.hear_reports(provider=Provider.objects.get(), told=told, at=at)

    def test_a_report_counts_once_however_often_it_comes(self, gateway: Gateway, at: datetime) -> None:
        ident = queue(at)
        sent(ident, at)
        for _ in range(3):
            self.heard({"MsgId": "ref-1", "status": "404"}, at + MINUTE)
        row = Message.objects.get(pk=ident)
        assert (row.status, row.settled_at, row.deliveries.count()) == ("delivered", at + MINUTE, 1)

    def test_one_request_may_tell_of_several(self, gateway: Gateway, at: datetime) -> None:
        first, other = queue(at), queue(at, "k-2", to="500 000 015")
        sent(first, at)
        sent(other, at)
        heard = self.heard({"MsgId": "ref-1,ref-2,ref-9", "status": "404,405,404"}, at)
        assert (heard.noted, heard.unknown) == (2, 1)
        assert [Message.objects.get(pk=one).status for one in (first, other)] == ["delivered", "bounced"]

    def test_a_report_that_outruns_our_own_note_finds_its_message_by_our_id(
        self, gateway: Gateway, at: datetime
    ) -> None:
        ident = queue(at)
        self.heard({"MsgId": "ref-1", "idx": str(ident), "status": "404"}, at)
        assert Message.objects.get(pk=ident).status == "delivered"
        sent(ident, at)
        assert gateway.taken == []

    @pytest.mark.parametrize("told", [{}, {"MsgId": "?"}, {"idx": "x" * 900}, {"MsgId": ["a"]}, {"idx": str(uuid4())}])
    def test_a_report_of_nothing_changes_nothing(self, gateway: Gateway, at: datetime, told: dict[str, object]) -> None:
        assert self.heard(told, at).noted == 0
